"""What the tick runs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from groundswell.ideas import actions, queries
from groundswell.ideas.actions.telling import TELL_HELD
from groundswell.ideas.meaning import working_out
from groundswell.post.actions import handles


def due(at: datetime) -> int:
    """Show what waited, ask owners whose keeper is gone, ask who is next, remove what nobody confirmed.

    Wipe counts that are over and work out meanings. How much was done. Safe to run twice.
    """
    for idea in (waited := queries.waiting_too_long(at)):
        actions.show(idea=idea)
    asked = sum(actions.ask_owner(idea=idea, at=at) for idea in queries.keepers_gone(at))
    stepped = sum(actions.pass_on(idea=idea, at=at) for idea in queries.to_pass_on(at))
    removed = sum(actions.remove(idea=idea, at=at) for idea in queries.unconfirmed_over(at))
    return len(waited) + asked + stepped + removed + actions.wipe_counts(at=at) + working_out.due(at)


@handles(TELL_HELD)
def tell_held(data: dict[str, Any], at: datetime) -> None:
    """Write to an owner whose name is held."""
    actions.tell_sealed(data["idea"])
