"""Limits around a centre line, and the moving ranges that many of them are made from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from .model import Lines
from .numbers import known, mean, too_large

FACTOR = 2.66
EXACT_FACTOR = 3 / 1.128
SCREEN_AT = 3.267
SAME = 1e-14  # rounding, as a share of the numbers compared


class Stretch(NamedTuple):
    """One part before it is worked out: parallel columns, and the places that its limits are made from.

    `base` leaves out excluded points and those outside a fixed baseline; gaps it keeps. centre and floor are
    in the unit of the values before they are multiplied.
    """

    raw: list[float | None]
    sizes: list[float | None]
    spreads: list[float | None]
    base: Sequence[int]
    screen: bool
    factor: float
    centre: float | None
    floor: float | None


class Worked(NamedTuple):
    """One part worked out: what is plotted, the lines at each place, and what they were made from."""

    values: list[float | None]
    lines: list[Lines]
    dispersion: float | None = None
    ranges: list[float | None] | None = None
    screened: list[bool] | None = None


class Spread(NamedTuple):
    """Moving ranges (None for the first and beside a gap), which were screened out, average of the rest."""

    ranges: list[float | None]
    screened: list[bool]
    average: float | None


def moving_ranges(values: Sequence[float | None]) -> list[float | None]:
    """The size of each step from the value before; None for the first and beside a gap."""
    found: list[float | None] = []
    before = None
    for value in values:
        found.append(None if before is None or value is None else abs(value - before))
        before = value
    return found


def screened_average(ranges: list[float | None], screen: bool) -> Spread:
    """The average moving range, first without those of 3.267 averages or more when they are screened.

    3.267 is the upper limit of the mR chart (Provost & Murray, The Health Care Data Guide). When all are 0
    there is nothing to screen.
    """
    there = known(ranges)
    if not there:
        return Spread(ranges, [False] * len(ranges), None)
    average = mean(there)
    if not math.isfinite(average):
        raise too_large()
    if not screen or average == 0:
        return Spread(ranges, [False] * len(ranges), average)
    most = (SCREEN_AT - SAME) * average
    screened = [size is not None and size >= most for size in ranges]
    kept = [size for size, out in zip(ranges, screened, strict=True) if size is not None and not out]
    return Spread(ranges, screened, mean(kept))


def spread_of(values: Sequence[float | None], base: Sequence[int], screen: bool) -> Spread:
    """The spread of the baseline, with its ranges put back to their places among all values.

    An excluded point is taken out: the step goes from the reading before it to the one after. A gap is not
    bridged.
    """
    found = screened_average(moving_ranges([values[place] for place in base]), screen)
    if len(base) == len(values):
        return found
    ranges: list[float | None] = [None] * len(values)
    screened = [False] * len(values)
    for place, size, out in zip(base, found.ranges, found.screened, strict=True):
        ranges[place], screened[place] = size, out
    return Spread(ranges, screened, found.average)


def around(
    centre: float | None, sigma: float | None, floor: float | None = None, ceiling: float | None = None
) -> Lines:
    """Limits three sigma from the centre line, near limits two, none beyond floor or ceiling (Shewhart)."""
    if centre is None or sigma is None:
        return Lines(centre)
    wide, near = 3 * sigma, 2 * sigma
    low = centre - wide if floor is None else min(floor, centre)
    high = centre + wide if ceiling is None else max(ceiling, centre)
    return Lines(
        centre,
        max(centre - wide, low),
        min(centre + wide, high),
        max(centre - near, low),
        min(centre + near, high),
    )
