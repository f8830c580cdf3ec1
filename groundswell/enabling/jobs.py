"""What the tick runs."""

from __future__ import annotations

from datetime import datetime

from groundswell.enabling import actions, queries
from groundswell.post.actions import each
from groundswell.ui.formats import london_day


def due(at: datetime) -> int:
    """Say which promises were broken, pass up what nobody answered or decided, warn before the next. How much was done."""
    today = london_day(at)
    broken = each(
        queries.with_broken_promises(today), lambda made: actions.break_promise(made=made, at=at), what="broken"
    )
    climbed = each(queries.to_climb(today), lambda ask: actions.climb(ask=ask, at=at), what="climb")
    warned = each(queries.to_warn(today), lambda ask: actions.warn(ask=ask, at=at), what="warn")
    decided = each(
        queries.due_before(today), lambda row: actions.clock_ran_out(permission=row, at=at), what="permission"
    )
    return broken + climbed + warned + decided
