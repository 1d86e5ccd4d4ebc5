"""Many signals by one network."""
