"""Text at the border: numbers that somebody typed, and text that is safe to print."""
