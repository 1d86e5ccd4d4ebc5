"""Algorithms independent of networks: the taut string, total variation, the simplex."""
