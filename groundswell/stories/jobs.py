"""What the tick runs."""

from __future__ import annotations

from datetime import datetime

from groundswell.post.actions import each
from groundswell.stories import actions, queries


def due(at: datetime) -> int:
    """Say that a place which took something up has its first reading, and move ideas on to *spread*; how many.

    Readings are entered in `measures`, which lies below and knows nothing of stories, and must not call up. So the
    tick looks: a few minutes' delay is nobody's loss. It also finds the other order, a reading first and *normal
    practice* at home later. Bringing a result back looks at once, because then people are looking. Safe to run twice.
    """
    return each(
        queries.counting_unsaid(),
        lambda adoption: actions.say_first_reading(adoption=adoption, at=at),
        what="first reading",
    ) + each(queries.waiting_to_spread(), lambda adoption: actions.spread(adoption=adoption, at=at), what="spread")
