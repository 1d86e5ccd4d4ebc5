"""What a feature is, in a few words and in one sentence."""

from __future__ import annotations

from typing import Any

from mirrors_engine.features.feature import Feature, Kink
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.formatting import plural, x_name, x_names, x_words
from mirrors_gui.text.translate import mark, tr

KINDS = {
    "kink": mark("one bend, at a sample"),
    "abs": mark("one bend, at a sample, where |x| turns round"),
    "ramp": mark("flat, then a slope between two samples, then flat again"),
    "reflection": mark(
        "bends at a sample, at the sample it is mirrored about, and at the mirror image"
    ),
    "midpoint": mark(
        "bends at two samples and in the middle between them, where the axis is folded"
    ),
    "weighted midpoint": mark("bends at two samples and between them, where both have one level"),
    "double reflection": mark(
        "the axis is folded twice, so that a sample has several mirror images"
    ),
    "switch": mark("jumps once, at a sample"),
    "switches": mark("jumps at several samples"),
    "half plane": mark("jumps along a line of the plane"),
}
LINE = mark("bends along a line of the plane")
FOLDED = mark("the axis is folded several times, so that a sample has several mirror images")


def what_it_is(kind: str) -> str:
    """A kind of feature explained, such as "tent" or "reflection valley"."""
    for name in sorted(KINDS, key=len, reverse=True):
        if kind == name or kind.startswith((f"{name} ", f"{name}s ")) or kind.endswith(f" {name}"):
            return tr(KINDS[name])
    return tr(LINE if kind.endswith(" line") else FOLDED)


def in_few_words(feature: Feature, signal: Any) -> str:
    """Such as "reflection: sample 1894 mirrored about 1913"."""
    words = x_words(signal)
    if signal.dimension > 1:
        return f"{said(feature.kind)}: {said(feature.describe(x_names(signal), words))}"
    if {"point", "center", "mirror"} <= set(feature.parameters):
        point, centre = (words(feature.parameters[name]) for name in ("point", "center"))
        return tr(
            "{kind}: sample {point} mirrored about {centre}",
            kind=said(feature.kind),
            point=point,
            centre=centre,
        )
    return f"{said(feature.kind)}: {without_names(feature, signal)}"


def without_names(feature: Feature, signal: Any) -> str:
    """What it does, such as "1902 mirrored about 1913 gives 1924"."""
    if signal.dimension > 1:
        return said(feature.describe(x_names(signal), x_words(signal)))
    text = said(feature.describe("\0", x_words(signal))).replace("\0 = ", "")
    return text.replace(chr(0), x_name(signal))


def briefly(feature: Feature, signal: Any) -> str:
    """Which samples a feature mirrors; how they bend it is seen beside the words."""
    given = {name: x_words(signal)(value) for name, value in feature.parameters.items()}
    if {"point", "center"} <= set(given):
        return tr("{point} mirrored about {centre}", point=given["point"], centre=given["center"])
    if feature.kind == "midpoint":
        return tr("{left} folded onto {right}", left=given["left"], right=given["right"])
    return without_names(feature, signal)


def kinks_in_words(feature: Feature, signal: Any, most: int = 8) -> str:
    """Where a feature bends, and which of these points are mirror images of which."""
    words = x_words(signal)
    lines = [
        f"{'◇' if kink.mirror else '◆'} {words(kink.position)}: {why_there(feature, kink, signal)}"
        for kink in feature.kinks[:most]
    ]
    if len(feature.kinks) > most:
        lines.append(tr("and {mores}", mores=plural(len(feature.kinks) - most, "more", "more")))
    return "\n".join(lines) or tr("It bends along a line of the plane.")


def why_there(feature: Feature, kink: Kink, signal: Any) -> str:
    """Why a feature bends at a place, such as "the image of sample 1902, mirrored about 1894"."""
    words, centre = x_words(signal), feature.mirror_axis
    if not kink.mirror:
        return tr("at a sample")
    if centre is None:
        return tr("a mirror image")
    source, span = 2 * centre - kink.position, max(abs(kink.position), 1e-300)
    ends = [k.position for k in feature.kinks if not k.mirror]
    if abs(kink.position - centre) <= 1e-9 * span:
        if len(ends) == 2 and abs(sum(ends) / 2 - centre) <= 1e-9 * span:
            first, second = map(words, ends)
            return tr(
                "the middle, where {first} and {second} are folded together",
                first=first,
                second=second,
            )
        return tr("the middle, where the axis is folded")
    samples = signal.x if signal.dimension == 1 else ()
    if any(abs(source - x) <= 1e-9 * max(abs(x), span) for x in samples):
        return tr(
            "the image of sample {source}, mirrored about {centre}",
            source=words(source),
            centre=words(centre),
        )
    return tr("a mirror image, after further folds")
