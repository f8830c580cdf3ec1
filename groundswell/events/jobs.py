"""What the worker does for this room."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from groundswell.events import actions
from groundswell.post.actions import handles


@handles(actions.WEEKLY, about="A weekly letter")
def weekly(data: dict[str, Any], at: datetime) -> None:
    actions.send_weekly(person=data["person"], due=datetime.fromisoformat(data["due"]), at=at)


def due(at: datetime) -> int:
    """Nothing by the clock: each weekly letter is a job of its own, left when there is something to tell."""
    return 0
