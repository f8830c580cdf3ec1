"""What a fact can be, as small numbers: a fact is a row of whole numbers alone, and holds no word.

The kinds are those of the leadership map, section 1. A column that a kind does not use is 0.

    event     in the order in which facts came to be known
    day       `date.toordinal()`
    kind      one of `Kind`
    change    which change; an idea that was taken on has the number of its change
    person    an opaque number; 0 for the clock, for a name that is held and for somebody forgotten
    team      where the person worked on the day of the act; for `ADOPTED` the team that took it up
    ref       which permission or which ask
    level     who holds it: 0 is the team itself; for `SEATS`: 1 is the managerial seat
    due       the last day within the clock
    result    for `LED`: 1 if the change is plain (low risk); for `RETURNED`, `DECIDED`: nothing
"""

from __future__ import annotations

from enum import IntEnum


class Kind(IntEnum):
    RAISED = 1
    RESPONDED = 2
    COMMENTED = 3
    JOINED = 4
    LED = 5
    CO_LED = 6
    REQUESTED = 7
    DECIDED = 8
    BLOCKED = 9
    UNBLOCKED = 10
    TASK_DONE = 11
    CYCLE_DONE = 12
    IMPLEMENTED = 13
    RESULT_SHOWN = 14
    ADOPTED = 15
    REVERSED = 16
    MENTORED = 17
    THANKED = 18
    RETURNED = 19
    SUPPORTED = 20
    CLIMBED = 21  # a permission or an ask came to a higher level
    OPENED = 22  # begun as a change, with or without somebody who noticed it before


BEGINNINGS = (Kind.RAISED, Kind.OPENED)  # the first of them says whose it is
SEATS = (Kind.LED, Kind.CO_LED)
# An act of one's own in a change that one leads. To comment, to thank and to support are none.
OWN_ACTS = (Kind.TASK_DONE, Kind.CYCLE_DONE, Kind.IMPLEMENTED, Kind.RESULT_SHOWN, Kind.UNBLOCKED)
FOLLOWS = (Kind.JOINED, Kind.TASK_DONE)  # what ties somebody to who leads
TAKES_PART = (Kind.RAISED, Kind.SUPPORTED, Kind.COMMENTED)
CONTRIBUTES = (Kind.JOINED, Kind.TASK_DONE, Kind.CYCLE_DONE, Kind.RESULT_SHOWN)
SHARES = (Kind.RAISED, Kind.JOINED, Kind.LED, Kind.CO_LED, Kind.TASK_DONE, Kind.ADOPTED)  # makes a change a team's too


class Measure(IntEnum):
    """Of a cell; its numbers a, b, c and d are said in `cells`."""

    LED = 1
    GROUPS = 2
    WEIGHTS = 3
    NETWORK = 4
    TIES = 5
    PAIRS = 6
    PROGRESSION = 7
    SPREAD = 8
    RESPONSE = 9
    DECISION = 10
    APPROVALS = 11
    WAITING = 12
    BLOCKED = 13
    REVERSAL = 14
    SECOND = 15
    SILENT = 16
    WITHIN = 17
    OWN_AUTHORITY = 18
    CO_LED = 19
    SIDES = 20
    MATRIX = 21
    TIED = 22
    COVERAGE = 23
    SPREAD_BY = 24
    PASSED = 25
    WAITED = 26
