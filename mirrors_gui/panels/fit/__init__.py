"""The plot in the middle of the window, and everything drawn on it."""
