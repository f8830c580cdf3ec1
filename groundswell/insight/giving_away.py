"""What a reader could work out from all figures of a hierarchy together. Plain whole numbers; knows nothing of pages.

A `Possible` is what a true count could be, as seen by a reader who knows the staff: a whole number with bit n set for n people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

Possible = int


def possible(staff: int, fits: Callable[[int], bool]) -> Possible:
    """The counts from nobody to everybody that fit."""
    return sum(1 << count for count in range(staff + 1) if fits(count))


def anything(staff: int) -> Possible:
    return (2 << staff) - 1


def only(left: Possible) -> int | None:
    """The count, where it can be no other."""
    return left.bit_length() - 1 if left.bit_count() == 1 else None


@dataclass(frozen=True)
class Part:
    """One count: what it could be `alone`, and the parts (none, or all of them) that add up to it."""

    alone: Possible
    parts: tuple[Part, ...] = ()


class _Seen(NamedTuple):
    possible: Possible
    parts: tuple[_Seen, ...]


def together(whole: Part) -> Iterator[Possible]:
    """What each count could be with all others in view: the whole first, and each part before its own parts.

    Exact: once up, what the parts leave to their whole, and once down, what a whole and the other parts leave to each.
    """
    seen = _up(whole)
    return _down(seen, seen.possible)


def _up(part: Part) -> _Seen:
    parts = tuple(map(_up, part.parts))
    return _Seen(part.alone & _sums(each.possible for each in parts) if parts else part.alone, parts)


def _down(seen: _Seen, left: Possible) -> Iterator[Possible]:
    yield left
    for at, part in enumerate(seen.parts):
        others = _sums(each.possible for number, each in enumerate(seen.parts) if number != at)
        yield from _down(part, sum(1 << count for count in _counts(part.possible) if (left >> count) & others))


def _sums(parts: Iterable[Possible]) -> Possible:
    """Every sum of one count of each."""
    found = 1
    for part in parts:
        more = 0
        for count in _counts(part):
            more |= found << count
        found = more
    return found


def _counts(part: Possible) -> list[int]:
    return [count for count in range(part.bit_length()) if part >> count & 1]
