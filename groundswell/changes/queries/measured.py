"""What the room of figures reads here: plain ids, codes and days of one organisation. No name, no word that anybody typed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from groundswell.changes.models import Change, ChangePlace, Decision, Test


class Work(NamedTuple):
    """One change, with the three plain answers."""

    key: str
    path: str
    opened_by: int | None
    opened_at: datetime
    stopped_at: datetime | None
    reversible: bool
    inside_team: bool
    new_risk: bool


class Tried(NamedTuple):
    """One test of a change; `decision` is empty while it runs."""

    work: str
    started_on: date
    ended_on: date | None
    decision: str


class From(NamedTuple):
    """An idea that a change took on: when it was noticed and when it was answered."""

    work: str
    noticed_at: datetime
    heard_at: datetime | None


class At(NamedTuple):
    """A change at one of its places, from the day it joined to the day it was over there, if it is."""

    work: str
    place: int
    path: str
    joined_at: datetime
    stopped_at: datetime | None
    normal_on: date | None


def works_of(organisation: int) -> QuerySet[Any]:
    """The ids of its changes, as a part of other questions."""
    return Change.objects.filter(organisation=organisation).values("public_id")


def works_measured(organisation: int) -> list[Work]:
    rows = Change.objects.filter(organisation=organisation).order_by("opened_at", "pk").values_list(
        "public_id", "place__path", "opened_by_id", "opened_at", "stopped_at", "reversible", "inside_team", "new_risk"
    )  # fmt: skip
    return [Work._make(row) for row in rows.iterator()]


def tests_measured(organisation: int) -> list[Tried]:
    rows = Test.objects.filter(change__organisation=organisation).order_by("started_on", "pk")
    return [
        Tried._make(row)
        for row in rows.values_list("change__public_id", "started_on", "ended_on", "decision").iterator()
    ]


def ideas_taken_on(organisation: int) -> list[From]:
    rows = (
        Change.objects.filter(organisation=organisation).exclude(ideas=None).order_by("ideas__noticed_at", "ideas__pk")
    )
    return [From._make(row) for row in rows.values_list("public_id", "ideas__noticed_at", "ideas__heard_at").iterator()]


def adopted_in_words() -> str:
    """What the log of a test's end says when it was adopted."""
    return str(Decision(Decision.ADOPT).label).split(":")[0].lower()


def plain_works(works: Iterable[str]) -> set[str]:
    """Of some changes, those with three plain answers."""
    plain = Q(reversible=True, inside_team=True, new_risk=False)
    return set(Change.objects.filter(plain, public_id__in=list(works)).values_list("public_id", flat=True))


def ideas_of_works(works: Collection[str] | None, ideas: Collection[str] = ()) -> list[tuple[str, str]]:
    """Which idea each of some changes took on, and which change each of some ideas is part of, as (idea, change). None: of all."""
    wanted = Q() if works is None else Q(public_id__in=works) | Q(ideas__public_id__in=ideas)
    rows = Change.objects.filter(wanted).exclude(ideas=None).order_by("pk", "ideas__pk").distinct()
    return list(rows.values_list("ideas__public_id", "public_id"))


def works_of_ideas(organisation: int) -> dict[str, str]:
    """The change that each idea of an organisation is part of, the first that took it on."""
    rows = Change.objects.filter(ideas__organisation=organisation).order_by("-pk")
    return dict(rows.values_list("ideas__public_id", "public_id"))


def places_measured(organisation: int) -> list[At]:
    """Every place of every change that an organisation takes part in."""
    mine = ChangePlace.objects.filter(organisation=organisation).values("change")
    rows = ChangePlace.objects.filter(change__in=mine).order_by("pk").values_list(
        "change__public_id", "place_id", "place__path", "joined_at", "change__stopped_at", "normal_on"
    )  # fmt: skip
    return [At._make(row) for row in rows.iterator()]
