"""Menus, keys and modes: what can be done in the window."""
