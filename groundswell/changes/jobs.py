"""What the tick runs."""

from __future__ import annotations

from datetime import datetime

from groundswell.changes import actions, queries
from groundswell.post.actions import each


def due(at: datetime) -> int:
    """Remind of pauses for safety, empty the seats of leads whose post ended, ask those whose post ends soon. How much was done."""
    reminded = each(queries.pauses_overdue(at), lambda pause: actions.remind_of_pause(pause=pause, at=at), what="pause")
    ended = each(queries.posts_ended(at), lambda row: actions.end_seat(co_lead=row, at=at), what="post ended")
    asked = each(queries.posts_ending(at), lambda row: actions.ask_who_carries_on(co_lead=row, at=at), what="post ends")
    return reminded + ended + asked
