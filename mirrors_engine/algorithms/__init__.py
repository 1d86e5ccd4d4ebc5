"""Algorithms that know nothing of networks: the taut string, total variation, the simplex."""
