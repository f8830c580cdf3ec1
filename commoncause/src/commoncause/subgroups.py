"""Charts of subgroups: xbar for their means, s for their standard deviations (Montgomery, section 6.3)."""

from __future__ import annotations

import math
from functools import lru_cache

from .limits import Stretch, Worked, around
from .model import Lines
from .numbers import known, mean


@lru_cache(maxsize=1024)
def c4(number: float) -> float:
    """What the mean standard deviation of a sample of this many is too small by, for normal readings."""
    return math.sqrt(2 / (number - 1)) * math.exp(math.lgamma(number / 2) - math.lgamma((number - 1) / 2))


def xbar(part: Stretch) -> Worked:
    """x-bar chart: means of subgroups; grand mean +/- 3 s / (c4 sqrt(n)), s the mean standard deviation.

    The grand mean weighs each subgroup by its number of readings. One of a single reading has no limits.
    """
    spread = mean_deviation(part)
    pairs = [(part.raw[place], part.sizes[place] or 0) for place in part.base]
    whole = sum(size for _, size in pairs)
    centre = part.centre
    if centre is None and whole:
        centre = math.fsum((value or 0) * size for value, size in pairs) / whole
    sigmas = [
        None if spread is None or not size or size < 2 else spread / c4(size) / math.sqrt(size)
        for size in part.sizes
    ]
    return Worked(part.raw, [around(centre, sigma, part.floor) for sigma in sigmas], spread)


def s(part: Stretch) -> Worked:
    """s chart: standard deviations of subgroups; mean +/- 3 mean sqrt(1 - c4^2) / c4, never below 0."""
    centre = mean_deviation(part) if part.centre is None else part.centre
    if centre is None:
        return Worked(part.spreads, [Lines()] * len(part.spreads))
    sigmas = [
        None if not size or size < 2 else centre * math.sqrt(1 - c4(size) ** 2) / c4(size)
        for size in part.sizes
    ]
    return Worked(part.spreads, [around(centre, sigma, 0.0) for sigma in sigmas], centre)


def mean_deviation(part: Stretch) -> float | None:
    """The mean standard deviation of the baseline: plain for subgroups of one size, pooled for several."""
    pairs = [(part.spreads[place], part.sizes[place] or 0) for place in part.base]
    there = known(spread for spread, _ in pairs)
    if not there:
        return None
    if len({size for _, size in pairs if size}) == 1:
        return mean(there)
    squares = math.fsum((spread or 0) ** 2 * (size - 1) for spread, size in pairs if spread is not None)
    return math.sqrt(squares / sum(size - 1 for spread, size in pairs if spread is not None))
