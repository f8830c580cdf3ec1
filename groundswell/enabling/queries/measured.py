"""What the room of figures reads here: plain ids, codes and days of one organisation. No name, no word that anybody typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.http import Http404

from groundswell.enabling import rules
from groundswell.enabling.models import (
    Ask,
    AskBehind,
    AskHop,
    Commitment,
    Outcome,
    Permission,
    PermissionHop,
    PermissionPause,
)
from groundswell.people.models import Membership, Person
from groundswell.people.queries import all_headcounts, headcounts_of, organisation_id, sight
from groundswell.people.rules import may_say_headcounts
from groundswell.places.models import Place
from groundswell.ui.formats import london_day
from groundswell.ui.verdicts import Verdict
from groundswell.ui.workdays import due_on


class Asked(NamedTuple):
    """One permission. `path` says where it is asked for; `levels` through whose hands it went, by the day each came to it."""

    id: int
    organisation: int
    path: str
    work: str
    trigger: str
    origin: str
    asked_by: int | None
    asked_at: datetime
    decided_at: datetime | None
    withdrawn_at: datetime | None
    decision: str
    automatic: bool
    working_days: int


class InTheWay(NamedTuple):
    """One ask."""

    id: int
    path: str
    kind: str
    asked_at: datetime
    ended_at: datetime | None


class Promised(NamedTuple):
    """One promise on an ask; at most one of the last four moments is there."""

    path: str
    ask: int
    person: int
    made_at: datetime
    moved_at: datetime | None
    kept_at: datetime | None
    broken_at: datetime | None
    ended_at: datetime | None


class Came(NamedTuple):
    """That something (a permission, an ask) came to a level."""

    to: int
    level: str
    at: datetime


class Waits(NamedTuple):
    """That a piece of work waits for an ask."""

    work: str
    ask: int
    kind: str
    since: datetime
    ended_at: datetime | None


def place_measured_for(person: Person, key: str) -> Place:
    """The place with that key, if its figures are open to `person`; otherwise not found, whatever the reason."""
    rows = Place.objects.select_related("organisation", "parent").filter(key__in={key, key.upper()})
    place = rows.first()
    if place is None or not rules.may_read_figures(organisation_id(place), sight(person)):
        raise Http404
    return place


def team_measured_of(person: Person, place: Place) -> Place | None:
    """Where `person` works at a place or inside it: there itself, else the first of their teams; None for who works elsewhere."""
    here = [at for at in sight(person).places if at.is_under(place) and organisation_id(at) == organisation_id(place)]
    return next((at for at in here if at == place), next(iter(here), None))


def may_say_figures(person: Person, place: Place) -> Verdict:
    """Figures that the organisation says of itself are said by whoever says how many people work there."""
    return may_say_headcounts(sight(person), place)


def may_keep_frameworks(person: Person, home: Place) -> Verdict:
    """Whether somebody keeps the frameworks that an organisation's packs of evidence follow."""
    return rules.may_keep_frameworks(home, sight(person))


def permissions_measured(organisation: int, works: QuerySet[Any]) -> list[Asked]:
    """Asked by the rules of an organisation, or of anybody for `works`; what is only told to somebody is no permission."""
    rows = _permissions(organisation, works).order_by("asked_at", "pk").values_list(
        "pk", "organisation_id", "place__path", "work_id", "trigger", "origin", "asked_by_id", "asked_at", "decided_at",
        "withdrawn_at", "decision", "automatic", "working_days",
    )  # fmt: skip
    return [Asked._make(row) for row in rows.iterator()]


def _permissions(organisation: int, works: QuerySet[Any]) -> QuerySet[Permission]:
    mine = Q(organisation=organisation) | Q(work_room="changes", work_id__in=works)
    return Permission.objects.filter(mine, outcome=Outcome.ASK)


def permission_hops(organisation: int, works: QuerySet[Any]) -> list[Came]:
    rows = PermissionHop.objects.filter(permission__in=_permissions(organisation, works).values("pk")).order_by(
        "at", "pk"
    )
    return [Came._make(row) for row in rows.values_list("permission_id", "level", "at").iterator()]


def permission_pauses(organisation: int, works: QuerySet[Any]) -> list[tuple[int, datetime]]:
    """That something more was needed first: of which permission, and when."""
    rows = PermissionPause.objects.filter(permission__in=_permissions(organisation, works).values("pk")).order_by(
        "at", "pk"
    )
    return list(rows.values_list("permission_id", "at"))


