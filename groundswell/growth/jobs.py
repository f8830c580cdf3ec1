"""What the tick runs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from groundswell.growth import actions, queries, rules
from groundswell.growth.actions.opportunities import FOLLOW
from groundswell.growth.models import Opportunity
from groundswell.post.actions import each, handles
from groundswell.ui.formats import london_day

LOOKED_BACK = timedelta(
    days=7
)  # the tick looks at each thing once; a week's worth when it stood still; then `follow` does
AT_LEAST = timedelta(days=rules.ANSWERED_WITHIN)


@handles(FOLLOW, about="Saying for whom an opportunity could come next", long=True)
def follow(data: dict[str, Any], at: datetime) -> None:
    for offer in Opportunity.objects.filter(public_id=data["offer"], closed_at=None):
        actions.follow(offer=offer, at=at)


def due(at: datetime) -> int:
    """Remind whoever was silent for five working days; say what follows from what became real. How much was done."""
    today = london_day(at)
    silent = [step for step in queries.silent_since(at - AT_LEAST) if rules.remind_after(step.at) < today]
    reminded = each(silent, lambda step: actions.remind(step=step, at=at), what="step in")
    real = queries.became_real(at - LOOKED_BACK)
    over = each(queries.mentoring_over(today), lambda row: actions.mentoring_is_over(row=row, at=at), what="mentoring")
    return reminded + over + each(real, lambda event: actions.say_next(event=event, at=at), what="next step")
