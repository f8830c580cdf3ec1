"""Readers of the log."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from groundswell.events.kinds import Subject
from groundswell.events.models import Credit, Event, Notice
from groundswell.people.models import Person

LONGEST = 200  # lines of time are read by people


def about(*subjects: Subject, limit: int = LONGEST) -> list[Event]:
    """The line of time of one or more subjects, newest first."""
    wanted = Q(pk__in=[])
    for subject in subjects:
        wanted |= Q(room=subject.room, subject_id=subject.id)
    return list(Event.objects.filter(wanted).select_related("actor").order_by("-at", "-pk")[:limit])


def credits_of(person: Person, limit: int = LONGEST) -> QuerySet[Credit]:
    """What a person played a part in, newest first, for that person's own eyes."""
    return (
        Credit.objects.filter(person=person)
        .select_related("event", "event__actor")
        .order_by("-at", "-pk")[:limit]
    )


def notices_of(person: Person, limit: int = 50) -> list[Notice]:
    rows = Notice.objects.filter(person=person).select_related("event", "event__actor")
    return list(rows.order_by("-at", "-pk")[:limit])


def unread_count(person: Person) -> int:
    return Notice.objects.filter(person=person, read_at=None).count()


def latest_about(subjects: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Event]:
    """The newest event of each subject, given as (room, id) pairs; one query."""
    wanted = Q(pk__in=[])
    for room, subject_id in subjects:
        wanted |= Q(room=room, subject_id=subject_id)
    rows = Event.objects.filter(wanted).select_related("actor").order_by("at", "pk")
    return {(row.room, row.subject_id): row for row in rows}
