"""What the room of figures reads here: plain ids, codes and days of one organisation. No name, no word that anybody typed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from groundswell.changes.models import Change, ChangePlace, Test


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


def places_measured(organisation: int) -> list[At]:
    """Every place of every change that an organisation takes part in."""
    mine = ChangePlace.objects.filter(organisation=organisation).values("change")
    rows = ChangePlace.objects.filter(change__in=mine).order_by("pk").values_list(
        "change__public_id", "place_id", "place__path", "joined_at", "change__stopped_at", "normal_on"
    )  # fmt: skip
    return [At._make(row) for row in rows.iterator()]
