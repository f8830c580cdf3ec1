"""Changes of a place and of a person, and what waits for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from groundswell.benefits.models import Benefit
from groundswell.benefits.rules import CHECKED_BY
from groundswell.changes.kinds import PAUSE_OVERDUE
from groundswell.changes.models import Change, ChangePlace, CoLead, Pause, State
from groundswell.changes.queries.parts import seats_shown
from groundswell.events.models import Event
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Kind, Place
from groundswell.ui.formats import london_day

PAGE = 20
UMBRELLAS = (Kind.REGION, Kind.ICB, Kind.SUB_ICB)  # below them are organisations of their own


def changes_under(
    person: Person, place: Place, *, states: tuple[str, ...] = (), limit: int = PAGE
) -> list[ChangePlace]:
    """What changes are at a place and below it, what moved last first; whoever takes part sees all its places."""
    mine = ChangePlace.objects.filter(change=OuterRef("change"), organisation__in=sight(person).organisations)
    rows = ChangePlace.objects.filter(at(place), Exists(mine))
    if states:
        rows = rows.filter(state__in=states)
    left = CoLead.objects.filter(change=OuterRef("change"), accepted_at__isnull=False, left_at__isnull=False)
    rows = rows.annotate(somebody_left=Exists(left)).select_related("change", "place", "change__place")  # type: ignore[no-redef]
    return list(rows.order_by("-change__moved_at", "-pk")[:limit])


def works_standing(
    organisations: Collection[int], place: Place, *, states: tuple[str, ...], limit: int = PAGE
) -> tuple[list[ChangePlace], dict[str, int]]:
    """What goes on at a place and below it in which some organisations take part, what stands longest first, and how many
    there are in each state."""
    mine = ChangePlace.objects.filter(change=OuterRef("change"), organisation__in=organisations)
    rows = ChangePlace.objects.filter(at(place), Exists(mine), state__in=states, change__stopped_at=None)
    found = list(rows.select_related("change", "place", "change__place").order_by("change__moved_at", "pk")[:limit])
    if len(found) < limit:
        return found, dict(Counter(row.state for row in found))
    return found, dict(rows.order_by().values_list("state").annotate(Count("pk")))


def at(place: Place) -> Q:
    """A trust or a practice is one indexed column; a team, and what only spans organisations, is the tree."""
    alone = place.organisation_id == place.pk and place.kind not in UMBRELLAS
    return Q(organisation=place) if alone else Q(place__path__begins=place.path)


def changes_of(person: Person, limit: int = PAGE) -> list[Change]:
    """Changes a person leads or helps with."""
    mine = Q(co_leads__person=person, co_leads__declined_at=None, co_leads__left_at=None) | Q(helpers=person)
    return list(Change.objects.filter(mine).distinct().select_related("place").order_by("-moved_at")[:limit])


def seats_offered(person: Person) -> QuerySet[CoLead]:
    """Seats that wait for this person's yes."""
    return CoLead.objects.live().filter(person=person, accepted_at=None, change__stopped_at=None)


def seats_for_cards(rows: QuerySet[CoLead]) -> QuerySet[CoLead]:
    """Seats with what a card needs."""
    return rows.select_related("change", "change__place", "invited_by")


def pauses_to_answer(person: Person) -> QuerySet[Pause]:
    """Pauses for safety that this person, as a co-lead, must answer."""
    return Pause.objects.filter(
        answered_at=None, change__stopped_at=None, change__co_leads__person=person, change__co_leads__left_at=None,
        change__co_leads__declined_at=None, change__co_leads__accepted_at__isnull=False,
    )  # fmt: skip


def pauses_for_cards(rows: QuerySet[Pause]) -> QuerySet[Pause]:
    """Pauses with what a card needs."""
    return rows.select_related("change", "person")


def state_at_home(work_id: str) -> Subquery:
    """What a change is at its home place, for rows of rooms that hold the change's public id in a field of that name."""
    rows = ChangePlace.objects.filter(home=True, change__public_id=OuterRef(work_id))
    return Subquery(rows.values("state")[:1])


def empty_seats_near(person: Person, limit: int = PAGE) -> list[tuple[Change, str]]:
    """Changes of the person's own organisations with a seat nobody sits in, longest first."""
    rows = (
        Change.objects.filter(change_places__organisation__in=sight(person).organisations, stopped_at=None)
        .exclude(change_places__state__in=(State.NORMAL, State.STOPPED))
        .distinct()
        .select_related("place")
        .prefetch_related(Prefetch("co_leads", CoLead.objects.select_related("person").order_by("pk")))
        .order_by("opened_at")[:200]
    )
    found = []
    for change in rows:
        seats = seats_shown(change)
        found += [
            (change, seat)
            for seat in ("clinical", "managerial")
            if seats.in_seat(seat) is None and not seats.names(person)
        ]
    return found[:limit]


def benefits_to_confirm(person: Person) -> QuerySet[Benefit]:
    """What others said came of changes this person co-leads, of the classes that a co-lead confirms."""
    led = Change.objects.filter(
        co_leads__person=person, co_leads__accepted_at__isnull=False, co_leads__declined_at=None, co_leads__left_at=None
    )
    rows = Benefit.objects.unchecked().filter(work_room="changes", work_id__in=led.values("public_id"))
    return rows.exclude(kind__in=CHECKED_BY).exclude(claimed_by=person)


def pauses_overdue(at: datetime, limit: int = 200) -> list[Pause]:
    """Open pauses whose day has passed and of which nobody was reminded yet."""
    said = Event.objects.filter(
        kind=PAUSE_OVERDUE.code, room="changes", subject_id=OuterRef("change__public_id"), at__gte=OuterRef("at")
    )
    rows = Pause.objects.filter(answered_at=None, due_on__lt=london_day(at), change__stopped_at=None).exclude(
        Exists(said)
    )
    return list(rows.select_related("change", "person").order_by("due_on")[:limit])


def was_reminded(pause: Pause) -> bool:
    about = Event.objects.filter(kind=PAUSE_OVERDUE.code, room="changes", subject_id=pause.change.public_id)
    return about.filter(at__gte=pause.at).exists()
