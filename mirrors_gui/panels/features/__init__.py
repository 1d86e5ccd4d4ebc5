"""The Features view: curves and table."""
