"""Whom to ask for an empty seat: each with why, in an order that says nothing of how good anybody is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.http import Http404

from groundswell.changes.models import Change, CoLead, Seat
from groundswell.changes.queries.parts import organisations_of, rows_of
from groundswell.enabling import queries as enabling
from groundswell.enabling.models import OfferOfTime
from groundswell.ideas.queries import tried_before
from groundswell.people.models import Membership, Person, RoleCode, RoleGrant
from groundswell.people.queries import grants_reaching, organisation_id, sight
from groundswell.ui.formats import london_day

MOST = 12
HOLDS = {Seat.CLINICAL: (RoleCode.PLACE_LEAD,), Seat.MANAGERIAL: (RoleCode.PLACE_LEAD, RoleCode.MANAGER)}


@dataclass
class Why:
    """Everything that speaks for asking somebody."""

    suggested_by: Person | None = None
    helps: bool = False
    offer: OfferOfTime | None = None
    grant: RoleGrant | None = None
    led: list[Change] = field(default_factory=list)
    enabled: list[Change] = field(default_factory=list)


@dataclass(frozen=True)
class Suggested:
    membership: Membership
    why: Why

    @property
    def person(self) -> Person:
        return self.membership.person


def suggestions(
    change: Change, person: Person, seat: str, at: datetime, *, but: Collection[int] = ()
) -> list[Suggested]:
    """People for a seat of a change that came with its co-leads, as far as `person` may know: nearest place, then name.

    Nobody who is away, whom the seat does not fit, who has a seat or is asked for one, or who said not now or left.
    """
    found: dict[int, Why] = defaultdict(Why)
    for row in change.co_leads.all():
        if row.suggested_id and row.declined_at and row.seat == seat:
            found[row.suggested_id].suggested_by = row.person
    for helper in change.helpers.all():
        found[helper.pk].helps = True
    _who_has_an_hour(change, person, at, found)
    _who_holds_it(change, seat, at, found)
    _who_did_it_before(change, person, found)
    ruled_out = {person.pk, *but, *(row.person_id for row in change.co_leads.all())}
    rows = _fitting(change, seat, at, found.keys() - ruled_out)
    return [Suggested(row, found[row.person_id]) for row in rows[:MOST]]


def suggested(change: Change, person: Person, seat: str, public_id: str, at: datetime) -> Person:
    """One of them, by public id; not found otherwise."""
    for one in suggestions(change, person, seat, at):
        if one.person.public_id == public_id:
            return one.person
    raise Http404


def _who_has_an_hour(change: Change, person: Person, at: datetime, found: dict[int, Why]) -> None:
    homes = {organisation_id(row.place): row.place for row in reversed(rows_of(change))}
    for place in homes.values():
        for offer in reversed(enabling.offers_of_time(person, place, at=at)):
            found[offer.person_id].offer = offer


def _who_holds_it(change: Change, seat: str, at: datetime, found: dict[int, Why]) -> None:
    for row in rows_of(change):
        for grant in reversed(grants_reaching(HOLDS[Seat(seat)], row.place, at)):
            found[grant.person_id].grant = grant


def _who_did_it_before(change: Change, person: Person, found: dict[int, Why]) -> None:
    """Who co-led or cleared the way for something like it, among what the reader may find anyway."""
    alike = _alike(change, person)
    for row in CoLead.objects.filter(change__in=alike.values(), accepted_at__isnull=False).order_by("accepted_at"):
        _once(found[row.person_id].led, alike[row.change_id])
    by_id = {one.public_id: one for one in alike.values()}
    for who, work in enabling.who_enabled("changes", list(by_id)):
        _once(found[who].enabled, by_id[work])


def _once(rows: list[Change], change: Change) -> None:
    if change not in rows:
        rows.append(change)


def _alike(change: Change, person: Person) -> dict[int, Change]:
    words = "\n".join([change.title, change.aim, *(idea.words for idea in change.ideas.all() if not idea.held_at)])
    rows = tried_before(person, words, limit=8)
    named = {room: [row.subject_id for row in rows if row.room == room] for room in ("changes", "ideas")}
    mine = sight(person).organisations
    like = Change.objects.filter(Q(public_id__in=named["changes"]) | Q(ideas__public_id__in=named["ideas"]))
    like = like.filter(Q(organisation__in=mine) | Q(change_places__organisation__in=mine)).exclude(pk=change.pk)
    return {one.pk: one for one in like.distinct().order_by("-opened_at")}


def _fitting(change: Change, seat: str, at: datetime, people: Iterable[int]) -> list[Membership]:
    """One post a person, the nearest; those of the nearest place first, then by name."""
    today = london_day(at)
    rows = Membership.objects.current(at).filter(
        Q(person__back_on=None) | Q(person__back_on__lte=today), person__in=list(people), person__is_active=True,
        place__organisation__in=organisations_of(change), **{seat: True},
    )  # fmt: skip
    places = [row.place for row in rows_of(change)]
    near = sorted(
        rows.select_related("person", "place"),
        key=lambda row: (min(enabling.how_far(row.place, place) for place in places), row.person.name, row.pk),
    )
    return list({row.person_id: row for row in reversed(near)}.values())[::-1]
