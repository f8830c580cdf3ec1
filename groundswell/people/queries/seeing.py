"""Who may see whom, and who holds what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404
from django.utils import timezone

from groundswell.people import rules
from groundswell.people.models import Invitation, Membership, Person, RoleCode, RoleGrant, holds_at
from groundswell.people.sight import NOBODY, Sight, organisation_id, reaches
from groundswell.places.models import Place
from groundswell.ui.formats import london_day


def sight(person: Person | None, at: datetime | None = None) -> Sight:
    """What `person` may see at `at` (now when not said). Two queries; kept on the person for one request."""
    if person is None or not person.pk:
        return NOBODY
    if at is None and (kept := getattr(person, "_sight", None)):
        return kept
    moment = at or timezone.now()
    # A person has a handful of rows: sorting them out here costs less than asking the database to.
    memberships = Membership.objects.filter(person=person).select_related("place__organisation")
    grants = RoleGrant.objects.filter(person=person).select_related("place__organisation")
    found = Sight(
        tuple(sorted((row for row in memberships if row.confirmed_at and holds_at(row, moment)), key=_first)),
        tuple(sorted((row for row in grants if holds_at(row, moment)), key=_first)),
    )
    if at is None:
        person._sight = found  # type: ignore[attr-defined]
    return found


def day_of_sight() -> date:
    """The day in London on which somebody looks now: the day of `sight`."""
    return london_day(timezone.now())


def _first(row: Membership | RoleGrant) -> int:
    """In the order in which they were made."""
    return row.pk


def look_again(person: Person) -> None:
    """Forget what was kept by `sight`, after a membership or a role changed."""
    person.__dict__.pop("_sight", None)


def holders(role: str | RoleCode | tuple[str, ...], place: Place, at: datetime) -> list[Person]:
    """Who holds a role (or one of several) for `place`: nearest place first, then who has it longest; each once."""
    roles = (role,) if isinstance(role, str) else role
    return list(dict.fromkeys(grant.person for grant in grants_reaching(roles, place, at)))


def grants_reaching(roles: tuple[str, ...], place: Place, at: datetime) -> list[RoleGrant]:
    """The grants behind `holders`, in the same order. One query."""
    rows = (
        RoleGrant.objects.current(at)
        .filter(role__in=roles, place_id__in=place.above_ids())
        .select_related("person", "place")
    )
    near = [row for row in rows if row.person.is_active and reaches(row, place)]  # never from another organisation
    near.sort(key=lambda row: (-len(row.place.path), row.since, row.pk))
    return near


def grants_above(roles: tuple[str, ...], place: Place, at: datetime) -> list[RoleGrant]:
    """The grants of some roles at `place` and everywhere above it, also above its organisation: nearest first. One query."""
    return grants_above_each(roles, [place], at)[place.pk]


def grants_above_each(roles: tuple[str, ...], places: Iterable[Place], at: datetime) -> dict[int, list[RoleGrant]]:
    """The same for several places, by the id of the place. One query for all of them."""
    above = {place.pk: frozenset(place.above_ids()) for place in places}
    rows = RoleGrant.objects.current(at).filter(
        role__in=roles,
        place_id__in=frozenset().union(*above.values()),
        person__is_active=True,
        person__forgotten_at=None,
    )
    order = {role: number for number, role in enumerate(roles)}
    near = list(rows.select_related("person", "place"))
    near.sort(key=lambda row: (-len(row.place.path), order[row.role], row.since, row.pk))
    return {key: [row for row in near if row.place_id in ids] for key, ids in above.items()}


def who_answers_at(place: Place, at: datetime) -> list[RoleGrant]:
    """Answerers first, then deputies, who answer for `place`: nearest place first. One query."""
    roles = (RoleCode.ANSWERER, RoleCode.DEPUTY)
    rows = RoleGrant.objects.current(at).filter(role__in=roles, place_id__in=place.above_ids(), person__is_active=True)
    near = [row for row in rows.select_related("person", "place") if reaches(row, place)]
    near.sort(key=lambda row: (roles.index(RoleCode(row.role)), -len(row.place.path), row.since, row.pk))
    return near


def who_lets_in(place: Place, at: datetime, roles: tuple[str, ...], limit: int = 5) -> list[Person]:
    """Who answers somebody who asks to join `place`: nearest first, never from another organisation."""
    rows = RoleGrant.objects.current(at).filter(role__in=roles, place_id__in=place.above_ids(), person__is_active=True)
    rows = rows.select_related("person", "place").order_by("since", "pk")
    near = sorted((row for row in rows if reaches(row, place)), key=lambda row: -len(row.place.path))
    return list(dict.fromkeys(row.person for row in near))[:limit]


def others_look_after(grant: RoleGrant, at: datetime) -> bool:
    """Would the place of `grant` still have an administrator, there or above, without it?"""
    rows = RoleGrant.objects.current(at).filter(
        role=RoleCode.PLACE_ADMIN, place_id__in=grant.place.above_ids(), person__is_active=True
    )
    return any(reaches(row, grant.place) for row in rows.exclude(pk=grant.pk).select_related("place"))


def membership_for(person: Person, public_id: str) -> Membership:
    """One's own membership; or, to answer it, that of somebody at a place where one may let people in."""
    row = Membership.objects.filter(public_id=public_id).select_related("person", "place").first()
    if row is None or not (row.person_id == person.pk or _may_let_in(person, row.place)):
        raise Http404
    return row


def _may_let_in(person: Person, place: Place) -> bool:
    return bool(rules.may_let_in(sight(person), place))


def grant_for(person: Person, public_id: str) -> RoleGrant:
    """A role of one's own, or one at a place where one may give roles."""
    row = RoleGrant.objects.filter(public_id=public_id).select_related("person", "place").first()
    if row is None or not (row.person_id == person.pk or rules.may_look_after(sight(person), row.place)):
        raise Http404
    return row


def invitation_for(person: Person, public_id: str) -> Invitation:
    """An invitation sent to one's own address, or to a place where one may invite."""
    row = Invitation.objects.filter(public_id=public_id).select_related("place", "invited_by").first()
    if row is None or not (row.email.lower() == person.email.lower() or _may_let_in(person, row.place)):
        raise Http404
    return row


@dataclass(frozen=True)
class Seen:
    """A person as somebody else may see them. `email` is empty unless it may be shown."""

    person: Person
    memberships: tuple[Membership, ...]
    email: str


def person_for(person: Person, public_id: str, *, shares_work: Callable[[Person], bool] | None = None) -> Seen:
    """Somebody's name, title and place, for those who share an organisation or (asked of the caller) a piece of work.

    The address is for the person and for those who look after a place where they work.
    """
    other = Person.objects.filter(public_id=public_id).first()
    if other is None or other.forgotten_at:
        raise Http404
    mine, theirs = sight(person), sight(other)
    ours = mine.organisations & theirs.organisations
    if not (other == person or ours or (shares_work and shares_work(other))):
        raise Http404
    admin = any(mine.holds(RoleCode.PLACE_ADMIN, place) for place in theirs.places)
    return Seen(other, theirs.memberships, other.email if admin or other == person else "")


def place_for(person: Person, key: str) -> Place:
    """A place whose people this person may see: one of an organisation they work or hold a role in."""
    place = Place.objects.filter(key=key).select_related("organisation").first()
    if place is None or not sight(person).works_in(organisation_id(place)):
        raise Http404
    return place
