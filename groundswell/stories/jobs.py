"""What the tick runs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from groundswell.post.actions import each, handles
from groundswell.stories import actions, queries
from groundswell.stories.actions.calls import TELL
from groundswell.stories.models import Call


@handles(TELL, about="Telling the places a call is for")
def tell_of_call(data: dict[str, Any], at: datetime) -> None:
    """Once: the job is one a call."""
    for call in Call.objects.filter(public_id=data["call"]).select_related("place"):
        actions.tell_of_call(call=call, at=at)


def due(at: datetime) -> int:
    """Move ideas on to *spread* once a place that took them up has a reading of its own; how many moved.

    Readings are entered in `measures`, which lies below and knows nothing of stories, and must not call up. So the
    tick looks: a few minutes' delay is nobody's loss. It also finds the other order, a reading first and *normal
    practice* at home later. Bringing a result back looks at once, because then people are looking. Safe to run twice.
    """
    return each(queries.waiting_to_spread(), lambda adoption: actions.spread(adoption=adoption, at=at), what="spread")
