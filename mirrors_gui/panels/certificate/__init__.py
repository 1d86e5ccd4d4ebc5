"""The Certificate view."""
