"""What one person's memberships and roles let them see and do: the shape every rule asks."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.people.models import Membership, RoleCode, RoleGrant
from groundswell.places.models import Place

# The system's viewers see shared work below them in other organisations; every other right ends at its own.
REACHES_ACROSS = frozenset({RoleCode.SYSTEM_VIEWER})


def organisation_id(place: Place) -> int:
    """The organisation a place belongs to; an organisation belongs to itself."""
    return place.organisation_id or place.pk


@dataclass(frozen=True)
class Sight:
    """What one person's memberships and roles let them see and do, at one moment.

    `organisations` are ids of the organisations the person works in or holds a role in.
    """

    memberships: tuple[Membership, ...] = ()
    grants: tuple[RoleGrant, ...] = ()

    @property
    def organisations(self) -> frozenset[int]:
        rows: tuple[Membership | RoleGrant, ...] = (*self.memberships, *self.grants)
        return frozenset(organisation_id(row.place) for row in rows)

    @property
    def above(self) -> frozenset[int]:
        """Ids of the places where the person works and of everything above them, up to the region."""
        return frozenset(pk for place in self.places for pk in place.above_ids())

    @property
    def places(self) -> tuple[Place, ...]:
        """The places the person works at."""
        return tuple(membership.place for membership in self.memberships)

    @property
    def home(self) -> Place | None:
        """The organisation of the first place the person works at."""
        return next((place.organisation or place for place in self.places), None)

    @property
    def number_shapes(self) -> tuple[str, ...]:
        """How hospital numbers are written where the person works or holds a role."""
        rows: tuple[Membership | RoleGrant, ...] = (*self.memberships, *self.grants)
        return tuple(dict.fromkeys(shape for row in rows for shape in row.place.number_shapes))

    def works_at(self, place: Place) -> bool:
        """At the place itself, above it or below it in the same branch of the tree, and in the same organisation."""
        near = (at for at in self.places if organisation_id(at) == organisation_id(place))
        return any(place.is_under(at) or at.is_under(place) for at in near)

    def works_in(self, organisation_id: int | None) -> bool:
        return organisation_id in self.organisations

    def holds(self, role: str, place: Place) -> bool:
        """A role counts at its place and everywhere below it in the same organisation."""
        return any(grant.role == role and reaches(grant, place) for grant in self.grants)

    def holds_any(self, roles: tuple[str, ...], place: Place) -> bool:
        return any(self.holds(role, place) for role in roles)

    def membership_at(self, place: Place) -> Membership | None:
        """The membership that says most about this person at `place`: the nearest one in its organisation."""
        home = organisation_id(place)
        near = [row for row in self.memberships if organisation_id(row.place) == home]
        near.sort(
            key=lambda row: (
                not place.is_under(row.place),
                not row.place.is_under(place),
                -len(row.place.path),
            )
        )
        return near[0] if near else next(iter(self.memberships), None)


def reaches(grant: RoleGrant, place: Place) -> bool:
    """Does a role held at its place count at `place`?"""
    if not place.is_under(grant.place):
        return False
    return grant.role in REACHES_ACROSS or organisation_id(grant.place) == organisation_id(place)


NOBODY = Sight()
