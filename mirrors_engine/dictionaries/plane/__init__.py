"""Features of two inputs: kink lines, and linear dichotomies."""
