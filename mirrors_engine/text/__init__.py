"""Typed numbers, and text that is safe to print."""
