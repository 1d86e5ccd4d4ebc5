"""Many signals by one network: a list of them, each with its picture and its numbers."""
