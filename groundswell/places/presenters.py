"""What is seen of a place in a list of results."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.places.models import Place


@dataclass(frozen=True)
class FoundCard:
    key: str
    name: str
    whereabouts: str
    address: str


def found(places: list[Place]) -> list[FoundCard]:
    return [FoundCard(place.key, str(place), place.whereabouts, place.get_absolute_url()) for place in places]
