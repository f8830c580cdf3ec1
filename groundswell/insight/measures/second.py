"""LM15, the second time: who noticed something for the first time and acted again within sixty days."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from groundswell.insight.measures.intervals import Share
from groundswell.insight.measures.rows import Day

WINDOW, FOLLOW_UP = 365, 60  # days
FEWEST_FIRST_TIMERS = 20


class First(NamedTuple):
    """One person: the day they first noticed something, and the next later day with an act of any kind. No key: none is needed."""

    noticed: Day
    again: Day | None = None


def second_time(people: Iterable[First], as_of: Day) -> Share:
    """Of those who noticed for the first time in the year that ended sixty days before `as_of`: who acted again in time.

    As with every window the first day is outside and the last inside: 60 to 424 days before. Day 60 after the notice is in
    time. Raises ValueError for an act that is not later than the notice.
    """
    found = list(people)
    if any(one.again is not None and one.again <= one.noticed for one in found):
        raise ValueError("acted again on the day of the notice, or before")
    cohort = [one for one in found if FOLLOW_UP <= as_of - one.noticed < FOLLOW_UP + WINDOW]
    return Share(sum(one.again is not None and one.again - one.noticed <= FOLLOW_UP for one in cohort), len(cohort))
