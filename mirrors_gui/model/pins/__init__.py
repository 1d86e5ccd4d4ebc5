"""Pinned fits."""
