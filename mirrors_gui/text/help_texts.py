"""The words of the guide: plain first, exact second."""

from __future__ import annotations

from mirrors_gui.text.translate import mark

TEXTS: dict[str, tuple[str, ...]] = {
    mark("The idea"): (
        mark(
            "Training a network on one column of data is usually left to luck: a descent from "
            "random weights that ends somewhere. For the networks here the luck is not needed."
        ),
        mark(
            "The optimal network is a sum of a few <b>features</b>, each what one unit can "
            "compute, and all features that can matter are known beforehand. Which of them to "
            "use, and how much of each, is a convex problem (a Lasso) with one optimum. Mirrors "
            "finds it and proves it."
        ),
        mark(
            "With two layers the features bend at your data points. Each further layer of |x| "
            "units folds the line once more, so features also bend where a data point is "
            "<b>mirrored</b> about another. Pink means mirrored, everywhere in this window and "
            "nothing else."
        ),
    ),
    mark("Fit"): (
        mark(
            "Grey discs are the data, the line is the optimal function of this network at this "
            "λ. A filled diamond is a bend at a data point, a hollow pink one a bend at a mirror "
            "point. Hover a diamond to see about which point it is mirrored."
        ),
        mark(
            "The pale band holds every optimal network: where it has width, the data leave the "
            "function open. The shaded ends lie beyond the data."
        ),
        mark(
            "Above stand the function as a sum and its objective. Build adds the neurons one by "
            "one, the largest weight first, and folds the axis where one mirrors the data."
        ),
        mark(
            "Below are the residuals, data minus function. Drag moves the plot, the wheel zooms, a "
            "double-click shows all. The pencil (Ctrl+D) lets you move, add and delete points."
        ),
    ),
    mark("λ"): (
        mark(
            "λ is the price of weight. At the left it is so high that the optimal network is a "
            "constant; to the right it falls, neurons are born, and the function comes closer to "
            "the data. The very right end goes through every sample with the least weight."
        ),
        mark(
            "The steps behind the slider are the number of neurons, and every tick is an event: a "
            "neuron is born (long) or dies (short). [ and ] step from event to event."
        ),
        mark(
            "Choose λ … lets cross-validation or an information criterion suggest a value and "
            "marks it on the strip."
        ),
    ),
    mark("Features"): (
        mark(
            "Each curve is one neuron's share of the function; all shares and a constant add up "
            "to the fit. The table says how large its weight is, where it bends, and what it is "
            "in words."
        ),
        mark("Select a row and the same neuron is highlighted in every view."),
        mark(
            "Pieces lists the function itself, from kink to kink: start, end, value and slope. "
            "Select a row to see that piece on the plot; Table … saves or copies them all."
        ),
    ),
    mark("Weights"): (
        mark(
            "One stem a neuron: how much of its feature the optimal network uses, and with which "
            "sign. Most features of the dictionary have no stem: their weight is exactly zero."
        ),
    ),
    mark("Mirror map"): (
        mark(
            "Every cell is one feature of a three-layer network: the sample of its row, mirrored "
            "about the sample of its column. The colour says how strongly the residual still "
            "asks for it: |A<sub>j</sub>ᵀr|/λ. At full colour it is 1, and only such features "
            "can be in use; those in use are ringed."
        ),
        mark("No cell is above 1. That is the proof of optimality, drawn."),
    ),
    mark("Path"): (
        mark(
            "Every line is one neuron's weight while λ falls from left to right. Between events "
            "the weights change in proportion to λ. Click to take λ there."
        ),
    ),
    mark("Validation"): (
        mark(
            "The mean error on points that a network was not trained on, at every λ, with its "
            "standard error. It is computed by Choose λ; the shapes on the curve are the rules "
            "of that menu."
        ),
        mark(
            "A curve that is flat over a wide range says that λ matters little there: take the "
            "larger λ, which needs fewer neurons."
        ),
    ),
    mark("Uncertainty"): (
        mark(
            "How the function would vary with other data of the same kind, where a new observ"
            "ation would fall, and two refits of its kinks, which are not certified."
        ),
    ),
    mark("Network"): (
        mark(
            "The deep network itself, ready to be used elsewhere: each lane is one unit, each "
            "small picture what a layer makes of x, each edge a weight. Pink marks the mirrored "
            "half."
        ),
        mark(
            "It attains exactly the optimum of the convex problem; Certificate shows both values."
        ),
    ),
    mark("Certificate"): (
        mark(
            "The <b>objective</b> is what this network attains. The <b>lower bound</b> comes "
            "from the dual problem: no network of this kind, however many neurons it has, gets "
            "below it. The gap between them is what is left to doubt: under 10⁻⁹ the answer is "
            "certified."
        ),
        mark(
            "The bound is checked against every feature of the dictionary by code that does not "
            "know how the answer was found."
        ),
        mark(
            "That these features are enough for every network of the kind is a theorem of "
            "E. Zeger, Y. Wang, A. Mishkin, T. Ergen, E. Candès and M. Pilanci, "
            "<i>A Library of Mirrors</i> (2024), arXiv 2403.01046."
        ),
        mark(
            "To check it yourself: <b>Proof file …</b> writes data, network and dual point as "
            "exact rationals. The script check_proof.py reads that file with Python’s standard "
            "library alone and redoes the proof without rounding; the manual says for which "
            "networks."
        ),
    ),
    mark("Landscape"): (
        mark(
            "Often many networks are equally good. Here are the features that can be in an optimal "
            "network, how far each weight can move, and other optimal networks to look at."
        ),
    ),
    mark("Training"): (
        mark(
            "The same network trained in the ordinary way, from random starts. The curves show "
            "how far each start stays above the certified optimum; none can get below. Where a "
            "start does well, look where its kinks have gone: to data points and mirror points."
        ),
        mark(
            "While they train, the functions and kinks of all starts move on the plot. Pause "
            "holds them, the next button makes a single step, the round arrow shows the starts "
            "again; Esc ends it."
        ),
    ),
    mark("Forecast"): (
        mark(
            "The signal as a function of its own past. The last part of the data is kept apart: "
            "the errors there, beside simple baselines, say what the model is worth."
        ),
    ),
    mark("Compare"): (
        mark(
            "Pin (Ctrl+B) keeps the fit on show, in a stroke of its own on the plot and as a "
            "column here. Change the network, the loss or λ and pin again: what depth or price "
            "buys stands side by side. Click a column to go back to that fit; F2 renames it, "
            "Space hides it."
        ),
    ),
}

