"""Places that one place may be seen beside, for one month: what each has to compare, never its name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from django.db.models import F

from groundswell.events import queries as events
from groundswell.insight.models import Snapshot
from groundswell.places.models import Kind, Place
from groundswell.ui.formats import london_day

INSIDE = (Kind.SITE, Kind.DIVISION, Kind.DIRECTORATE)  # what is compared inside an organisation; a ward is not
STARTING = timedelta(days=365)
MOST = 500


class Peer(NamedTuple):
    """What the snapshot of one place has. `units`: its teams, as coverage keeps them; `at_once`: changes that went at once."""

    is_own: bool
    is_starting: bool
    staff: int
    parent_staff: int | None
    heads: int | None
    parent_heads: int | None
    units: list[dict[str, Any]]
    at_once: dict[str, Any] | None


def is_compared(place: Place) -> bool:
    """Whether places of its kind are compared at all."""
    return place.organisation_id == place.pk or place.kind in INSIDE


def peers_of(place: Place, snapshot: Snapshot | None) -> list[Peer]:
    """The place itself and those of its kind, in no order of value: in its organisation, or in this installation for a whole one."""
    if snapshot is None or not is_compared(place):
        return []
    rows = Snapshot.objects.filter(month=snapshot.month, place__kind=place.kind)
    alone = place.organisation_id == place.pk
    rows = rows.filter(place__organisation=F("place") if alone else place.organisation_id)
    names = (
        "place_id", "place__organisation", "staff", "parent_staff", "leadership__staff", "leadership__parent_staff",
        "leadership__coverage__units", "figures__at_once",
    )  # fmt: skip
    found = list(rows.order_by("place_id").values_list(*names)[:MOST])
    first, since = events.first_days({row[1] for row in found}), snapshot.month - STARTING
    return [
        Peer(pk == place.pk, home not in first or london_day(first[home]) > since, staff, over, heads, over_heads,
             units or [], at_once)
        for pk, home, staff, over, heads, over_heads, units, at_once in found
    ]  # fmt: skip
