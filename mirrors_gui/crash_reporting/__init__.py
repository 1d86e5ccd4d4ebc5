"""The log, errors that nobody caught, and the dialog that reports them."""
