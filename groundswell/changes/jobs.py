"""What the tick runs."""

from __future__ import annotations

from datetime import datetime

from groundswell.changes import actions, queries
from groundswell.post.actions import each


def due(at: datetime) -> int:
    """Remind of pauses for safety that nobody answered by their day; how many. Safe to run twice: each is said once."""
    return each(queries.pauses_overdue(at), lambda pause: actions.remind_of_pause(pause=pause, at=at), what="pause")
