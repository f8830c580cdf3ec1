"""What was counted for a system of organisations: an integrated care board, a region, the nation; and for its parts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from groundswell.insight.models import Counted
from groundswell.insight.queries.tally import NATION
from groundswell.insight.tally.cells import Figures
from groundswell.places.models import Kind, Link, Place

BACK = 24  # months


@dataclass(frozen=True)
class Part:
    """A part of a system, in the order of names. `network`: of a practice, its primary care network."""

    place: Place
    staff: int
    coverage: Sequence[int] | None
    units: Sequence[Sequence[int]]
    network: str = ""


@dataclass(frozen=True)
class System:
    """`history`: coverage of each part by month, oldest first."""

    month: date
    figures: Figures
    parts: list[Part]
    history: dict[int, list[tuple[date, int, int]]]


def system_of(place: Place | None, month: date | None) -> System | None:
    """Of a place, or of the nation; None where nothing was counted. Four questions."""
    rows = Counted.objects.filter(unit=place.pk if place else NATION)
    here = (rows.filter(month=month) if month else rows).order_by("-month").first()
    if here is None:
        return None
    inside = _inside(place)
    names = ("unit", "figures__staff", "figures__coverage", "figures__units")
    counted = Counted.objects.filter(month=here.month, unit__in=[one.pk for one in inside])
    found = {unit: rest for unit, *rest in counted.values_list(*names)}
    networks = _networks([one.pk for one in inside if one.kind == Kind.PRACTICE])
    parts = [
        Part(one, staff or 0, coverage, units or [], networks.get(one.pk, ""))
        for one in inside if one.pk in found
        for staff, coverage, units in (found[one.pk],)
    ]  # fmt: skip
    boards = [part.place.pk for part in parts if part.place.kind == Kind.ICB]
    return System(here.month, here.figures, parts, _history(boards, here.month))


def months_of_system(place: Place | None) -> list[date]:
    rows = Counted.objects.filter(unit=place.pk if place else NATION).order_by("-month")
    return list(rows.values_list("month", flat=True)[:BACK])


def _inside(place: Place | None) -> list[Place]:
    """Boards of the nation or a region (with the region above each); organisations of a board."""
    rows = Place.objects.open_places().select_related("parent").order_by("parent__name", "name", "pk")
    if place is None:
        return list(rows.filter(kind=Kind.ICB))
    if place.kind == Kind.REGION:
        return list(rows.under(place).filter(kind=Kind.ICB))
    return list(rows.under(place).filter(organisation=F("pk")).exclude(pk=place.pk))


def _networks(practices: Collection[int]) -> dict[int, str]:
    rows = (
        Link.objects.filter(place__in=practices, until=None)
        .order_by("since", "pk")
        .values_list("place", "network__name")
    )
    return dict(rows)


def _history(units: Collection[int], until: date) -> dict[int, list[tuple[date, int, int]]]:
    """Teams in which somebody led, and teams, of each month up to one."""
    rows = Counted.objects.filter(unit__in=units, month__lte=until).exclude(figures__coverage=None)
    found: dict[int, list[tuple[date, int, int]]] = {}
    for unit, month, coverage in rows.order_by("month").values_list("unit", "month", "figures__coverage"):
        found.setdefault(unit, []).append((month, coverage[0], coverage[3]))
    return {unit: months[-BACK:] for unit, months in found.items()}
