"""Branch and bound over the biases of a chain of folds: the strongest unit, and what is tied."""
