"""What the tick runs."""

from __future__ import annotations

from datetime import datetime

from groundswell.enabling import actions, queries
from groundswell.ui.formats import london_day


def due(at: datetime) -> int:
    """Say which promises were broken, pass up what nobody answered or decided, warn before the next. How much was done."""
    today = london_day(at)
    broken = sum(actions.break_promise(made=made, at=at) for made in queries.with_broken_promises(today))
    climbed = sum(actions.climb(ask=ask, at=at) for ask in queries.to_climb(today))
    warned = sum(actions.warn(ask=ask, at=at) for ask in queries.to_warn(today))
    decided = sum(actions.clock_ran_out(permission=row, at=at) for row in queries.due_before(today))
    return broken + climbed + warned + decided
