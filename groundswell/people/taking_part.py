"""Who takes part by name in work that something belongs to: the rooms above say it, so that access is decided down here.

Somebody of another organisation who leads a change or helps with it reads its ideas and numbers, and nothing else there.

@taking_part("measures")
def in_its_changes(person: Person, public_id: str) -> TakesPart: ...
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from groundswell.people.models import Person


class TakesPart(IntEnum):
    NO = 0
    READS = 1  # asked to lead it, or whose idea it was
    WORKS = 2  # leads it or helps, while it goes on


_rooms: dict[str, Callable[[Person, str], TakesPart]] = {}
_said = Callable[[Person, str], TakesPart]


def taking_part(room: str) -> Callable[[_said], _said]:
    """Register who takes part in the work that things of `room` belong to, by their id."""

    def register(said: _said) -> _said:
        _rooms[room] = said
        return said

    return register


def takes_part(person: Person, room: str, public_id: str) -> TakesPart:
    """How somebody takes part in work that a thing belongs to; not at all when no room answers for it."""
    said = _rooms.get(room)
    return said(person, public_id) if said else TakesPart.NO
