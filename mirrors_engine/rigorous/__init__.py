"""Proofs instead of numbers: lower and upper bounds that no rounding error can break."""

from mirrors_engine.rigorous.proof import Proof, prove

__all__ = ["Proof", "prove"]
