"""Process limits of an XmR chart, from readings and the moving ranges between them.

Limits are mean +/- 2.66 x average moving range (Shewhart; Wheeler, Understanding Variation; 2.66 is 3 / 1.128
rounded, as NHS England's Making Data Count uses it). A moving range of 3.267 averages or more (the upper
limit of the mR chart; Provost & Murray, The Health Care Data Guide) can be screened out of the average first.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from .chart import Lines
from .numbers import mean, side_of

FACTOR = 2.66
NEAR_FACTOR = 2 * FACTOR / 3
SCREEN_AT = 3.267


class Spread(NamedTuple):
    """Moving ranges of one part, which were screened out, and the average of those that were kept."""

    ranges: list[float | None]
    screened: list[bool]
    average: float | None


def spread(values: Sequence[float | None], screen: bool) -> Spread:
    """Moving ranges between neighbours; none beside a gap. When all are 0 there is nothing to screen."""
    ranges: list[float | None] = [None]
    for before, after in itertools.pairwise(values):
        ranges.append(None if before is None or after is None else abs(after - before))
    known = [size for size in ranges if size is not None]
    if not known:
        return Spread(ranges, [False] * len(ranges), None)
    average = mean(known)
    if not screen or average == 0:
        return Spread(ranges, [False] * len(ranges), average)
    screened = [size is not None and side_of(size, SCREEN_AT * average, average) >= 0 for size in ranges]
    kept = [size for size, out in zip(ranges, screened, strict=True) if size is not None and not out]
    return Spread(ranges, screened, mean(kept))


def lines(values: Sequence[float | None], average: float | None) -> Lines:
    """Centre and limits from the baseline readings and their average moving range (same unit)."""
    known = [value for value in values if value is not None]
    if not known:
        return Lines()
    centre = mean(known)
    if average is None:
        return Lines(centre)
    wide, near = FACTOR * average, NEAR_FACTOR * average
    return Lines(centre, centre - wide, centre + wide, centre - near, centre + near)
