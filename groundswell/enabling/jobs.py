"""What the tick runs."""

from __future__ import annotations

from datetime import datetime

from groundswell.enabling import actions, queries
from groundswell.post.actions import each
from groundswell.ui.formats import london_day


def due(at: datetime) -> int:
    """Say which promises were broken, pass up what nobody answered, decided or showed, warn before the next. How much was done."""
    today = london_day(at)
    broken = each(
        queries.with_broken_promises(today), lambda made: actions.break_promise(made=made, at=at), what="broken"
    )
    climbed = each(queries.to_climb(today), lambda ask: actions.climb(ask=ask, at=at), what="climb")
    warned = each(queries.to_warn(today), lambda ask: actions.warn(ask=ask, at=at), what="warn")
    decided = each(
        queries.due_before(today), lambda row: actions.clock_ran_out(permission=row, at=at), what="permission"
    )
    shown = each(queries.rules_due_before(today), lambda row: actions.rule_clock(challenge=row, at=at), what="rule")
    told = each(
        queries.rules_to_warn(today), lambda row: actions.warn_of_rule(challenge=row, at=at), what="rule warned"
    )
    return broken + climbed + warned + decided + shown + told
