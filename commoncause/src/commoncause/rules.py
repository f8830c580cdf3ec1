"""The four rules of special cause of Making Data Count (NHS England), read over the readings of one part.

Gaps are taken out before the rules look: a gap neither adds to a run nor breaks it. Places are counted from
0.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from .chart import Rules
from .kinds import Side, SignalKind

SIDES = {1: Side.HIGH, -1: Side.LOW}


class Found(NamedTuple):
    """A pattern: what it is, which side, and the places that make it."""

    kind: SignalKind
    side: Side
    members: tuple[int, ...]


def runs(signs: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Each longest stretch of the same sign that is not 0: (sign, first, last)."""
    start = 0
    for place in range(1, len(signs) + 1):
        if place == len(signs) or signs[place] != signs[start]:
            if signs[start]:
                yield signs[start], start, place - 1
            start = place


def outside(relative: Sequence[int], is_outside: Sequence[bool]) -> list[Found]:
    """Rule 1: a reading beyond a process limit (Shewhart)."""
    beyond = (place for place, out in enumerate(is_outside) if out)
    return [Found(SignalKind.OUTSIDE, SIDES[relative[place]], (place,)) for place in beyond]


def shifts(relative: Sequence[int], length: int) -> list[Found]:
    """Rule 2: `length` or more readings in a row on one side of the centre line; one on it ends the run."""
    return [
        Found(SignalKind.SHIFT, SIDES[sign], tuple(range(first, last + 1)))
        for sign, first, last in runs(relative)
        if last - first + 1 >= length
    ]


def trends(values: Sequence[float], length: int) -> list[Found]:
    """Rule 3: `length` or more readings in a row, each higher (or each lower) than the one before."""
    steps = [(b > a) - (b < a) for a, b in itertools.pairwise(values)]
    return [
        Found(SignalKind.TREND, SIDES[sign], tuple(range(first, last + 2)))
        for sign, first, last in runs(steps)
        if last - first + 2 >= length
    ]


def two_of_three(relative: Sequence[int], close: Sequence[bool]) -> list[Found]:
    """Rule 4: three readings in a row on one side, at least two of them near that limit but not beyond it."""
    found: list[Found] = []
    for start in range(len(close) - 2):
        window = range(start, start + 3)
        near = tuple(place for place in window if close[place])
        if len(near) >= 2 and abs(sum(relative[place] for place in window)) == 3:
            _join(found, Found(SignalKind.TWO_OF_THREE, SIDES[relative[start]], near))
    return found


def _join(found: list[Found], new: Found) -> None:
    """Add a pattern, or lengthen the last one when they share a reading."""
    if found and set(found[-1].members) & set(new.members):
        members = tuple(sorted({*found[-1].members, *new.members}))
        found[-1] = new._replace(members=members)
    else:
        found.append(new)


def find(
    values: Sequence[float], relative: Sequence[int], out: Sequence[bool], close: Sequence[bool], rules: Rules
) -> list[Found]:
    """All patterns in the readings of one part, the most telling kind first.

    A reading that belongs to several is named by the first of: outside, trend, two of three, shift.
    """
    return [
        *outside(relative, out),
        *trends(values, rules.trend),
        *two_of_three(relative, close),
        *shifts(relative, rules.shift),
    ]


def first_named(found: Sequence[Found]) -> Callable[[int], Found | None]:
    """Which pattern names a reading. At the turn between two trends the later one does."""
    order = list(SignalKind)
    naming: dict[int, Found] = {}
    for pattern in sorted(found, key=lambda pattern: order.index(pattern.kind), reverse=True):
        naming.update(dict.fromkeys(pattern.members, pattern))
    return naming.get
