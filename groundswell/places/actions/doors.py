"""Doors for what is not an idea: an organisation says whom it has; that one was used is counted by the week."""

from __future__ import annotations

from datetime import datetime, timedelta

from groundswell.places.models import Door, Place, Route, Routing
from groundswell.ui.formats import london_day


def set_door(*, organisation: Place, route: str, name: str, phone: str, address: str) -> None:
    """Whom the organisation has for this route; nothing typed takes the door away. The caller records who did it."""
    if not (name or phone or address):
        Door.objects.filter(organisation=organisation, route=route).delete()
        return
    said = {"name": name, "phone": phone, "address": address}
    Door.objects.update_or_create(organisation=organisation, route=Route(route), defaults=said)


def note_routing(*, place: Place, route: str, at: datetime) -> None:
    """Keep that something was handed over, and nothing that leads to whom or what."""
    day = london_day(at)
    Routing.objects.create(place=place, route=Route(route), week=day - timedelta(days=day.weekday()))
