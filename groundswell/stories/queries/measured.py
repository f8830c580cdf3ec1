"""What the room of figures reads here: which place took up whose work. No name, no word that anybody typed."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from groundswell.stories.models import Adoption


class TakenUp(NamedTuple):
    """That the work of one place was taken up at another."""

    told_place: int
    told_path: str
    place: int
    path: str


def taken_up_measured(organisation: int, until: datetime) -> list[TakenUp]:
    """What an organisation took up before `until`, and what others took up of its work."""
    mine = Q(organisation=organisation) | Q(story__change__organisation=organisation)
    rows = Adoption.objects.filter(mine, at__lt=until).order_by("at", "pk")
    names = ("story__change__place_id", "story__change__place__path", "place_id", "place__path")
    return [TakenUp._make(row) for row in rows.values_list(*names).iterator()]
