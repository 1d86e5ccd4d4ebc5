"""Features of sign and threshold networks: patterns of switches."""
