"""Refusals of networks, losses, proofs, training and forecasts, by their form."""

from __future__ import annotations

from mirrors_gui.text.translate import mark

OF_FITS = (
    # networks and data that do not suit each other
    mark("{have} but a {network} reads one: use inputs {inputs}, or choose a column."),
    mark("{have} but a {network} reads two: use inputs {inputs}, or choose two columns."),
    mark("{have} but a {network} reads several: use inputs line."),
    mark("The signal has {count} input columns"),
    mark("The signal has {count} input column"),
    mark(
        "slopes = ({right}, {left}) scale a signal by 1e{gain} over {layers} layers, too much "
        "for accurate numbers: divide both by the larger, which only changes the unit of lam."
    ),
    mark(
        "A {layers}-layer {name} network needs widths with {count} whole numbers, the neurons "
        "of one unit in its first hidden layers."
    ),
    mark(
        "The data-feature subset is for abs and symmetrized networks of 4 or more layers on a "
        "line: use the exact dictionary here."
    ),
    mark(
        "A {network} on {n} points has {lines} lines, more than can be certified: thin the "
        "signal to {fewer} points or use inputs additive."
    ),
    mark(
        "The explicit dictionary has {size} features of {n} samples, {need} GB where {most} GB "
        "is the limit: use solver auto, which never forms it, or thin the signal."
    ),
    mark("A {network} has no mirror map: choose |x| or symmetrised ReLU with three layers."),
    # losses and solvers
    mark(
        "A straight line separates the labels, so that with a skip connection the logistic "
        "loss falls on as the line grows steeper and no network is best: leave the skip "
        "connection out."
    ),
    mark("Coordinate descent gets stuck at the corners of the quantile loss: use solver auto."),
    mark("{name} = {value} is not a number."),
    mark(
        "Huber's loss needs {columns} working columns of {rows} rows, more than the {most} MB "
        "it may take: raise delta, so that fewer rows are outliers, or thin the signal."
    ),
    mark(
        "The linear program of the quantile loss failed, because weights, values or distances "
        "of samples differ by too many powers of ten: use weights that differ less, merge "
        "samples that nearly agree in x, or choose another loss."
    ),
    mark(
        "The linear program of the quantile loss would take {count} features of {n} samples at "
        "once: thin the signal."
    ),
    mark(
        "The linear program of the quantile loss would take {count} features of {n} rows: "
        "choose a larger λ or thin the signal."
    ),
    mark("The features of this network do not reach every sample: use lam above 0."),
    mark(
        "The linear program of λ = 0 failed, because values or distances of samples differ by "
        "too many powers of ten: use lam above 0, or merge samples that nearly agree in x."
    ),
    mark("The linear program over the optimal weights failed: try a slightly different lambda."),
    mark("Not computed: it is known for one input column only."),
    mark("Not computed: it is known for the squared loss only."),
    mark("Not computed: the fit is not certified, so its equally good features are not known."),
    mark(
        "Not computed: correlations of this fit are known to {off} of λ, too roughly to tell "
        "which features are equally good."
    ),
    mark(
        "Not computed: a feature in use bends among samples so close that numbers do not tell "
        "whether another would be as good."
    ),
    mark(
        "Not computed: at least {count} features are equally good, more than the {limit} that can "
        "be explored. A slightly larger lambda has fewer."
    ),
    mark(
        "Not computed: {count} features are equally good, more than the {limit} that can be "
        "explored. A slightly larger lambda has fewer."
    ),
    mark("{what} would take {need} GB of memory, of which {free} GB are free: {instead}."),
    mark("{count} replicates at {points} points"),
    mark("ask for fewer replicates or points"),
    mark("The band at {points} points from {rows} rows"),
    mark("ask for fewer points"),
    mark("{columns} working columns of {n} samples"),
    mark("{count} boxes of the search over {n} samples"),
    mark("The quantile through {kinks} kinks"),
    mark("use a larger lam, which needs fewer, or thin the signal"),
    mark("A function through {count} samples"),
    mark("choose lam above 0, which needs fewer neurons"),
    mark(
        "A proof file of {count} rows in exact fractions would take gigabytes to write and to "
        "check: use --prove, or --thin."
    ),
    mark("The matrix between two layers of {units} units"),
    mark("export with python or c, or use a larger lam, which needs fewer"),
    mark("Least squares on {kinks} kinks of {n} samples"),
    mark(
        "The optimum follows these {samples} samples so closely that more than {most} of them lie "
        "beside its kinks: use a larger lam, so that the fit has fewer kinks, or thin the signal."
    ),
    mark("use a larger lam, so that the fit has fewer kinks, or thin the signal"),
    mark(
        "x, y and weights are together so small or large that products of them leave the range "
        "of numbers: rescale them towards 1."
    ),
    # choosing λ
    mark("lams must be one or more finite numbers above 0."),
    mark("In {part} all weights are 0: give other splits or weights."),
    mark("{folds} {splits} folds do not suit {points} distinct points: {advice}"),
    mark("give from 2 to {most}."),
    mark("they are too few to validate on."),
    # uncertainty, refits and proofs
    mark(
        "There are too few samples between the kinks to fit a line to each piece: use a larger "
        "lam, so that the fit has fewer kinks."
    ),
    mark(
        "Least squares on the kinks belong to the squared loss, not to {loss}: fit with loss "
        "squared."
    ),
    mark("Kinks are refitted on one input column only: choose one, with inputs line."),
    mark("The level {level} must lie between 0 and 1, such as 0.9."),
    mark(
        "Least squares on {kinks} kinks of {n} samples would take minutes: use a larger lam, so "
        "that the fit has fewer kinks, or thin the signal."
    ),
    mark(
        "A piecewise constant function has no slopes whose change could move: use another "
        "activation, or the relaxed fit."
    ),
    mark(
        "{kinks} kinks that move need {least} distinct x or more: use a larger lam, so that "
        "the fit has fewer kinks."
    ),
    mark("One of the labels is so rare that no draw holds it: give more rows."),
    mark("Labels have probabilities, not an interval: read them off the log-odds f."),
    mark("A rigorous proof for a {network} is not available: rely on its certificate."),
    mark(
        "A rigorous proof visits every feature, and {size} of them would take hours: thin the "
        "signal, or rely on the certificate."
    ),
    mark("x spans too wide a range for a proof in floating point: thin it."),
    mark(
        "Samples lie too close together for a proof in floating point: thin the signal or "
        "rescale x."
    ),
    mark(
        "Feature {number} of the result is not the one that its key names, so nothing is "
        "proved about it: fit the signal again."
    ),
    mark(
        "There is no proof file for a {network}: it is written for two layers, for ReLU and "
        "sign of any depth and for three layers of |·| or symmetrised ReLU, on one input."
    ),
    mark("There is no proof file for the {loss} loss, whose values are no rationals: use --prove."),
    mark("There is no proof file at λ = 0: choose lam above 0, or use --prove."),
    mark(
        "The export {name} is for inputs {inputs}, not for a {network}: choose another, such "
        "as python or onnx."
    ),
    mark("The export {name} is of the certified fit only, not of a {model} one: choose {others}."),
    # training and forecasts
    mark(
        "The fully connected network is trained on up to {most} samples, not {n}: thin the signal."
    ),
    mark(
        "This version of scikit-learn cannot weight the samples of a fully connected network: "
        "use 1.7 or newer, or a signal without weights and repeated x."
    ),
    mark(
        "{starts} starts of {weights} weights are {total} numbers to train, more than {most}: "
        "{remedy}."
    ),
    mark("use {fits} starts or fewer units"),
    mark("use fewer units"),
    mark("{units} units cannot read {columns} columns: use {columns2} units or more."),
    mark("{name} = {value} must be a whole number {reach}."),
    mark("from 1 to {most}"),
    mark("of at least 1"),
    mark("test = {test} must be a share such as 0.2, or a number of samples."),
    mark("start = {start} must be a finite x."),
    mark("test = {test} is neither a share below 1 nor a whole number of samples."),
    mark("quantiles = {low}, {high} must rise within (0, 1), such as 0.1 and 0.9."),
    mark(
        "No value of the test part can be forecast, as values before it are missing: use a "
        "smaller lag or period, or a longer test part."
    ),
    mark("A series has one column of x, its time, but this signal has {count}: choose one column."),
    mark(
        "The grid of steps of {step} would have {places} places for {count} samples: take the "
        "samples as consecutive (spacing order)."
    ),
    mark(
        "The series would have {places} places for {count} samples: take the samples as "
        "consecutive (spacing order)."
    ),
)
