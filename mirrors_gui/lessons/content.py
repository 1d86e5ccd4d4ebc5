"""The lessons: what is opened, and five steps with the control that each is about."""

from __future__ import annotations

from dataclasses import dataclass

from mirrors_gui.text.translate import mark


@dataclass(frozen=True)
class Step:
    """One thing to look at or to do.

    Attributes
    ----------
    words : str
    target : str
        The object name of the control that the words are about.
    """

    words: str
    target: str


@dataclass(frozen=True)
class Lesson:
    """A way through the window.

    Attributes
    ----------
    title, promise : str
        What it is called, and what one will have seen.
    preset : str
        Title of the entry of the gallery that it opens.
    steps : tuple of Step
    """

    title: str
    promise: str
    preset: str
    steps: tuple[Step, ...]


LESSONS = (
    Lesson(
        mark("Kinks at the data"),
        mark("Where the optimal function of a network bends, and why only there."),
        mark("Kinks at the data"),
        (
            Step(
                mark(
                    "Six samples in grey, in blue the optimal function of a two-layer ReLU "
                    "network. No other network of this kind is through all samples with a "
                    "smaller norm, the sum of the sizes |z| of its weights."
                ),
                "fitPlot",
            ),
            Step(
                mark(
                    "A filled diamond is a kink: the line bends there. Each one is at a sample, "
                    "here at 5, 7 and 10. That is a theorem, so the network can be found among a "
                    "few features instead of by luck."
                ),
                "fitLegend",
            ),
            Step(
                mark(
                    "The features in use, one neuron a row: its weight, and where it bends. "
                    "Point at a cell to read what it means; click a row to see that neuron "
                    "everywhere."
                ),
                "featuresTable",
            ),
            Step(
                mark(
                    "Press the pencil, then drag a sample of the plot up or down: the kinks stay "
                    "at samples, and the function is the optimal one at every moment. Esc ends "
                    "it."
                ),
                "editButton",
            ),
            Step(
                mark(
                    "λ is the price of weight: a neuron stays only while it is worth it. Drag the "
                    "handle to the left: the function becomes simpler, and the kinks leave one "
                    "after the other."
                ),
                "lambdaSlider",
            ),
        ),
    ),
    Lesson(
        mark("Mirrors at depth 3"),
        mark("What a third layer adds: kinks at mirror images of the data."),
        mark("Depth 3 mirrors the data"),
        (
            Step(
                mark(
                    "One neuron of three |x| layers is through all eight samples. It bends at 7, "
                    "where there is no sample: the hollow diamond in pink."
                ),
                "fitPlot",
            ),
            Step(
                mark(
                    "Press Build: the axis folds about 4, and the sample at 1 falls onto 7. A "
                    "layer of |x| is such a fold. The cross at its right ends it."
                ),
                "buildButton",
            ),
            Step(
                mark(
                    "Point at the kind in the table: “sample 1 mirrored about 4”. Pink means "
                    "mirrored, everywhere in this window, and nothing else does."
                ),
                "featuresTable",
            ),
            Step(
                mark(
                    "Set Layers to 2: now it takes four neurons and a norm three times as large, "
                    "and nothing is pink. Set it back to 3."
                ),
                "layersBox",
            ),
            Step(
                mark(
                    "The mirror map has a cell for each pair of samples: this one, mirrored "
                    "about that one. Colour is what such a neuron would gain, full colour its "
                    "price. The ring is the neuron in use; none gains more: that is the proof."
                ),
                "mirrorMap",
            ),
        ),
    ),
    Lesson(
        mark("The optimum and training"),
        mark("How near ordinary training comes to the certified optimum."),
        mark("Training finds the mirrors, sometimes"),
        (
            Step(
                mark(
                    "“Certified” means proved: no network of this kind, however large, has a "
                    "smaller objective. The proof does not know how the answer was found. Click "
                    "it to see the proof."
                ),
                "statusWords",
            ),
            Step(
                mark(
                    "Press this button: random starts of the same network, before their first "
                    "step, with their kinks. The blue line is where they would have to go."
                ),
                "trainingResetButton",
            ),
            Step(
                mark(
                    "Make single steps with this button, or let them run with the one at its left. "
                    "Functions and kinks move on the plot."
                ),
                "trainingStepButton",
            ),
            Step(
                mark(
                    "How far each start is above the optimum, on a log scale. The line at the "
                    "bottom is the optimum: no curve can cross it."
                ),
                "trainingCurves",
            ),
            Step(
                mark(
                    "Where a start ends well, its kinks have moved to samples and to mirror "
                    "images. By chance only a few of them would be there."
                ),
                "trainingKinks",
            ),
        ),
    ),
    Lesson(
        mark("Choosing λ"),
        mark("What λ trades, and how the data choose it."),
        mark("Outliers and the Huber loss"),
        (
            Step(
                mark(
                    "At the left end a constant, at the right a function through every sample. "
                    "Drag the handle: the curve behind it is the number of neurons."
                ),
                "lambdaSlider",
            ),
            Step(
                mark(
                    "Training minimises loss + λ‖z‖₁. Move λ and see what is paid for errors, "
                    "and what for weight."
                ),
                "sumObjective",
            ),
            Step(
                mark(
                    "Cross-validation fits parts of the data and tests on the rest. Choose one "
                    "of its rules here, and λ goes there."
                ),
                "chooseLambdaButton",
            ),
            Step(
                mark(
                    "The error on samples that were not fitted, at every λ, with its standard "
                    "error. The shapes are the rules of that menu; before one of them is chosen "
                    "there is nothing to see: go back, and choose one."
                ),
                "validationPlot",
            ),
            Step(
                mark(
                    "Wherever λ comes from, this line says whether the answer is certified. Pin "
                    "(Ctrl+B) keeps a fit to compare it with others."
                ),
                "statusWords",
            ),
        ),
    ),
)
