"""Leads whose post ends or has ended, and the changes that are without one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from groundswell.changes.models import Change, ChangePlace, CoLead, Seat, State
from groundswell.changes.queries.finding import co_lead_for
from groundswell.changes.queries.parts import organisations_of
from groundswell.changes.rules import POST_ENDS_IN_DAYS, Seats, empty_since
from groundswell.ideas.models import Idea
from groundswell.people.models import Membership, Person, RoleGrant
from groundswell.ui.formats import london_day

MOST = 200


def posts_ended(at: datetime, *, change: Change | None = None) -> list[CoLead]:
    """Seats of people who work nowhere any more where the change happens."""
    had = Membership.objects.filter(person=OuterRef("person"), place__organisation__in=_houses(), until__lte=at)
    rows = _sitting().exclude(Exists(_works(at))).filter(Exists(had.exclude(confirmed_at=None)) | ~Exists(_holds(at)))
    if change:
        rows = rows.filter(change=change)
    return list(rows.order_by("pk")[:MOST])


def posts_ending(at: datetime) -> list[CoLead]:
    """Seats of people whose last post where the change happens ends within two weeks, and who were not asked yet."""
    soon = at + timedelta(days=POST_ENDS_IN_DAYS)
    rows = _sitting().filter(Exists(_works(at).filter(until__lte=soon)), asked_on_at=None)
    rows = rows.exclude(Exists(_works(at).filter(Q(until=None) | Q(until__gt=soon))))
    return list(rows.order_by("pk")[:MOST])


def _sitting() -> QuerySet[CoLead]:
    rows = CoLead.objects.live().filter(accepted_at__isnull=False, change__stopped_at=None)
    return rows.select_related("change", "person")


def _works(at: datetime) -> QuerySet[Membership]:
    return Membership.objects.current(at).filter(person=OuterRef("person"), place__organisation__in=_houses())


def _holds(at: datetime) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.current(at).filter(person=OuterRef("person"), place__organisation__in=_houses())


def _houses() -> Any:
    return ChangePlace.objects.filter(change=OuterRef(OuterRef("change"))).values("organisation")


def _posts(co_lead: CoLead) -> list[Membership]:
    """Every post of theirs where the change happens, also over ones."""
    rows = Membership.objects.filter(person=co_lead.person_id, place__organisation__in=organisations_of(co_lead.change))
    return list(rows.exclude(confirmed_at=None))


def post_ended_at(co_lead: CoLead, at: datetime) -> datetime | None:
    """When the last post ended; none while there is one."""
    homes, posts = organisations_of(co_lead.change), _posts(co_lead)
    ends = [row.until for row in posts]
    if not posts:  # who only ever held a role there
        grants = RoleGrant.objects.filter(person=co_lead.person_id, place__organisation__in=homes)
        ends = [grant.until for grant in grants]
    if any(end is None or end > at for end in ends):
        return None
    return max((end for end in ends if end), default=at)


def last_day_of_post(co_lead: CoLead, at: datetime) -> date | None:
    """The last day of the last post; none when it has no end or is over."""
    ends = [row.until for row in _posts(co_lead) if row.until is None or row.until > at]
    if not ends or any(end is None for end in ends):
        return None
    return london_day(max(end for end in ends if end) - timedelta(seconds=1))


def without_a_lead(changes: Collection[int]) -> dict[int, list[tuple[str, datetime]]]:
    """Which of some changes lost a lead whom nobody follows yet: the seat and since when, by id of the change. Two queries."""
    if not changes:
        return {}
    rows = Change.objects.filter(pk__in=changes, stopped_at=None, co_leads__left_at__isnull=False).distinct()
    over = ChangePlace.objects.filter(change=OuterRef("pk"), home=True, state=State.NORMAL)
    found = {}
    for change in rows.exclude(Exists(over)).prefetch_related("co_leads"):
        if lost := lost_seats(change):
            found[change.pk] = lost
    return found


def lost_seats(change: Change) -> list[tuple[str, datetime]]:
    """Seats that somebody had and nobody has or is asked for, of a change that came with its co-leads."""
    rows = list(change.co_leads.all())
    seats, had = Seats.of(rows), {row.seat for row in rows if row.accepted_at and row.left_at}
    return [
        (seat.value, empty_since(change, seat, rows)) for seat in Seat if seat in had and seats.in_seat(seat) is None
    ]


def seat_to_hand_over(person: Person, public_id: str) -> CoLead:
    """A seat of a change one sees; or one's own seat of before, when one works there no more and sees no change there."""
    people = CoLead.objects.select_related("person", "invited_by").order_by("pk")
    places = ChangePlace.objects.select_related("place", "place__organisation").order_by("-home", "pk")
    whole = Change.objects.select_related("place", "organisation").prefetch_related(
        Prefetch("co_leads", people), Prefetch("change_places", places),
        Prefetch("ideas", Idea.objects.select_related("owner").order_by("pk")),
    )  # fmt: skip
    mine = CoLead.objects.filter(person=person, public_id=public_id, accepted_at__isnull=False).select_related("person")
    row = mine.prefetch_related(Prefetch("change", whole)).first()
    return row or co_lead_for(person, public_id)
