"""Solvers of the losses other than the squared one."""
