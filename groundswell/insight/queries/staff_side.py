"""Which organisations have the agreement of their staff side."""

from __future__ import annotations

from groundswell.insight.models import StaffSide
from groundswell.places.models import Place


def agreement_of(home: Place) -> StaffSide | None:
    return StaffSide.objects.filter(place=home).first()


def organisations_agreed() -> frozenset[int]:
    return frozenset(StaffSide.objects.values_list("place_id", flat=True))
