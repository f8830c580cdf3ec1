"""What the tick runs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from groundswell.ideas import actions, queries
from groundswell.ideas.actions.telling import TELL_HELD
from groundswell.ideas.meaning import working_out
from groundswell.post.actions import each, handles


def due(at: datetime) -> int:
    """Show what waited, ask owners whose keeper is gone, ask who is next, remove what nobody confirmed.

    Wipe counts that are over and work out meanings. How much was done. Safe to run twice.
    """
    shown = each(queries.waiting_too_long(at), lambda idea: actions.show(idea=idea), what="show")
    asked = each(queries.keepers_gone(at), lambda idea: actions.ask_owner(idea=idea, at=at), what="ask_owner")
    stepped = each(queries.to_pass_on(at), lambda idea: actions.pass_on(idea=idea, at=at), what="pass_on")
    removed = each(queries.unconfirmed_over(at), lambda idea: actions.remove(idea=idea, at=at), what="remove")
    return shown + asked + stepped + removed + actions.wipe_counts(at=at) + working_out.due(at)


@handles(TELL_HELD, about="A letter to somebody whose name is held")
def tell_held(data: dict[str, Any], at: datetime) -> None:
    """Write to an owner whose name is held."""
    actions.tell_sealed(data["idea"])
