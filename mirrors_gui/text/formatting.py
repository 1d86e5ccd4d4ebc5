"""Numbers as the panels print them: a true minus, 3·10⁻¹⁵, 1 498 500, dates.

The decimal mark is that of the locale; a point within `translate.english`.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QLocale

from mirrors_engine.signals.positions import moment_of, time_unit
from mirrors_engine.signals.signal import Signal
from mirrors_engine.text.figures import significant
from mirrors_engine.text.printable import printable
from mirrors_gui.text.translate import is_english, noun, tr

MINUS = "−"
THIN = "\u202f"  # at which no line breaks
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def local(text: str) -> str:
    """A number with the decimal mark of the locale in force, where it is shown."""
    point = "." if is_english() else QLocale().decimalPoint()
    return text if point == "." else text.replace(".", point)


def number(value: float, digits: int = 4) -> str:
    """`value` to so many significant digits, scientific where it is tiny or huge."""
    if not math.isfinite(value):
        return "∞" if value > 0 else f"{MINUS}∞" if value < 0 else "–"
    if value == 0:
        return "0"  # also for -0.0
    text = significant(value, digits)
    if "e" in text:
        return scientific(value, min(digits, 3))
    head, dot, tail = text.removeprefix("-").partition(".")
    grouped = head if len(head) <= 4 else count(int(head))
    return MINUS * text.startswith("-") + grouped + local(dot) + tail


def scientific(value: float, digits: int = 2) -> str:
    """`value` as 3·10⁻¹⁵."""
    if value == 0 or not math.isfinite(value):
        return number(value)
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    power = str(int(exponent)).translate(_SUPERSCRIPT)
    return f"{local(mantissa)}·10{power}".replace("-", MINUS)


def power_of_ten(exponent: float) -> str:
    """10 to a power, as at an axis: 0.01, 1000, 1·10⁵."""
    value = 10.0**exponent
    return scientific(value) if abs(exponent) > 3 else local(f"{value:g}")


def short(value: float) -> str:
    """Two figures, for a label on an edge: 3.0, −0.42, 120."""
    if 0.01 <= abs(value) < 9.95:
        return local(f"{value:#.2g}".replace("-", MINUS))
    return number(value, 2)


def tick(value: float, spacing: float) -> str:
    """A number at an axis with ticks so far apart: −0.5, 1 000 002, 2·10⁶."""
    if abs(value) < 1e-9 * spacing:
        return "0"
    if spacing >= 1e5 or spacing < 1e-4:
        digits = 1 + math.floor(math.log10(abs(value)) - math.log10(spacing) + 1e-9)
        return scientific(value, min(max(digits + 1, 1), 15))
    places = max(0, math.ceil(-math.log10(spacing) - 1e-9))
    text = f"{abs(value):.{places}f}"
    if abs(value) >= 10_000:
        head, dot, tail = text.partition(".")
        return (MINUS if value < 0 else "") + count(int(head)) + local(dot) + tail
    return (MINUS if value < 0 else "") + local(text)


def fixed(value: float, places: int) -> str:
    """`value` with so many decimals, as the others of its column."""
    return local(f"{value:.{places}f}".replace("-", MINUS))


def signed(value: float, digits: int = 3) -> str:
    """`value` with its sign written."""
    return ("+" if value > 0 else "") + number(value, digits)


def count(n: int) -> str:
    """A whole number in groups of three: 1 498 500."""
    if n >= 10**15:
        digits, exponent = f"{n:.1e}".split("e") if n < 10**300 else (str(n)[:1], len(str(n)) - 1)
        return f"{digits}·10{str(int(exponent)).translate(_SUPERSCRIPT)}"
    return f"{n:,}".replace(",", THIN)


def plural(n: int, one: str, many: str | None = None) -> str:
    """`n` with its noun: 1 unit, 7 units."""
    return f"{count(n)} {noun(n, one, many or one + 's')}"


def share(part: float) -> str:
    """A share as a percentage that never reads 0 % for something."""
    percent = 100 * part
    if 0 < percent < 0.1:
        return tr("under 0.1 %")
    tenths = f"{percent:.1f}"
    return local(f"{tenths if float(tenths) < 10 else f'{percent:.0f}'} %")


def duration(seconds: float) -> str:
    """A time span in the unit that suits it."""
    if seconds < 1e-3:
        return f"{seconds * 1e6:.0f} µs"
    if seconds < 1:
        return f"{number(seconds * 1e3, 3)} ms"
    if seconds < 120:
        return f"{number(seconds, 3)} s"
    return tr("{minutes} min", minutes=number(seconds / 60, 3))


def date(days: float, span: float = math.inf, unit: str = "s") -> str:
    """Days since 1970-01-01 as a date, with the time of day where the data need it.

    Where `span` is under 3 days or `unit` ("s", "ms", "us", "ns") finer than a second the time is
    rounded to `unit`.
    """
    if not math.isfinite(days) or abs(days) > 3e6:
        return number(days)
    if span < 3 or unit != "s":
        return str(moment_of(days, unit)).replace("T", " ")
    stamp = moment_of(days, "s")
    if span < 60 or days % 1:
        text = str(stamp.astype("datetime64[m]")).replace("T", " ")
        return text.removesuffix(" 00:00") if span >= 3 else text
    return str(stamp.astype("datetime64[D]"))


def x_name(signal: Signal, column: int = 0) -> str:
    """The name of a column of x, without characters that a layout of text would obey."""
    return printable(signal.x_names[column])


def y_name(signal: Signal) -> str:
    """The name of y, likewise."""
    return printable(signal.y_name)


def x_names(signal: Signal) -> str | tuple[str, ...]:
    """The name of x, or of its columns, for `Feature.describe`."""
    names = tuple(printable(name) for name in signal.x_names)
    return names[0] if signal.dimension == 1 else names


def x_words(signal: Signal | None) -> Callable[[float], str]:
    """How positions on the x axis of `signal` are written."""
    if signal is None or not len(signal) or signal.dimension > 1:
        return number
    span = float(signal.x[-1] - signal.x[0])
    if signal.x_is_time:
        seconds = 86400 * float(np.diff(signal.x).min(initial=np.inf))
        unit = "s" if seconds >= 10 else time_unit(signal)
        return lambda value: date(value, span, unit)
    # enough digits to tell neighbours apart, such as 1902 and 1902.5 or 0.001234
    largest = max(abs(float(signal.x[0])), abs(float(signal.x[-1])), span)
    digits = 4
    if span > 0:
        digits = max(4, min(12, 4 + math.floor(math.log10(largest / span) + 0.5)))
        if digits > 6:  # far from 0: never shortened to a power of ten all points share
            digits = min(15, max(digits, 1 + math.floor(math.log10(largest))))
    return lambda value: number(value, digits)


def month_name(number: int) -> str:
    """The short name of a month, from 1, in the language of the window."""
    locale = QLocale(QLocale.Language.English) if is_english() else QLocale()
    return locale.standaloneMonthName(number, QLocale.FormatType.ShortFormat).rstrip(".")
