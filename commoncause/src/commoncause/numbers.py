"""Numbers as they come, made safe: floats or gaps, averages without drift, comparisons without flicker."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import SupportsFloat

from .kinds import Refused

Number = SupportsFloat | None
LARGEST = 1e300
TOLERANCE = 1e-14  # of the size of the numbers compared: some fifty times the rounding of one operation


def number(value: object, where: str) -> float | None:
    """One reading as a float; None and NaN are gaps. Refuses text, truth values and infinities."""
    if value is None:
        return None
    if isinstance(value, bool | str | bytes) or not hasattr(value, "__float__"):
        raise Refused("not_a_number", f"{where} is not a number: {value!r}")
    result = float(value)
    if math.isnan(result):
        return None
    if abs(result) > LARGEST:
        raise Refused("not_finite", f"{where} is too large to be a reading: {value!r}")
    return result


def numbers(values: Iterable[object], what: str = "Reading") -> list[float | None]:
    """Readings in the order given, gaps as None."""
    return [number(value, f"{what} {place}") for place, value in enumerate(values, start=1)]


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean, rounded once; equal values give exactly that value."""
    if min(values) == max(values):
        return values[0]
    try:
        return math.fsum(values) / len(values)
    except OverflowError:
        return math.fsum(value / len(values) for value in values)


def side_of(value: float, line: float, size: float) -> int:
    """-1, 0 or 1: below, on or above a line. `size` is the size of the numbers the line came from."""
    slack = TOLERANCE * size
    return (value - line > slack) - (line - value > slack)
