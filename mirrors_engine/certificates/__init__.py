"""Proofs of near-optimality that know nothing of the solver."""
