"""The Training view."""
