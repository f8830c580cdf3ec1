"""What a reader could work out from all figures of a hierarchy together. Plain whole numbers; knows nothing of pages.

A `Possible` is the least and the most that a true count could be, as seen by a reader who knows the staff: every whole number between
the two is possible, so sums and differences of them are exact and quick, however large the hierarchy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Possible(NamedTuple):
    least: int
    most: int

    def both(self, other: Possible) -> Possible:
        return Possible(max(self.least, other.least), min(self.most, other.most))

    @property
    def only(self) -> int | None:
        """The count, where it can be no other."""
        return self.least if self.least == self.most else None


def anything(staff: int) -> Possible:
    return Possible(0, staff)


@dataclass(frozen=True)
class Part:
    """One count: what it could be `alone`, and the parts (none, or all of them) that add up to it."""

    alone: Possible
    parts: tuple[Part, ...] = ()


class _Seen(NamedTuple):
    possible: Possible
    parts: tuple[_Seen, ...]
    sum: Possible


def together(whole: Part) -> Iterator[Possible]:
    """What each count could be with all others in view: the whole first, and each part before its own parts.

    Once up, what the parts leave to their whole, and once down, what a whole and the other parts leave to each.
    """
    seen = _up(whole)
    return _down(seen, seen.possible)


def _up(part: Part) -> _Seen:
    parts = tuple(map(_up, part.parts))
    sums = Possible(sum(each.possible.least for each in parts), sum(each.possible.most for each in parts))
    return _Seen(part.alone.both(sums) if parts else part.alone, parts, sums)


def _down(seen: _Seen, left: Possible) -> Iterator[Possible]:
    yield left
    for part in seen.parts:
        others = Possible(seen.sum.least - part.possible.least, seen.sum.most - part.possible.most)
        yield from _down(part, part.possible.both(Possible(left.least - others.most, left.most - others.least)))
