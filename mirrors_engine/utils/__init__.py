"""Helpers without mathematics: arrays, threads, warning filters."""
