"""A feature of the dictionary, and the unit of the network that computes it."""
