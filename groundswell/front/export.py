"""Everything held about a person, asked room by room."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings

from groundswell.people.models import Person


def everything(person: Person) -> dict[str, Any]:
    """One entry a room; a room that keeps nothing of a person has none."""
    return {room: actions.export(person=person) for room, actions in rooms_that("export")}


def rooms_that(verb: str) -> Iterator[tuple[str, Any]]:
    """Rooms whose actions have that verb, from the lowest up."""
    for room in settings.ROOMS:
        name = f"groundswell.{room}.actions"
        if find_spec(name) and hasattr(actions := import_module(name), verb):
            yield room, actions
