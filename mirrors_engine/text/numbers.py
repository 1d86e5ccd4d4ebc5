"""Typed numbers: the one place that reads them, and that writes them to be edited.

One number takes a point or a comma as its decimal mark, an exponent (1e-3, 2·10⁻³) and blanks
between thousands. In a list

- semicolons separate where there are any, and a comma is then a decimal mark: 0,5; -1;
- else commas separate, with or without a blank behind all of them: 0.5, -1;
- else blanks separate: 1 2 12.

What can be read in two ways is refused: 1,000 and "0,5, 1,5", and 12 144 in a list.
"""

from __future__ import annotations

import math
import re

from mirrors_engine.errors import SettingError

_BLANKS = " \t\u00a0\u2009\u202f"
_DIGITS = r"(?:\d+(?:[.,]\d*)?|[.,]\d+)"
_NUMBER = re.compile(rf"([+-]?)({_DIGITS})(?:e([+-]?\d+))?", re.ASCII | re.IGNORECASE)
_POWER = re.compile(r"(.+?)\s*[·*×x]\s*10\s*(?:\^|\*\*)?\s*([⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|[+-]?[0-9]+)")
_GROUPS = re.compile(rf"[+-]?[1-9]\d{{0,2}}(?:[{_BLANKS}]\d{{3}})+(?:[.,]\d+)?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)
_RAISED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
_LONGEST = 100  # characters of a number
_SHOWN = 40  # of what was typed, in a refusal


def read_number(text: str, what: str) -> float:
    """The finite number that was typed.

    Parameters
    ----------
    text : str
        What was typed.
    what : str
        What it is for, with which a refusal begins.

    Raises
    ------
    SettingError
        If it is no number, or can be read in two ways.
    """
    return _number(text, what, groups=True)


def read_whole(text: str, what: str) -> int:
    """The whole number that was typed, see `read_number`."""
    return _whole(read_number(text, what), text, what)


def read_numbers(text: str, what: str) -> tuple[float, ...]:
    """The list of numbers that was typed, see the rules above; at least one.

    Raises
    ------
    SettingError
        If one of them is no number, or the list can be read in two ways.
    """
    return tuple(_number(part, what, groups=";" in text) for part in split_list(text, what))


def read_wholes(text: str, what: str) -> tuple[int, ...]:
    """The list of whole numbers that was typed, see `read_numbers`."""
    return tuple(_whole(value, text, what) for value in read_numbers(text, what))


def split_list(text: str, what: str, blanks: bool = True) -> list[str]:
    """The parts of a list, such as numbers or dates.

    Parameters
    ----------
    text, what : str
        As in `read_number`.
    blanks : bool
        Whether blanks separate where no comma and no semicolon does.

    Raises
    ------
    SettingError
        If it is empty or can be read in two ways.
    """
    words = text.strip()
    if words[:1] + words[-1:] in ("()", "[]"):
        words = words[1:-1].strip()
    many = ";" in words
    words = words[:-1] if words[-1:] in (",", ";") else words
    if not words:
        raise SettingError(f"{what} is empty: write numbers such as 1, -0.5.")
    if many:
        return [part.strip() for part in words.split(";")]
    if "," in words:
        if len({after.isspace() for after in re.findall(",(.)", words)}) == 2:
            raise SettingError(
                f"{what} {_shown(text)} can be read in two ways: write a point as the decimal "
                "mark, or separate by semicolons, such as 0,5; 1,5."
            )
        return [part.strip() for part in words.split(",")]
    if blanks and _GROUPS.fullmatch(words):
        raise SettingError(
            f"{what} {_shown(text)} can be read as one number or as several: separate them by "
            "commas, or leave out the blanks."
        )
    return words.split() if blanks else [words]


def editable(value: float) -> str:
    """A number as one would type it, without loss: 1, -0.5, 1e-05."""
    words = repr(float(value))
    return words.removesuffix(".0")


def _number(text: str, what: str, groups: bool) -> float:
    words = text.strip().replace("\u2212", "-")
    if _THOUSANDS.fullmatch(words):
        whole, _, rest = words.partition(",")
        raise SettingError(
            f"{what} {_shown(text)} can be read as {whole}.{rest} or as {whole}{rest}: write one "
            "of them."
        )
    if groups and _GROUPS.fullmatch(words):
        words = re.sub(f"[{_BLANKS}]", "", words)
    if len(words) <= _LONGEST:
        power = _POWER.fullmatch(words)
        if power is not None:
            words = f"{power[1]}e{power[2].translate(_RAISED)}"
        found = _NUMBER.fullmatch(words)
        if found is not None:
            value = float(f"{found[1]}{found[2].replace(',', '.')}e{found[3] or 0}")
            if found[2].isdigit() and not found[3] and abs(value) != int(found[2]):
                raise SettingError(
                    f"{what} {_shown(text)} has more digits than a number keeps (2⁵³): subtract an "
                    "offset first, or write fewer digits."
                )
            if math.isfinite(value):
                return value
            raise SettingError(f"{what} {_shown(text)} is out of range.")
    raise SettingError(f"{what} {_shown(text)} is not a number: write one such as 0.5 or 1e-3.")


def _whole(value: float, text: str, what: str) -> int:
    if not value.is_integer() or abs(value) > 2**53:
        raise SettingError(f"{what} {_shown(text)} must be whole, such as 3.")
    return int(value)


def _shown(text: str) -> str:
    words = text.strip()
    return f"“{words if len(words) <= _SHOWN else words[:_SHOWN] + '…'}”"


__all__ = ["editable", "read_number", "read_numbers", "read_whole", "read_wholes", "split_list"]
