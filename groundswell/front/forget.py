"""Forget a person in every room, all or nothing. What the team did stays, by "a colleague"."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groundswell.front.export import rooms_that
from groundswell.people.models import Person

CONDUCTED_BY_PEOPLE = ("post",)  # letters go by address, which only the room of people knows until it forgets


@transaction.atomic
def forget(*, person: Person, at: datetime) -> None:
    """From the highest room down, so that the name is known until the last room has used it."""
    for room, actions in reversed(list(rooms_that("forget"))):
        if room not in CONDUCTED_BY_PEOPLE:
            actions.forget(person=person, at=at)
