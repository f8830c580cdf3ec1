"""Charts of counts, proportions and rates: c, p, p', u, u' and g. Each from a part to its lines."""

from __future__ import annotations

import math

from .individuals import pooled, ratio
from .kinds import Refused
from .limits import Stretch, Worked, around, spread_of
from .model import Lines
from .numbers import known, mean, median


def c(part: Stretch) -> Worked:
    """c chart: counts over equal areas of opportunity; mean +/- 3 sqrt(mean) (Shewhart; Poisson)."""
    _not_negative(part)
    there = known(part.raw[place] for place in part.base) if part.centre is None else []
    centre = mean(there) if there else part.centre
    lines = around(centre, None if centre is None else math.sqrt(centre), 0.0)
    return Worked(part.raw, [lines] * len(part.raw))


def p(part: Stretch) -> Worked:
    """p chart: proportions; centre +/- 3 sqrt(centre (1 - centre) / n), within 0 and 1 (binomial)."""
    _no_more_than_all(part)
    centre = pooled(part)
    variance = 0.0 if centre is None else centre * (1 - centre)
    return Worked(ratio(part), _stepped(centre, _errors(part, variance), 1.0))


def u(part: Stretch) -> Worked:
    """u chart: rates over unequal areas of opportunity; centre +/- 3 sqrt(centre / n) (Poisson)."""
    _not_negative(part)
    centre = pooled(part)
    return Worked(ratio(part), _stepped(centre, _errors(part, centre or 0.0), None))


def p_prime(part: Stretch) -> Worked:
    """p' chart: a p chart with the variation between points (Laney, Quality Engineering 2002, 14: 531)."""
    _no_more_than_all(part)
    centre = pooled(part)
    return _laney(part, centre, 0.0 if centre is None else centre * (1 - centre), 1.0)


def u_prime(part: Stretch) -> Worked:
    """u' chart: a u chart with the variation between points (Laney, Quality Engineering 2002, 14: 531)."""
    _not_negative(part)
    centre = pooled(part)
    return _laney(part, centre, centre or 0.0, None)


def g(part: Stretch) -> Worked:
    """g chart: cases between rare events; mean + 3 sqrt(mean (mean + 1)) (Benneyan; geometric).

    The centre line is the median, so that runs have as much room above as below. A centre line that is given
    stands for both.
    """
    _not_negative(part)
    there = known(part.raw[place] for place in part.base)
    if part.centre is None and not there:
        return Worked(part.raw, [Lines()] * len(part.raw))
    middle = mean(there) if part.centre is None else part.centre
    found = around(middle, math.sqrt(middle * (middle + 1)), 0.0)
    lines = found._replace(centre=median(there) if part.centre is None else part.centre)
    return Worked(part.raw, [lines] * len(part.raw))


def _errors(part: Stretch, variance: float) -> list[float | None]:
    """The standard error at each place, none where the size is 0 or unknown."""
    return [math.sqrt(variance / size) if size else None for size in part.sizes]


def _stepped(centre: float | None, sigmas: list[float | None], ceiling: float | None) -> list[Lines]:
    """Limits at each place; the same size gives the same lines."""
    made: dict[float | None, Lines] = {}
    for sigma in sigmas:
        if sigma not in made:
            made[sigma] = around(centre, sigma, 0.0, ceiling)
    return [made[sigma] for sigma in sigmas]


def _laney(part: Stretch, centre: float | None, variance: float, ceiling: float | None) -> Worked:
    """Standardise each point, and widen the limits by the average moving range of these over 1.128."""
    values, errors = ratio(part), _errors(part, variance)
    scores = [
        None
        if value is None or error is None or centre is None
        else (value - centre) / error
        if error
        else 0.0
        for value, error in zip(values, errors, strict=True)
    ]
    spread = spread_of(scores, part.base, part.screen)
    sigma = None if spread.average is None else part.factor * spread.average / 3
    wide = [None if error is None or sigma is None else error * sigma for error in errors]
    return Worked(values, _stepped(centre, wide, ceiling), spread.average, None, spread.screened)


def _not_negative(part: Stretch) -> None:
    if any(event is not None and event < 0 for event in part.raw):
        raise Refused("negative", "A count cannot be negative")
    if part.centre is not None and part.centre < 0:
        raise Refused("centre", "The centre line of counts cannot be negative")


def _no_more_than_all(part: Stretch) -> None:
    _not_negative(part)
    for event, size in zip(part.raw, part.sizes, strict=True):
        if event is not None and size is not None and event > size:
            raise Refused("more_than_all", f"{event:g} out of {size:g} is not a proportion")
    if part.centre is not None and part.centre > 1:
        raise Refused("centre", "The centre line of proportions is a fraction from 0 to 1")
