"""Questions about people: what someone may see, who holds a role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from groundswell.people.models import Membership, Person, RoleCode, RoleGrant
from groundswell.places.models import Place


@dataclass(frozen=True)
class Sight:
    """What one person's memberships and roles let them see and do, at one moment.

    `organisations` are ids of the organisations the person works in or holds a role in.
    """

    memberships: tuple[Membership, ...] = ()
    grants: tuple[RoleGrant, ...] = ()

    @property
    def organisations(self) -> frozenset[int]:
        rows = (*self.memberships, *self.grants)
        return frozenset(row.place.organisation_id or row.place_id for row in rows)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places the person works at."""
        return tuple(membership.place for membership in self.memberships)

    def works_at(self, place: Place) -> bool:
        """At the place itself, above it or below it in the same branch of the tree."""
        return any(place.is_under(at) or at.is_under(place) for at in self.places)

    def works_in(self, organisation_id: int | None) -> bool:
        return organisation_id in self.organisations

    def holds(self, role: str, place: Place) -> bool:
        """A role counts at its place and everywhere below it."""
        return any(grant.role == role and place.is_under(grant.place) for grant in self.grants)

    def holds_any(self, roles: tuple[str, ...], place: Place) -> bool:
        return any(self.holds(role, place) for role in roles)

    def membership_at(self, place: Place) -> Membership | None:
        """The membership that says most about this person at `place`: the nearest one in its organisation."""
        near = [row for row in self.memberships if row.place.organisation_id == place.organisation_id]
        near.sort(key=lambda row: (not place.is_under(row.place), not row.place.is_under(place), -len(row.place.path)))
        return near[0] if near else next(iter(self.memberships), None)


NOBODY = Sight()


def sight(person: Person | None, at: datetime | None = None) -> Sight:
    """What `person` may see at `at` (now when not said). Two queries; kept on the person for one request."""
    if person is None or not person.pk:
        return NOBODY
    if at is None and (kept := getattr(person, "_sight", None)):
        return kept
    moment = at or timezone.now()
    memberships = Membership.objects.current(moment).filter(person=person).select_related("place")
    grants = RoleGrant.objects.filter(person=person, since__lte=moment).select_related("place")
    grants = grants.exclude(until__lte=moment)
    found = Sight(tuple(memberships), tuple(grants))
    if at is None:
        person._sight = found  # type: ignore[attr-defined]
    return found


def holders(role: str | RoleCode, place: Place, at: datetime) -> list[Person]:
    """Who holds a role for `place`, nearest place first."""
    rows = RoleGrant.objects.filter(role=role, since__lte=at, place_id__in=place.above_ids())
    rows = rows.exclude(until__lte=at).select_related("person", "place").order_by("since", "pk")
    return [row.person for row in sorted(rows, key=lambda row: -len(row.place.path)) if row.person.is_active]