def asks_measured(organisation: int) -> list[InTheWay]:
    rows = Ask.objects.filter(organisation=organisation).order_by("asked_at", "pk")
    return [
        InTheWay._make(row) for row in rows.values_list("pk", "place__path", "kind", "asked_at", "ended_at").iterator()
    ]


def ask_hops(organisation: int, works: QuerySet[Any]) -> list[Came]:
    """Of the asks of an organisation, and of those that `works` wait for."""
    behind = AskBehind.objects.filter(work_room="changes", work_id__in=works).values("ask")
    rows = AskHop.objects.filter(Q(ask__organisation=organisation) | Q(ask__in=behind)).order_by("at", "pk")
    return [Came._make(row) for row in rows.values_list("ask_id", "level", "at").iterator()]


def waits_for_asks(works: QuerySet[Any]) -> list[Waits]:
    """What each of `works` waits or waited for."""
    rows = AskBehind.objects.filter(work_room="changes", work_id__in=works).order_by("since", "pk")
    names = ("work_id", "ask_id", "ask__kind", "since", "ask__ended_at")
    return [Waits._make(row) for row in rows.values_list(*names).iterator()]


def promises_measured(organisation: int) -> list[Promised]:
    rows = Commitment.objects.filter(ask__organisation=organisation).order_by("made_at", "pk")
    names = ("ask__place__path", "ask_id", "person_id", "made_at", "moved_at", "kept_at", "broken_at", "ended_at")
    return [Promised._make(row) for row in rows.values_list(*names).iterator()]


class WorksAt(NamedTuple):
    """One membership at a moment."""

    person: int
    path: str
    staff_group: str
    is_manager: bool


def members_measured(organisation: int, at: datetime) -> list[WorksAt]:
    """Everybody who works in an organisation at a moment, once for each place, the first one first."""
    rows = Membership.objects.current(at).filter(place__organisation=organisation).order_by("person", "since", "pk")
    names = ("person_id", "place__path", "staff_group", "managerial")
    return [WorksAt._make(row) for row in rows.values_list(*names).iterator()]


class Worked(NamedTuple):
    """One membership, over or not. `is_left_out`: this person is in no tie and no step of the map, by their own wish."""

    person: int
    place: int
    staff_group: str
    is_manager: bool
    until: datetime | None
    is_left_out: bool


def everybody_measured(at: datetime, since: datetime) -> list[Worked]:
    """Everybody who works somewhere at a moment, and who left after `since`; once for each place, the first one first."""
    rows = Membership.objects.filter(since__lte=at).exclude(confirmed_at=None).exclude(until__lte=since)
    names = ("person_id", "place_id", "staff_group", "managerial", "until", "person__left_out_of_map")
    return [Worked._make(row) for row in rows.order_by("person", "since", "pk").values_list(*names).iterator()]


def all_heads_measured(on: date) -> dict[int, dict[str, int]]:
    """How many of each staff group work at every place of which somebody said it."""
    return {
        place: {str(group.value): row.heads for group, row in rows.items()}
        for place, rows in all_headcounts(on).items()
    }


class Holder(NamedTuple):
    """At which level a permission or an ask stands, and the last day within its clock (None: an ask has no single one)."""

    level: str
    due: date | None


def holders(permissions: Iterable[str], asks: Iterable[str]) -> dict[str, Holder]:
    """By public id. Two queries for every thousand of them."""
    found: dict[str, Holder] = {}
    for wanted in _thousands(permissions):
        rows = Permission.objects.filter(public_id__in=wanted).values_list(
            "public_id", "level", "asked_at", "working_days"
        )
        found.update({key: Holder(level, due_on(london_day(asked), days)) for key, level, asked, days in rows})
    for wanted in _thousands(asks):
        for key, level in Ask.objects.filter(public_id__in=wanted).values_list("public_id", "level"):
            found[key] = Holder(level, None)
    return found


def _thousands(keys: Iterable[str]) -> Iterator[list[str]]:
    listed = list(dict.fromkeys(keys))
    return (listed[begin : begin + 1_000] for begin in range(0, len(listed), 1_000))


def heads_measured(organisation: int, on: date) -> dict[int, dict[str, int]]:
    """How many of each staff group work at each place of an organisation, as it is said; by the id of the place."""
    places = Place.objects.filter(organisation=organisation).values_list("pk", flat=True)
    said = headcounts_of(list(places), on)
    return {place: {str(group.value): row.heads for group, row in rows.items()} for place, rows in said.items()}
