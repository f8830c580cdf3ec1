"""The snapshots that were made, and what every figure of a month needs: who worked where, and when the month ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from groundswell.changes import queries as changes
from groundswell.enabling import queries as enabling
from groundswell.events import queries as events
from groundswell.events.kinds import Subject
from groundswell.insight.models import Round, Snapshot
from groundswell.insight.months import months_back
from groundswell.places.models import Place
from groundswell.ui.formats import LONDON, london_day


def snapshot_of(place: Place, month: date | None) -> Snapshot | None:
    """The figures of a place for a month, or its newest."""
    rows = Snapshot.objects.filter(place=place)
    return (rows.filter(month=month) if month else rows).order_by("-month").first()


def teams_of(snapshot: Snapshot | None) -> dict[int, Place]:
    """The places that the figures of leadership name, each with the place above it, by id. One query."""
    found = snapshot.leadership if snapshot else {}
    units = found["coverage"]["units"] if found else []
    wanted = {team for unit in units for team in unit["teams"]} | {row[0] for row in found.get("beside", [])}
    return Place.objects.select_related("parent").in_bulk(list(wanted))


def divisions_of(snapshot: Snapshot | None, teams: Mapping[int, Place]) -> dict[int, Snapshot]:
    """The snapshots of the places above the teams of a place, of the same month, by place. None for one team alone."""
    above = {place.parent_id for place in teams.values() if place.parent_id}
    if snapshot is None or "spent" in snapshot.leadership or not above:
        return {}
    return {row.place_id: row for row in Snapshot.objects.filter(month=snapshot.month, place__in=above)}


def changes_named_for(person: Any, snapshot: Snapshot | None) -> dict[str, Subject]:
    """The changes that the figures of a team name, as far as somebody may see them, by key. One query, for a team alone."""
    keys = [spent[0] for spent in snapshot.leadership.get("spent", [])] if snapshot else []
    return changes.subjects_among(person, keys) if keys else {}


def months_of(place: Place, limit: int = 36) -> list[date]:
    """The months for which there are figures, newest first."""
    return list(Snapshot.objects.filter(place=place).order_by("-month").values_list("month", flat=True)[:limit])


def is_finished(month: date) -> bool:
    return Round.objects.filter(month=month).exists()


def missing(last: date) -> list[tuple[int, date]]:
    """Organisations where something happened, and the months for which they have no figures: newest months first."""
    made = set(
        Snapshot.objects.filter(
            month__lte=last, month__gte=months_back(last, date.min)[-1], place__in=(began := events.first_days())
        ).values_list("place", "month")
    )
    wanted = [(home, month) for home, first in began.items() for month in months_back(last, london_day(first))]
    return sorted((one for one in wanted if one not in made), key=lambda one: (-one[1].toordinal(), one[0]))


def staff_by_place(home: Place, month: date) -> dict[int, frozenset[int]]:
    """Who works at each place and below it on that day, as plain numbers to be counted, by the id of the place."""
    heads: defaultdict[int, set[int]] = defaultdict(set)
    for row in enabling.members_measured(home.pk, end_of(month)):
        for place in above_of(row.path[row.path.index(f"/{home.pk}/") :]):
            heads[place].add(row.person)
    return {place: frozenset(people) for place, people in heads.items()}


def above_of(path: str) -> list[int]:
    """Ids of a place and of those above it, from its path."""
    return [int(part) for part in path.strip("/").split("/") if part]


def end_of(month: date) -> datetime:
    """The first moment after a day, in London."""
    return datetime.combine(month + timedelta(days=1), time(), LONDON)


def place_by_id(number: int) -> Place:
    return Place.objects.get(pk=number)
