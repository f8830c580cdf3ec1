"""Say what follows, once; put it away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from groundswell.events.models import Event
from groundswell.growth import queries, rules
from groundswell.growth.models import NextStep, Opportunity
from groundswell.people.models import Person
from groundswell.ui.formats import london_day


@transaction.atomic
def say_next(*, event: Event, at: datetime) -> int:
    """Keep for the owners and the pair what follows from it. Nothing is mailed. Without anything that fits, that it was looked at."""
    people, words = queries.made_by(event.room, event.subject_id)
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


def follow(*, offer: Opportunity, at: datetime) -> int:
    """Say it to those for whom something became real not long ago, beside what was said then. How many."""
    rows = []
    for row in queries.real_since(at - rules.FOLLOWS_FOR):
        _people, words = queries.made_by(row.room, row.subject_id)
        for one in queries.next_for(row.person, words, london_day(at), only=offer):
            row.opportunity, row.why, row.at = offer, list(one.why), at
            rows.append(row)
    NextStep.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def put_away(*, person: Person, room: str, subject_id: str, at: datetime) -> int:
    """Not shown any more, nor said again beside anything else."""
    shown = NextStep.objects.filter(person=person, dismissed_at=None)
    these = Q(room=room, subject_id=subject_id)
    same = list(shown.filter(these, opportunity__isnull=False).values_list("opportunity", flat=True))
    return shown.filter(these | Q(opportunity__in=same)).update(dismissed_at=at)
