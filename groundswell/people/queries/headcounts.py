"""How many people work where, as the organisation said it last."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from groundswell.people.models import Headcount, StaffGroup
from groundswell.people.sight import organisation_id
from groundswell.places.models import Place


def places_inside(place: Place) -> list[Place]:
    """Open places below it in the same organisation, in the order of their names."""
    below = Place.objects.under(place).open_places().filter(organisation=organisation_id(place))
    return list(below.exclude(pk=place.pk).order_by("name", "pk"))


def headcounts_of(places: Iterable[Place | int], on: date) -> dict[int, dict[StaffGroup, Headcount]]:
    """What held on a day, by the id of the place and the staff group, in the order of the groups. One query.

    A place of which nobody has said anything is not there.
    """
    return _held(Headcount.objects.filter(place__in=list(places)), on)


def all_headcounts(on: date) -> dict[int, dict[StaffGroup, Headcount]]:
    """The same of every place."""
    return _held(Headcount.objects.all(), on)


def _held(said: QuerySet[Headcount], on: date) -> dict[int, dict[StaffGroup, Headcount]]:
    rows = said.filter(since__lte=on).order_by("since", "pk")
    found: dict[int, dict[StaffGroup, Headcount]] = {}
    for row in rows:
        found.setdefault(row.place_id, {})[StaffGroup(row.staff_group)] = row
    order = list(StaffGroup)
    return {place: dict(sorted(rows.items(), key=lambda row: order.index(row[0]))) for place, rows in found.items()}
