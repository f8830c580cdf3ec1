"""Who waits for a piece of work: the rooms above say it, so that a clock down here can tell the right people.

@waiting_for("changes")
def people_of(work_id: str) -> list[Person]: ...
"""

from __future__ import annotations

from collections.abc import Callable

from groundswell.events.kinds import Subject
from groundswell.people.models import Person

_rooms: dict[str, Callable[[str], list[Person]]] = {}
_people = Callable[[str], list[Person]]


def waiting_for(room: str) -> Callable[[_people], _people]:
    """Register who is told about works of `room`, by their id."""

    def register(people: _people) -> _people:
        _rooms[room] = people
        return people

    return register


def who_waits(work: Subject) -> list[Person]:
    """Those who are told, the first to be told first; nobody when no room answers for the work."""
    people = _rooms.get(work.room)
    return people(work.id) if people else []
