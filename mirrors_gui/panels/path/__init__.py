"""The Path view: weights against λ."""
