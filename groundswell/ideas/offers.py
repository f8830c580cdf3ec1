"""What the rooms above offer on the page of an idea or a change: they register it, so that no page down here knows them.

@offered
def calls_that_fit(person: Person, subject: Subject, place: Place) -> Sequence[Offer]: ...
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from groundswell.events.kinds import Subject
from groundswell.people.models import Person
from groundswell.places.models import Place


@dataclass(frozen=True)
class Offer:
    """A link: what it offers, and the page where it is done."""

    text: str
    href: str


Finder = Callable[[Person, Subject, Place], Sequence[Offer]]
_finders: list[Finder] = []


def offered(finder: Finder) -> Finder:
    _finders.append(finder)
    return finder


def offers_for(person: Person, subject: Subject, place: Place) -> list[Offer]:
    return [offer for finder in _finders for offer in finder(person, subject, place)]
