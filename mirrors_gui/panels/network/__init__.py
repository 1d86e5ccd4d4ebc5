"""The Network view: a node-link drawing."""
