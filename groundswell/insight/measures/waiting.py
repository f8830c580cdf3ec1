"""LM12, the waiting share: how much of a change's life it waited for somebody. Flow efficiency is the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from groundswell.insight.measures.rows import Behind, Day, Life, Wait, behind


@dataclass(frozen=True, slots=True)
class Spent:
    """Of `elapsed_days`, `waiting_days` were waiting."""

    waiting_days: int
    elapsed_days: int

    @property
    def waiting_share(self) -> Fraction | None:
        """None for a change that ended on the day it began."""
        return Fraction(self.waiting_days, self.elapsed_days) if self.elapsed_days else None


@dataclass(frozen=True)
class Waiting:
    """`changes` in the order given; the unit's share is days of all by days of all, so a long change weighs more."""

    changes: tuple[Spent, ...]
    behind: Behind

    @property
    def waiting_share(self) -> Fraction | None:
        return together(self.changes).waiting_share

    @property
    def flow_efficiency(self) -> Fraction | None:
        return None if (share := self.waiting_share) is None else 1 - share


def waiting(lives: Iterable[Life], as_of: Day) -> Waiting:
    """An open change ends at `as_of`, an open wait with its change. Days that two waits share are counted once."""
    seen = list(lives)
    return Waiting(tuple(spent(life, as_of) for life in seen), behind(seen))


def spent(life: Life, as_of: Day) -> Spent:
    """Raises ValueError for a change that ends before it begins."""
    end = as_of if life.end is None else life.end
    if end < life.start:
        raise ValueError(f"change {life.change} ends before it begins")
    return Spent(covered(life.waits, life.start, end), end - life.start)


def covered(waits: Iterable[Wait], start: Day, end: Day) -> int:
    """Days from `start` up to `end` that lie in at least one wait."""
    return sum(shared_out((("", wait) for wait in waits), start, end).values())


def shared_out(waits: Iterable[tuple[str, Wait]], start: Day, end: Day) -> dict[str, int]:
    """The same days by what was waited for, in the order of time. A day that two waits share is the earlier one's."""
    days: dict[str, int] = {}
    reached = start
    for what, wait in sorted(waits, key=lambda one: one[1].start):
        begins = max(wait.start, reached)
        ends = end if wait.end is None else min(wait.end, end)
        if begins < ends:
            days[what] = days.get(what, 0) + ends - begins
            reached = ends
    return days


def together(changes: Iterable[Spent]) -> Spent:
    """All days of all changes. What the bootstrap draws again and again."""
    waited = elapsed = 0
    for change in changes:
        waited += change.waiting_days
        elapsed += change.elapsed_days
    return Spent(waited, elapsed)
