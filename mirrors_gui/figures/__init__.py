"""Figures for print: drawn anew as vectors, independent of the window's size and theme."""
