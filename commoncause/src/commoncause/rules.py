"""The rules of special cause, read over the readings of one part.

Gaps and excluded points are taken out before the rules look: they neither add to a run nor break it. Places
are counted from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from .kinds import Side, SignalKind, TwoOfThree
from .model import Runs
from .rulesets import MakingDataCount
from .runs import is_one_sided, runs

SIDES = {1: Side.HIGH, -1: Side.LOW}
SHORTEST_LATEST = 3


class Found(NamedTuple):
    """A pattern: what it is, which side, the places that make it, whether it says better or worse."""

    kind: SignalKind
    side: Side
    members: tuple[int, ...]
    telling: bool = True


class Seen(NamedTuple):
    """What the rules see: parallel columns, one row for each reading that counts.

    side: -1, 0 or 1 of the centre line. outside: beyond a limit. close: near that limit and inside it.
    """

    values: Sequence[float]
    side: Sequence[int]
    outside: Sequence[bool | None]
    close: Sequence[bool | None]


def beyond(seen: Seen) -> list[Found]:
    """Rule 1 of both sets: a reading beyond a limit (Shewhart)."""
    if True not in seen.outside:
        return []
    return [
        Found(SignalKind.OUTSIDE, SIDES[seen.side[place]], (place,))
        for place, out in enumerate(seen.outside)
        if out
    ]


def making_data_count(seen: Seen, rules: MakingDataCount) -> list[Found]:
    """The four rules of NHS England's Making Data Count, the most telling kind first.

    A reading that belongs to several patterns is named by the first of: outside, trend, two of three, shift.
    """
    pairs = two_of_three(seen) if rules.two_of_three is TwoOfThree.STRICT else two_of_three_wide(seen)
    return [*beyond(seen), *trends(seen.values, rules.trend), *pairs, *shifts(seen.side, rules.shift)]


def shifts(side: Sequence[int], length: int, kind: SignalKind = SignalKind.SHIFT) -> list[Found]:
    """`length` or more readings in a row on one side of the centre line; one on it ends the run."""
    return [
        Found(kind, SIDES[sign], tuple(range(first, last + 1)))
        for sign, first, last in runs(side)
        if last - first + 1 >= length
    ]


def trends(values: Sequence[float], length: int) -> list[Found]:
    """`length` or more readings in a row, each higher (or each lower) than the one before."""
    steps = [(after > before) - (after < before) for before, after in pairwise(values)]
    return [
        Found(SignalKind.TREND, SIDES[sign], tuple(range(first, last + 2)))
        for sign, first, last in runs(steps)
        if last - first + 2 >= length
    ]


def two_of_three(seen: Seen) -> list[Found]:
    """Three readings in a row on one side, at least two of them near that limit but not beyond it."""
    side, close = seen.side, seen.close
    if True not in close:
        return []
    found: list[list[int]] = []
    for start in range(len(close) - 2):
        near = [place for place in range(start, start + 3) if close[place]]
        if len(near) >= 2 and side[start] and side[start] == side[start + 1] == side[start + 2]:
            _join(found, near)
    return _pairs(found, side)


def two_of_three_wide(seen: Seen) -> list[Found]:
    """Two of three readings in a row near the same limit or beyond it, wherever the third is."""
    found: list[list[int]] = []
    for sign in (1, -1):
        far = [
            place
            for place, side in enumerate(seen.side)
            if side == sign and (seen.close[place] or seen.outside[place])
        ]
        same_side: list[list[int]] = []
        for one, other in pairwise(far):
            if other - one <= 2:
                _join(same_side, [one, other])
        found += same_side
    return _pairs(sorted(found), seen.side)


def _join(found: list[list[int]], new: list[int]) -> None:
    """Add a pattern, or lengthen the last one when they share a reading."""
    if found and found[-1][-1] >= new[0]:
        found[-1] += [place for place in new if place > found[-1][-1]]
    else:
        found.append(new)


def _pairs(found: list[list[int]], side: Sequence[int]) -> list[Found]:
    return [Found(SignalKind.TWO_OF_THREE, SIDES[side[members[0]]], tuple(members)) for members in found]


def unusual_runs(seen: Seen, counted: Runs) -> list[Found]:
    """Anhøj & Olesen's two signals: each run that is too long, and too few crossings of the centre line.

    Few crossings say that readings drift; towards which side is judged by the latest run of three useful
    readings or more, whose readings are the members. With so few crossings there always is one. A pattern of
    readings that go to and fro tells neither better nor worse, see `is_one_sided`.
    """
    if counted.longest is None or counted.longest_max is None:
        return []
    useful = [place for place, sign in enumerate(seen.side) if sign]
    signs = [seen.side[place] for place in useful]
    found = [
        each._replace(members=tuple(useful[member] for member in each.members))
        for each in shifts(signs, SHORTEST_LATEST, SignalKind.LONG_RUN)
    ]
    usual, side = counted.longest_max, seen.side
    long = []
    for each in found:
        if len(each.members) > usual:
            first, last = each.members[0], each.members[-1]
            long.append(each._replace(telling=is_one_sided(side, usual, side[first], (first, last))))
    if (counted.crossings or 0) >= (counted.crossings_min or 0):
        return long
    latest = found[-1]
    telling = is_one_sided(side, usual, side[latest.members[0]])
    return [*long, latest._replace(kind=SignalKind.FEW_CROSSINGS, telling=telling)]


def names(found: Sequence[Found], count: int) -> list[Found | None]:
    """Which pattern names each of `count` readings. At the turn between two trends the later one does."""
    naming: list[Found | None] = [None] * count
    order = {kind: place for place, kind in enumerate(SignalKind)}
    for pattern in sorted(found, key=lambda each: order[each.kind], reverse=True):
        for member in pattern.members:
            naming[member] = pattern
    return naming
