"""Refusals of the engine that the window can bring about, by their form (see `engine_words`)."""

from __future__ import annotations

from mirrors_gui.text.translate import mark

REFUSALS = (
    # numbers that are typed
    mark("{what} {words} is not a number: write one such as 0.5 or 1e-3."),
    mark("{what} is empty: write numbers such as 1, -0.5."),
    mark("{what} {words} must be whole, such as 3."),
    mark("{what} {words} is out of range."),
    mark(
        "{what} {words} can be read as one number or as several: separate them by commas, or "
        "leave out the blanks."
    ),
    mark("{what} {words} can be read as {one} or as {other}: write one of them."),
    mark("{what} {words} is a date, but x is no time: give numbers."),
    mark("{what} {words} is neither a number such as 0.5 nor an ISO date."),
    mark("{what} {words} can be read in two ways: write an ISO date."),
    mark("{name} = {value} must be a finite number, 0 or above."),
    mark("{name} = {value} must be a whole number, 0 or above."),
    mark("{name} = {value} must be a whole number from {least} up."),
    mark("{name} = {value} must be a whole number from {least} to {most}."),
    mark("{name} = {value} is too large: from 1 on the fit is constant."),
    mark("{name} = {value} is too large: use {most} or less."),
    mark("{name} = {value} is too small beside λ_max = {most}: use 0 for interpolation."),
    # networks
    mark("layers = {layers} has no hidden layer to train: use 2 or more."),
    mark("layers = {layers} is out of reach: use {most} or fewer."),
    mark(
        "negative_slope = {slope} is outside (0, 1): use a value such as 0.1, or activation relu "
        "or piecewise."
    ),
    mark("slopes = ({right}, {left}) make a straight line: use two different finite numbers."),
    mark(
        "kind and widths describe sign and threshold networks of 3 or more layers: leave them out."
    ),
    mark("widths = {widths} must be whole numbers of at least 1."),
    mark("Activation piecewise needs slopes=(a_plus, a_minus), for example (1, -0.5)."),
    mark("The exact dictionary of a {network} is not available: use layers = {more}"),
    mark(
        "A {network} on {n} samples has {size} features, more than the {most} that can be "
        "certified: thin the signal to {fewer} samples or use layers = {more}"
    ),
    mark(
        "A {network} on {n} samples has units of up to {most} switches, and {n2} x {most2} steps "
        "a pass are more than the {work} within reach: thin the signal to {fewer} samples or "
        "allow {fits} switches."
    ),
    mark(
        "The search over the biases of {layers} layers and {n} samples had not ended after {count} "
        "million boxes: use layers = {more} or a larger lam."
    ),
    # losses
    mark(
        "delta = {delta} must be above 0: it is the residual, in the units of y, from which a "
        "sample counts as an outlier."
    ),
    mark(
        "quantile = {quantile} must lie between 0 and 1, such as 0.9 for the level that nine in "
        "ten samples stay below."
    ),
    mark("The logistic loss needs labels -1 and 1 in y: {advice}."),
    mark(
        "λ = 0 asks for the function through every sample, but rows of equal x differ in y: "
        "choose lam above 0 for the {name} loss."
    ),
    mark(
        "λ = 0 asks for the function through every sample, but the logistic loss falls on as the "
        "function grows: choose lam above 0."
    ),
    mark(
        "Every label is {label}: the logistic loss then falls towards 0 as the function grows and "
        "no network is best, so give samples of both classes."
    ),
    mark("On the plane a network bends along lines and has no kinks to count: give neurons."),
    # data
    mark("{name} is a folder: choose a CSV file in it."),
    mark("{name} is empty: choose a file with rows of numbers."),
    mark("{name} does not exist in {folder}: check the path."),
    mark("{name} may not be read: ask for permission or copy it to a folder of yours."),
    mark("{name} is not {encoding} text in line {line}: choose another encoding."),
    mark("{name} holds no column of numbers: choose another file."),
    mark("{name} holds no sound: choose another file."),
    mark("{name} is compressed and damaged: fetch or pack it again."),
    mark("{name} is a damaged or locked archive or workbook: unpack it, or save the sheet as CSV."),
    mark("{name} is {what}, not text: {remedy}."),
    mark(
        "{name} is {what}, which needs the package {package}: install mirrors[{extra}], or save "
        "the table as CSV."
    ),
    mark(
        "{name}: no {other}column holds numbers{read}: choose another file or set the delimiter "
        "and decimal mark."
    ),
    mark("{name}: every value of column {column} is missing: choose another column."),
    mark("{name}: every value is missing: choose another file."),
    mark(
        "{name}, line {line}: {cell} in column {column} cannot be read as a number: correct it, "
        "or choose to leave out such rows."
    ),
    mark(
        "{name}, line {line}: {cell} in column {column} cannot be read as a date: correct it, "
        "or choose to leave out such rows."
    ),
    mark(
        "Line {line}: {cell} in column {column} cannot be read as a number: correct it, or choose "
        "to leave out such rows."
    ),
    mark(
        "{name}, line {line}: column {column} holds text ({cell}), so it cannot be {what}: choose "
        "a column of numbers."
    ),
    mark("Decimal and thousands marks are the same: choose different ones."),
    mark("“{words}” is no list of lines: write it like 5, 17-20."),
    mark("“{words}” is no list of numbers: write it like -9999, 999.9."),
    mark("One point has to stay: include another one first."),
    mark("Only signals of one column of x are thinned: choose one column."),
    # files that are written
    mark("{name} cannot be written, as its folder does not exist: choose another folder."),
    mark("{name} cannot be written ({reason}): choose another folder."),
    mark("{name} is write-protected: choose another name."),
    mark("{name} is a folder: name a file in it."),
    mark("{name} is not the name of a file: choose another name."),
    # forecasts
    mark("lags = {lags} must be whole numbers of at least 1, such as 1 or 1,2,12."),
    mark(
        "Returns need values above 0, but {name} reaches {least}: forecast levels or differences."
    ),
    mark("The series has {count} places, too short for lag {lag}: use lags below {most}."),
    mark("A series of {count} samples is too short to forecast: give more of it."),
    mark(
        "The samples are not evenly spaced: from {name} = {place} to the next it is {gap}, not "
        "{step} or a multiple; resample the series, or take its samples as consecutive (spacing "
        "order)."
    ),
    mark("Logistic loss is for labels: forecast with squared or huber loss."),
    mark(
        "The series of {count} samples leaves {training} rows to train on and {testing} to test "
        "on: use a smaller lag or another test part."
    ),
    mark("{count} rows are too few for rolling validation: give λ/λmax, or more data."),
    # parts of the above
    mark("up to {most}"),
    mark("{more}, or activation relu at any depth."),
    mark("y has {count} different values, so make two classes of them"),
    # what they offer instead
    mark("Take the samples as consecutive"),
    mark("Use λ = 0.0001 λmax"),
    mark("Use the automatic solver"),
    mark("Thin to {count} samples (means of {block})"),
    mark("Thin to means of 2 neighbours"),
    mark("Use {count} starts"),
    mark("Use the squared loss"),
    mark("Leave out the skip connection"),
    mark("Use data features"),
    mark("Read the columns one by one (additive)"),
    mark("Leave such rows out"),
    mark("Use ReLU"),
    mark("Use {layers} layers"),
    # training, cross-validation, uncertainty
    mark(
        "A {name} network has zero gradient almost everywhere, so no gradient method can train "
        "it: choose another activation to compare."
    ),
    mark("Ordinary training reads one column a unit: choose inputs line or additive to compare."),
    mark(
        "At λ = 0 the training objective is the loss alone and has no least norm to compare with: "
        "make λ larger."
    ),
    mark("step_size = {step} must be a finite number above 0."),
    mark("{units} units cannot hold the optimal network: use {more} or more."),
    mark("The fully connected network is trained on one column of x: use inputs line."),
    mark("The optimal network has parallel units: a fully connected one cannot start from it."),
    mark(
        "The fully connected network is trained with the squared loss, not {loss}: choose the "
        "squared loss to compare."
    ),
    mark("The rows that train {name} do not suffice: {error}"),
    mark("{folds} folds need {count} points of each label, but one has {least}: give fewer folds."),
    mark(
        "At λ = 0 the function goes through every sample and no replicate shows how sure it is: "
        "fit with lam above 0."
    ),
    mark(
        "At λ = 0 the function goes through every sample and says nothing about the noise: fit "
        "with lam above 0."
    ),
    mark("Labels have no residuals to draw: use kind pairs."),
    mark("A sound of {span} samples is too long: thin the signal, or choose a part of it."),
)