GESTURES: tuple[tuple[str, list[tuple[str, str]]], ...] = (
    (
        mark("On the plot"),
        [
            (mark("Move"), mark("drag")),
            (mark("Zoom"), mark("wheel")),
            (mark("See all data"), mark("double-click")),
            (mark("Range, logarithm, label and unit of an axis"), mark("double-click it")),
            (mark("The same x in all views"), "Ctrl+Shift+H"),
            (mark("Leave a point out, or take it in again"), mark("Alt and click")),
            (mark("The same for many"), mark("Alt and draw a line around them")),
            (mark("Follow a neuron, copy its place"), mark("click its diamond")),
        ],
    ),
    (
        mark("In the window"),
        [
            (mark("A view in the plot's place, and back"), mark("double-click its title")),
            (mark("Width of the columns"), mark("drag between them; double-click undoes it")),
        ],
    ),
    (
        mark("While editing points"),
        [
            (mark("Move a point"), mark("drag, or arrow keys; Shift keeps x")),
            (mark("Add a point"), mark("double-click")),
            (mark("Delete a point"), mark("right-click, or Delete")),
            (mark("End"), "Esc"),
        ],
    ),
    (
        mark("On the λ strip"),
        [
            (mark("Small and large steps"), mark("arrow keys, Page Up and Down")),
            (mark("Ends"), mark("Home and End")),
        ],
    ),
    (
        mark("In the network"),
        [
            (mark("Zoom"), mark("wheel")),
            (mark("Walk through the units"), mark("arrow keys")),
            (mark("Unfold the small ones"), mark("Space")),
        ],
    ),
)
