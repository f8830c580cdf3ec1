"""The XmR chart: individual readings (X) and their moving ranges (mR)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from .chart import MAKING_DATA_COUNT, Chart, Rules, When
from .kinds import Direction, Refused
from .numbers import Number, numbers
from .parts import Builder
from .when import Target, moments, starts, targets

SHORTEST_BASELINE = 12
SHORTEST_RUN = 3


def xmr(
    values: Iterable[Number],
    *,
    on: Iterable[object] | None = None,
    direction: Direction | str = Direction.INCREASE,
    target: Target = None,
    rebase: Iterable[object] = (),
    fix_first: int | None = None,
    screen: bool = True,
    rules: Rules = MAKING_DATA_COUNT,
) -> Chart:
    """Work out an XmR chart by the rules of NHS England's Making Data Count.

    values: readings in any unit; None or NaN is a gap. on: dates, datetimes, ISO texts or whole numbers, one
    for each reading and no two alike (default 1, 2, 3 ...); readings are put in that order. direction: which
    way is good. target: a number, one for each reading, or {from when: number}. rebase: where a new part
    with its own limits begins; each must be the place of a point. fix_first: take the limits of each part
    from its first n points (12 or more, gaps included). screen: leave very large moving ranges out of the
    average. Raises Refused, a ValueError, when the input cannot be charted honestly.
    """
    _check_settings(fix_first, rules)
    found = numbers(values)
    when = _when(on, len(found))
    order = sorted(range(len(found)), key=when.__getitem__)
    places = [when[place] for place in order]
    held = targets(target, places, order)
    builder = Builder(_direction(direction), rules, fix_first, screen)
    edges = [*starts(rebase, places), len(order)]
    for first, end in itertools.pairwise(edges):
        builder.add(places[first:end], [found[place] for place in order[first:end]], held[first:end])
    return builder.chart()


def _check_settings(fix_first: int | None, rules: Rules) -> None:
    if fix_first is not None and (isinstance(fix_first, bool) or fix_first < SHORTEST_BASELINE):
        needed = f"A fixed baseline needs {SHORTEST_BASELINE} points or more"
        raise Refused("fix_too_short", f"{needed}, not {fix_first}")
    if min(rules.shift, rules.trend) < SHORTEST_RUN:
        raise Refused("rule_too_short", f"A run rule needs {SHORTEST_RUN} readings or more")


def _direction(given: Direction | str) -> Direction:
    try:
        return Direction(given)
    except ValueError:
        known = ", ".join(Direction)
        raise Refused("unknown_direction", f"Not a direction: {given!r}. Use one of {known}") from None


def _when(on: Iterable[object] | None, count: int) -> list[When]:
    if on is None:
        return list(range(1, count + 1))
    when = moments(on)
    if len(when) != count:
        raise Refused("lengths", f"{count} readings but {len(when)} dates")
    if len(set(when)) != count:
        twice = next(moment for moment in when if when.count(moment) > 1)
        raise Refused("duplicate_dates", f"More than one reading on {twice}")
    return when
