"""Features of |·| and symmetrised ReLU networks: reflections, and reflections of those."""
