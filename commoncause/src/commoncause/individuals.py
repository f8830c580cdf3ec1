"""Charts of single measurements: run, XmR, mR, t and I'. A function a chart, from a part to its lines."""

from __future__ import annotations

import math

from .kinds import Refused
from .limits import SCREEN_AT, Stretch, Worked, around, moving_ranges, screened_average, spread_of
from .model import Lines
from .numbers import known, mean, median

POWER = 3.6
HALF_NORMAL = math.sqrt(math.pi / 2)  # a standard deviation for each mean absolute difference of its unit


def run(part: Stretch) -> Worked:
    """Run chart: the median and no limits (Perla, Provost & Murray, BMJ Quality & Safety 2011, 20: 46-51)."""
    there = _base(part, part.raw)
    centre = part.centre if part.centre is not None or not there else median(there)
    return Worked(part.raw, [Lines(centre)] * len(part.raw))


def xmr(part: Stretch) -> Worked:
    """XmR (I) chart: mean +/- factor x average moving range (Shewhart; Wheeler, Understanding Variation).

    factor: 2.66, as NHS England's Making Data Count has it, or 3 / 1.128 unrounded (1.128 is d2 for two).
    """
    spread = spread_of(part.raw, part.base, part.screen)
    sigma = None if spread.average is None else part.factor * spread.average / 3
    lines = around(_centre(part, part.raw), sigma, part.floor)
    return Worked(part.raw, [lines] * len(part.raw), spread.average, spread.ranges, spread.screened)


def mr(part: Stretch) -> Worked:
    """mR chart: the moving ranges, their mean, upper limit 3.267 x mean (Provost & Murray; D4 for two).

    The near limit is two thirds of the upper limit, as the reference program has it.
    """
    ranges = moving_ranges(part.raw)
    centre = _centre(part, ranges)
    if centre is None:
        return Worked(ranges, [Lines()] * len(ranges))
    upper = SCREEN_AT * centre
    return Worked(ranges, [Lines(centre, 0.0, upper, 0.0, upper * 2 / 3)] * len(ranges), centre)


def t(part: Stretch) -> Worked:
    """t chart: times between rare events; an XmR chart of y^(1/3.6), put back (Nelson; Montgomery; P & M).

    Times of an exponential distribution become nearly normal that way. Refuses times that are not above 0.
    """
    if any(value is not None and value <= 0 for value in part.raw):
        raise Refused("time_not_positive", "A time between events must be more than 0")
    if part.centre is not None and part.centre <= 0:
        raise Refused("centre", "The centre line of a t chart is more than 0")
    moved = [None if value is None else value ** (1 / POWER) for value in part.raw]
    spread = spread_of(moved, part.base, part.screen)
    sigma = None if spread.average is None else part.factor * spread.average / 3
    centre = _centre(part, moved) if part.centre is None else part.centre ** (1 / POWER)
    found = around(centre, sigma, 0.0)
    lines = Lines(*(None if line is None else line**POWER for line in found))
    if part.centre is not None:
        lines = lines._replace(centre=part.centre)
    return Worked(part.raw, [lines] * len(part.raw), spread.average, None, spread.screened)


def i_prime(part: Stretch) -> Worked:
    """I' chart: ratios with limits that widen where sizes are small (Taylor 2017, Normalized Individuals).

    Centre: all events over all sizes. Each step between neighbours is divided by sqrt(1/n + 1/n before);
    sigma is sqrt(pi/2) x the average of these, and limits stand 3 sigma / sqrt(n) from the centre.
    """
    values = ratio(part)
    steps: list[float | None] = [None] * len(values)
    for before, place in zip(part.base, part.base[1:], strict=False):
        one, other = values[before], values[place]
        if one is not None and other is not None:
            weight = math.sqrt(1 / (part.sizes[before] or 1) + 1 / (part.sizes[place] or 1))
            steps[place] = abs(other - one) / weight
    spread = screened_average(steps, part.screen)
    sigma = None if spread.average is None else HALF_NORMAL * spread.average
    centre = pooled(part)
    lines = [
        around(centre, None if sigma is None or not size else sigma / math.sqrt(size), part.floor)
        for size in part.sizes
    ]
    return Worked(values, lines, spread.average, None, spread.screened)


def ratio(part: Stretch) -> list[float | None]:
    """Events over size at each place; nothing where the size is 0 or unknown."""
    return [
        event / size if event is not None and size else None
        for event, size in zip(part.raw, part.sizes, strict=True)
    ]


def pooled(part: Stretch) -> float | None:
    """The centre line of ratios: all events of the baseline over all sizes, unless it was given.

    Events out of nothing are not plotted, so they are left out here as well.
    """
    there = [place for place in part.base if part.raw[place] is not None and part.sizes[place]]
    whole = math.fsum(known(part.sizes[place] for place in there))
    if part.centre is not None or not whole:
        return part.centre
    return math.fsum(known(part.raw[place] for place in there)) / whole


def _base(part: Stretch, values: list[float | None]) -> list[float]:
    return known(values[place] for place in part.base)


def _centre(part: Stretch, values: list[float | None]) -> float | None:
    """The mean of the baseline, unless a centre line was given."""
    there = _base(part, values) if part.centre is None else []
    return mean(there) if there else part.centre
