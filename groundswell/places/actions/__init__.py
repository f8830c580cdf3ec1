"""Verbs of the room: teams open, close and move; organisations come from ODS files."""

from groundswell.places.actions.doors import note_routing, set_door
from groundswell.places.actions.loading import Loaded, load_ods
from groundswell.places.actions.numbers import set_own_numbers
from groundswell.places.actions.teams import (
    close_place,
    move_place,
    open_place,
    place_elsewhere,
    rename_place,
    say_anew,
)
from groundswell.places.actions.writing import CircularFiles

__all__ = [
    "CircularFiles",
    "Loaded",
    "close_place",
    "load_ods",
    "move_place",
    "note_routing",
    "open_place",
    "place_elsewhere",
    "rename_place",
    "say_anew",
    "set_door",
    "set_own_numbers",
]
