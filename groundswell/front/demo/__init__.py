"""The demonstration: a cast of nine, what they noticed, and real published figures of where they work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime


def load(progress: Callable[[int, int, str], None] | None = None, at: datetime | None = None) -> None:
    """Build the demonstration as it would have happened up to `at` (now when not said), through the product's own verbs.

    The organisations must have been loaded before. Nothing is loaded twice.
    """
    from groundswell.front.demo import loader  # the cast is also read where no database is ready

    loader.load(progress=progress, at=at)
