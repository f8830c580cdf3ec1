"""Numbers as they come, made safe: floats or gaps, averages without drift, comparisons without flicker."""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable, Sequence
from typing import SupportsFloat, TypeVar

from .kinds import Refused

Number = SupportsFloat | None
T = TypeVar("T")
LARGEST = 1e300
PLAIN = {float, int}
MISSING = {"NAType", "NaTType"}  # of pandas, known by name so that pandas is not needed


def number(value: object, where: str) -> float | None:
    """One reading as a float; None, NaN and the missing values of pandas are gaps.

    Refuses text, truth values and infinities.
    """
    if value is None or type(value).__name__ in MISSING:
        return None
    if (
        isinstance(value, bool | str | bytes)
        or type(value).__name__.startswith(("bool", "complex"))  # those of NumPy
        or not hasattr(value, "__float__")
    ):
        raise Refused("not_a_number", f"{where} is not a number: {value!r}")
    try:
        result = float(value)
    except OverflowError:
        result = math.inf
    except (TypeError, ValueError):  # a column where one number should stand, a signalling NaN
        raise Refused("not_a_number", f"{where} is not a number: {value!r}") from None
    if math.isnan(result):
        return None
    if abs(result) > LARGEST:
        raise Refused("not_finite", f"{where} is too large to be a reading: {value!r}")
    return result


def numbers(values: Iterable[object], what: str = "Reading") -> list[float | None]:
    """Readings in the order given, gaps as None."""
    return [
        float(value)  # type: ignore[arg-type]
        if type(value) in PLAIN and -LARGEST <= value <= LARGEST  # type: ignore[operator]
        else number(value, f"{what} {place}")
        for place, value in enumerate(each_of(values, f"{what}s"), start=1)
    ]


def each_of(values: Iterable[T], what: str) -> Iterable[T]:
    """The values, one after another. Refuses what is not a column: one number alone, nothing, a text."""
    try:
        if not isinstance(values, str | bytes):
            return iter(values)
    except TypeError:
        pass
    raise Refused("not_a_column", f"{what} are a list or a column, not {values!r}")


def whole(given: object) -> int | None:
    """fix_first as an int, those of NumPy and pandas too."""
    if given is None:
        return None
    try:
        return operator.index(given)  # type: ignore[arg-type]
    except TypeError:
        raise Refused("fix_too_short", f"fix_first is a whole number of points, not {given!r}") from None


def positive(name: str, value: object) -> float:
    """A number above 0, with its name for when it is not."""
    given = number(value, name)
    if given is None or given <= 0:
        raise Refused("not_positive", f"{name} is a number above 0, not {value}")
    return given


def too_large() -> Refused:
    """What cannot be worked out within the range of a float."""
    return Refused("not_finite", "These numbers are too large, or too far apart, to work out a chart")


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean, rounded once; equal values give exactly that value."""
    if min(values) == max(values):
        return values[0]
    try:
        return math.fsum(values) / len(values)
    except OverflowError:
        return math.fsum(value / len(values) for value in values)


def median(values: Sequence[float]) -> float:
    """The middle value, or half way between the two in the middle."""
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    low, high = ordered[half - 1], ordered[half]
    return low if low == high else low / 2 + high / 2


def deviation(values: Sequence[float]) -> float | None:
    """The standard deviation of a sample (n - 1); None under two values."""
    if len(values) < 2:
        return None
    centre = mean(values)
    return math.sqrt(math.fsum((value - centre) ** 2 for value in values) / (len(values) - 1))


def known(values: Iterable[float | None]) -> list[float]:
    """The values without the gaps."""
    return [value for value in values if value is not None]


def side_of(value: float, line: float, slack: float) -> int:
    """-1, 0 or 1: below, on or above a line; nearer than `slack` is on it."""
    return (value - line > slack) - (line - value > slack)
