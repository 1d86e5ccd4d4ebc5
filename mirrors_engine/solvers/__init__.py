"""Solvers: the Lasso (`lasso`), other losses (`rows`) and least-norm interpolation."""
