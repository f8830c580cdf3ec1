"""The tick: what falls due in every room, then the letters and jobs that wait. Safe to run twice, even at once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from groundswell.post import actions as post

log = logging.getLogger(__name__)


def tick(at: datetime) -> dict[str, int]:
    """Do what is due at `at`; how much was done in each room. A room that fails does not stop the others."""
    verbs = {name: jobs.due for name, jobs in rooms_with_jobs().items()} | {"post": post.work}
    return {name: _room(verb, name, at) for name, verb in verbs.items()}


@cache
def rooms_with_jobs() -> dict[str, ModuleType]:
    """Rooms that have a `jobs.py` with a verb `due(at)`, from the lowest up. Loading them declares which jobs there are."""
    names = [room for room in settings.ROOMS if room != "front" and find_spec(f"groundswell.{room}.jobs")]
    return {name: import_module(f"groundswell.{name}.jobs") for name in names}


def _room(due: Callable[[datetime], int], name: str, at: datetime) -> int:
    try:
        return int(due(at) or 0)
    except Exception:  # the next tick tries again, with a new connection where this one broke
        log.exception("what was due in a room failed", extra={"room": name})
        close_old_connections()
        return 0


def keep_ticking(seconds: float, stop: threading.Event) -> None:
    """Tick, wait, tick again, until `stop` is set."""
    while not stop.is_set():
        close_old_connections()
        tick(timezone.now())
        stop.wait(seconds)
