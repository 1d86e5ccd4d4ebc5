"""What is drawn over the fit plot beside data and function."""
