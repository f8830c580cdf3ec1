"""Say what follows, once; put it away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groundswell.events.models import Event
from groundswell.growth import queries
from groundswell.growth.models import NextStep
from groundswell.people.models import Person
from groundswell.ui.formats import london_day


@transaction.atomic
def say_next(*, event: Event, at: datetime) -> int:
    """Keep for the owners and the pair what follows from it. Nothing is mailed. Without anything that fits, that it was looked at."""
    people, words = queries.made_by(event)
    about = {
        "room": event.room, "subject_id": event.subject_id, "title": event.title, "address": event.subject.address, "at": at,
        "taken_up": queries.is_taken_up(event),
    }  # fmt: skip
    rows = []
    for person in people:
        fits = queries.next_for(person, words, london_day(at))
        rows += [NextStep(person=person, opportunity=one.opportunity, why=list(one.why), **about) for one in fits]
        if not fits:
            rows.append(NextStep(person=person, **about))
    NextStep.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def put_away(*, person: Person, room: str, subject_id: str, at: datetime) -> int:
    """Not shown any more."""
    rows = NextStep.objects.filter(person=person, room=room, subject_id=subject_id, dismissed_at=None)
    return rows.update(dismissed_at=at)
