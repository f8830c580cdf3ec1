"""My journey: when somebody first took part, did something, led, and was a mentor. The steps of LM7, for one's own eyes.

Nothing here is kept: it is read from the log when its owner looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from groundswell.insight.measures.progression import STAGES
from groundswell.insight.tally.codes import CONTRIBUTES, OWN_ACTS, SEATS, TAKES_PART, Kind

EVENT, DAY, KIND, CHANGE = range(4)  # columns of a fact


class Reached(NamedTuple):
    """A stage, and the fact with which it was first reached: its event, and the ordinal of its day. None: not yet."""

    stage: str
    event: int | None = None
    day: int | None = None


def journey(facts: Iterable[Sequence[int]]) -> tuple[Reached, ...]:
    """The four stages in their order. To lead is a seat, and an act of one's own on that day or later."""
    rows = sorted(facts, key=lambda row: (row[DAY], row[EVENT]))
    seats: dict[int, int] = {}
    for row in rows:
        if row[KIND] in SEATS:
            seats.setdefault(row[CHANGE], row[DAY])
    firsts = (
        (row for row in rows if row[KIND] in TAKES_PART),
        (row for row in rows if row[KIND] in CONTRIBUTES),
        (row for row in rows if row[KIND] in OWN_ACTS and row[CHANGE] in seats and row[DAY] >= seats[row[CHANGE]]),
        (row for row in rows if row[KIND] == Kind.MENTORED),
    )
    found = (next(rows_of, None) for rows_of in firsts)
    return tuple(
        Reached(stage) if row is None else Reached(stage, row[EVENT], row[DAY])
        for stage, row in zip(STAGES, found, strict=True)
    )
