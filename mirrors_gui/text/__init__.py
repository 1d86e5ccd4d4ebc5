"""Words and numbers on the screen."""
