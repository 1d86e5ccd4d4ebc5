"""Scikit-learn's interface: regressor, regressor with cross-validation, classifier."""
