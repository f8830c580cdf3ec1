"""The organisations of a change as equals: each with its places, who speaks for it, what it waits for and decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from groundswell.changes.models import Change, ChangePlace
from groundswell.changes.queries.parts import rows_of
from groundswell.changes.rules import Seats
from groundswell.enabling.models import Ask, Permission
from groundswell.people.models import Membership, Person, RoleCode
from groundswell.people.queries import grants_above_each, organisation_id
from groundswell.places.models import Place


@dataclass
class House:
    """One organisation of a change. `leads`: who speaks for it has a seat, and not only leads a place of it."""

    organisation: Place
    rows: list[ChangePlace] = field(default_factory=list)
    speaks: list[Person] = field(default_factory=list)
    leads: bool = True
    asks: list[Ask] = field(default_factory=list)
    permissions: list[Permission] = field(default_factory=list)


def houses_of(
    change: Change, seats: Seats, asks: Sequence[Ask], permissions: Sequence[Permission], at: datetime
) -> list[House]:
    """Home first. Two queries at most."""
    found: dict[int, House] = {}
    for row in rows_of(change):
        found.setdefault(row.organisation_id, House(row.place.organisation or row.place)).rows.append(row)
    home = rows_of(change)[0].organisation_id
    for ask in asks:  # theirs who are asked to clear it; where nobody of these is asked, theirs whom it holds up
        holds_up = found.get(ask.organisation_id, found[home])
        found.get(organisation_id(ask.level_place), holds_up).asks.append(ask)
    for one in permissions:
        found.get(one.organisation_id, found[home]).permissions.append(one)
    _who_speaks(found, seats, at)
    return list(found.values())


def _who_speaks(found: dict[int, House], seats: Seats, at: datetime) -> None:
    """A co-lead who works there; where there is none, whoever leads its place."""
    rows = Membership.objects.current(at).filter(person__in=seats.people, place__organisation__in=found)
    works = set(rows.values_list("person_id", "place__organisation_id"))
    for key, house in found.items():
        house.speaks = [person for person in seats.people if (person.pk, key) in works]
    silent = {key: house.rows[0].place for key, house in found.items() if not house.speaks}
    grants = grants_above_each((RoleCode.PLACE_LEAD, RoleCode.MANAGER), silent.values(), at) if silent else {}
    for key, place in silent.items():
        near = [grant.person for grant in grants[place.pk] if organisation_id(grant.place) == key]
        found[key].speaks, found[key].leads = near[:1], False
