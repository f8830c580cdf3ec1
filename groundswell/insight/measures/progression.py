"""LM7, progression: how often people take the next step. First-time moves for each 100 person-years at risk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from groundswell.insight.measures.intervals import Limits, poisson
from groundswell.insight.measures.rows import Day

STAGES = ("participant", "contributor", "lead", "mentor")
HUNDRED_YEARS = Fraction(36525)  # days; a year has 365.25


class Way(NamedTuple):
    """One person: the day each stage was first reached, in the order of `STAGES`, and the day of leaving."""

    reached: tuple[Day | None, Day | None, Day | None, Day | None]
    left: Day | None = None


@dataclass(frozen=True)
class Move:
    """From one stage to the next: `events` moves in `person_days` at risk, of `at_risk` people."""

    events: int
    person_days: int
    at_risk: int

    @property
    def rate(self) -> Fraction | None:
        """For each 100 person-years; None when nobody was at risk for a day."""
        return HUNDRED_YEARS * self.events / self.person_days if self.person_days else None

    @property
    def limits(self) -> Limits | None:
        """Exact Poisson limits of the rate."""
        if not self.person_days:
            return None
        scale = float(HUNDRED_YEARS / self.person_days)
        low, high = poisson(self.events)
        return Limits(low * scale, high * scale)


def progression(ways: Iterable[Way], start: Day, end: Day) -> dict[tuple[str, str], Move]:
    """The three moves in the window from `start` to `end`, by (from, to).

    At risk: from reaching a stage, or the window's start, to the earliest of its end, any later stage and leaving. A move is
    counted on a day after the start of that risk and not after its end. Raises ValueError for a window that ends before it starts.
    """
    if end < start:
        raise ValueError("the window ends before it starts")
    people = list(ways)
    return {pair: _move(people, stage, start, end) for stage, pair in enumerate(pairwise(STAGES))}


def _move(people: list[Way], stage: int, start: Day, end: Day) -> Move:
    events = days = at_risk = 0
    for reached, left in people:
        since = reached[stage]
        if since is None:
            continue
        later = [day for day in reached[stage + 1 :] if day is not None]
        begins, ends = max(start, since), min([end, *later, *([] if left is None else [left])])
        if begins < ends:
            days += ends - begins
            at_risk += 1
            events += reached[stage + 1] == ends  # the next stage is what ended it; a skipped one is no event
    return Move(events, days, at_risk)
