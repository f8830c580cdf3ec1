"""What the room of figures reads here: plain ids and days of one organisation. No name, no word that anybody typed."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from groundswell.ideas.models import Idea


class Raised(NamedTuple):
    """One idea. `owner` is empty where the name is hidden; `heard_by` where whoever answered was forgotten."""

    key: str
    path: str
    owner: int | None
    noticed_at: datetime
    heard_at: datetime | None
    heard_by: int | None
    fixed_at: datetime | None


def ideas_measured(organisation: int) -> list[Raised]:
    rows = Idea.objects.shown().filter(organisation=organisation).order_by("noticed_at", "pk")
    names = ("public_id", "place__path", "owner_id", "noticed_at", "heard_at", "heard_by_id", "fixed_at")
    return [Raised._make(row) for row in rows.values_list(*names).iterator()]
