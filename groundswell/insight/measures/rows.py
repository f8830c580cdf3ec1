"""The plain rows that waiting, decisions and blockers are worked out from: what a query hands over, and no more.

Named tuples, because a year of a large trust is tens of thousands of rows and a row of a cursor becomes one by `Clock._make`
in a quarter of a microsecond. Days are `date.toordinal()`. A key stands for a person or a change and says nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

Day = int
Key = str | int


class Clock(NamedTuple):
    """Something that began and waits for its end: an idea for its first answer (LM9), a request for a decision (LM10).

    `person` is who is behind it: the originator of the idea, who asked. `end` is None while it runs. For an idea it is the day
    of the first human act by anybody else (`clocks.first_answer`): nothing automatic, nothing by the originator.
    """

    change: Key
    person: Key
    start: Day
    end: Day | None


class Request(NamedTuple):
    """One request for approval. `holder` is a level or an office, never a person; `returned`: sent back for more."""

    holder: str
    returned: bool


class Passage(NamedTuple):
    """One implemented change and the requests it went through, in their order (LM11)."""

    change: Key
    person: Key
    is_low_risk: bool
    requests: tuple[Request, ...]


class Wait(NamedTuple):
    """Half open: the first day of waiting and the first day without. `end` is None while it lasts."""

    start: Day
    end: Day | None


class Life(NamedTuple):
    """One change from the day it was raised to the day it ended (None: it goes on), with all its waits (LM12).

    As known on the day of the snapshot: nothing ends after it.
    """

    change: Key
    person: Key
    start: Day
    end: Day | None
    waits: tuple[Wait, ...]


class Blocker(NamedTuple):
    """Something in the way (LM13): which level can remove it, since when, and the day it was cleared."""

    level: str
    since: Day
    cleared: Day | None


class Working(NamedTuple):
    """A change that came to work on a day, and the day it was given up again, if it was (LM14)."""

    change: Key
    since: Day
    reversed: Day | None


class Behind(NamedTuple):
    """How many changes and how many people a figure rests on. The gate asks for it (rule 4 of the map)."""

    changes: int
    people: int


class Owned(Protocol):
    """A row that says whose change it is."""

    @property
    def change(self) -> Key: ...
    @property
    def person(self) -> Key: ...


def behind(rows: Iterable[Owned]) -> Behind:
    """Count the different changes and people of `rows`."""
    changes, people = set(), set()
    for row in rows:
        changes.add(row.change)
        people.add(row.person)
    return Behind(len(changes), len(people))
