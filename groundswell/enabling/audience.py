"""Who waits for a piece of work: the rooms above say it, so that a clock down here can tell the right people.

@waiting_for("changes")
def people_of(work_id: str) -> list[Person]: ...
"""

from __future__ import annotations

from collections.abc import Callable

from groundswell.events.kinds import Subject
from groundswell.people.models import Person
from groundswell.places.models import Place

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


_works: dict[str, Callable[[Person, Place], list[Subject]]] = {}
_found = Callable[[Person, Place], list[Subject]]


def works_of(room: str) -> Callable[[_found], _found]:
    """Register what `room` has under way at a place, as somebody sees it: what money may be spent for."""

    def register(works: _found) -> _found:
        _works[room] = works
        return works

    return register


def under_way(person: Person, place: Place) -> list[Subject]:
    """Work of the rooms above at a place and below it, what moved last first."""
    return [work for works in _works.values() for work in works(person, place)]


_readers: dict[str, Callable[[Person, str], bool]] = {}
_reads = Callable[[Person, str], bool]


def read_by(room: str) -> Callable[[_reads], _reads]:
    """Register who may read works of `room`: whoever reads the work reads what it waits for."""

    def register(reads: _reads) -> _reads:
        _readers[room] = reads
        return reads

    return register


def reads(person: Person, work: Subject) -> bool:
    """Whether somebody may read a piece of work; no when no room answers for it."""
    asks = _readers.get(work.room)
    return asks(person, work.id) if asks else False
