"""What the entries of boxes mean, by what is chosen with them, for words one need not know."""

from __future__ import annotations

from mirrors_gui.text.translate import mark

TIPS: dict[str, str] = {
    # activations
    "relu": mark("max(x, 0): flat, then a slope"),
    "leaky": mark("a slope right of 0, and a smaller one left of it"),
    "abs": mark("|x| folds the line at 0: deeper layers mirror the data"),
    "symmetrized": mark("|x| in the first layer, which folds the line; ReLU in the last"),
    "sign": mark("−1 left of 0, and 1 from there on: steps of both signs"),
    "threshold": mark("0 left of 0, and 1 from there on: steps"),
    "piecewise": mark("two slopes of your own, one on each side of 0"),
    "rectangular": mark("every neuron of a layer reads all of the layer before"),
    "tree": mark("every neuron reads neurons of its own, as branches of a tree do"),
    # losses
    "squared": mark("½ (f − y)²: large errors count most; fits the mean"),
    "huber": mark("squared for small errors, |f − y| for large ones: outliers count less"),
    "quantile": mark("fits the level that a share of the samples stays below, such as the median"),
    "logistic": mark("for labels −1 and 1: f is the log-odds of 1"),
    # solvers
    "auto": mark("coordinate descent on the few features in play, finished exactly"),
    "coordinate_descent": mark("one weight after the other, again and again; its gap stays"),
    "active_set": mark("solves exactly for the features in use, and exchanges one at a time"),
    # ordinary training
    "adam": mark("gradient steps of a length of its own for each weight"),
    "sgd": mark("gradient steps that go on in the direction of those before"),
    "lbfgs": mark("Newton-like steps from the last gradients, on all samples at once"),
    # the series that is forecast
    "levels": mark("the values themselves are forecast"),
    "differences": mark("the change from one step to the next is forecast, and summed up"),
    "returns": mark("the change of the logarithm is forecast: growth by a share"),
}
