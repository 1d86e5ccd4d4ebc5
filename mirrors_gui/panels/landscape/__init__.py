"""The Landscape view: all optimal networks."""
