"""One of several optimal solutions, the same whichever way λ was reached."""
