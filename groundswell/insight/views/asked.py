"""Which place and month a page of figures is asked for. Reading a page makes nothing: the figures of a month are made by the tick."""

from __future__ import annotations

from django.http import HttpRequest

from groundswell.enabling.queries import place_measured_for
from groundswell.insight import queries
from groundswell.insight.models import Snapshot
from groundswell.insight.months import parsed
from groundswell.places.models import Place


def asked_for(request: HttpRequest, key: str) -> tuple[Place, Snapshot | None]:
    place = place_measured_for(request.person, key)  # type: ignore[attr-defined]
    return place, queries.snapshot_of(place, parsed(request.GET.get("month", "")))
