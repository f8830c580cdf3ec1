"""Record what happened, in the same transaction as the deed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from groundswell.events.kinds import Kind, Part, Subject
from groundswell.events.models import Credit, Event, Notice, NoticeChoice
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place
from groundswell.post import actions as post

NAMES = ("name", "next")  # facts of an event that hold somebody's name


@transaction.atomic
def record(
    kind: Kind,
    *,
    subject: Subject,
    place: Place | None,
    at: datetime,
    by: Person | None = None,
    credits: Iterable[tuple[Person, Part]] = (),
    tell: Iterable[Person | None] = (),
    asked: Iterable[Person | None] = (),
    facts: dict[str, Any] | None = None,
) -> Event:
    """Write the event, its credits and the notices to `asked` and `tell` (never to `by`). Nothing is saved when this fails.

    Whoever is in `asked` can do something about it: their letter says what, in the words of the kind.
    """
    event = Event.objects.create(
        kind=kind.code, room=subject.room, subject_id=subject.id, title=subject.title[:200], address=subject.address,
        place=place, organisation_id=place.organisation_id if place else None, actor=by, facts=facts or {}, at=at,
    )  # fmt: skip
    Credit.objects.bulk_create([_credit(event, person, part, place) for person, part in dict.fromkeys(credits)])
    first = [person for person in dict.fromkeys(asked) if person and person != by]
    _tell(event, kind, list(dict.fromkeys([*first, *(person for person in tell if person and person != by)])), first)
    return event


def _credit(event: Event, person: Person, part: Part, place: Place | None) -> Credit:
    seen = sight(person)
    row = seen.membership_at(place) if place else next(iter(seen.memberships), None)
    if row is None:
        return Credit(event=event, person=person, part=part, at=event.at)
    return Credit(
        event=event, person=person, part=part, at=event.at, place=row.place,
        staff_group=row.staff_group, clinical=row.clinical, managerial=row.managerial,
    )  # fmt: skip


def _tell(event: Event, kind: Kind, people: list[Person], asked: list[Person]) -> None:
    if not kind.notice or not people:
        return
    choices = {c.person_id: c for c in NoticeChoice.objects.filter(person__in=people, notice=kind.notice)}
    silent = NoticeChoice(in_product=True, by_mail=True)
    told = [person for person in people if choices.get(person.pk, silent).in_product]
    Notice.objects.bulk_create([Notice(person=person, event=event, at=event.at) for person in told])
    if kind.straight_away:
        for person in people:
            if choices.get(person.pk, silent).by_mail and person.is_active:
                _mail(event, person, str(kind.there) if person in asked else "")


def _mail(event: Event, person: Person, there: str) -> None:
    """Only that something happened, where to read it and what can be done there: what people typed does not travel by mail."""
    lines = f"{there}\n\n" if there else ""
    body = (
        f"{event.letter}\n\nRead it: {settings.BASE_ADDRESS}{event.opens}\n\n{lines}"
        f"You can choose what you hear of: {settings.BASE_ADDRESS}/me/notices/\n"
    )
    post.send(
        key=f"event-{event.pk}-{person.public_id}",
        to=person.email,
        subject=event.letter,
        body=body,
        at=event.at,
    )


def read_all(*, person: Person, at: datetime) -> int:
    """Mark every notice of a person as read; how many were new."""
    return Notice.objects.filter(person=person, read_at=None).update(read_at=at)


@transaction.atomic
def choose(*, person: Person, notice: str, in_product: bool, by_mail: bool) -> None:
    """What a person wants to hear of from now on."""
    NoticeChoice.objects.update_or_create(
        person=person, notice=notice, defaults={"in_product": in_product, "by_mail": by_mail}
    )


def retitle(*, room: str, subject_id: str, title: str) -> int:
    """Reword the title of a subject everywhere in the log; how many events carried it."""
    return Event.objects.filter(room=room, subject_id=subject_id).update(title=title[:200])


@transaction.atomic
def take_back(*, room: str, subject_id: str, person: Person) -> None:
    """Somebody says that they had no part in it: their credits go, and the log names them "a colleague" there."""
    Credit.objects.filter(event__room=room, event__subject_id=subject_id, person=person).delete()
    for event in Event.objects.filter(room=room, subject_id=subject_id, facts__name=person.called):
        event.facts["name"] = "a colleague"
        event.save(update_fields=["facts"])
    Event.objects.filter(room=room, subject_id=subject_id, actor=person).update(actor=None)


def export(*, person: Person) -> dict[str, Any]:
    """Everything this room keeps about a person, for that person."""
    return {
        "played_a_part": [
            {"at": row.at, "part": row.get_part_display(), "in": row.event.title, "address": row.event.address}
            for row in Credit.objects.filter(person=person).select_related("event").order_by("at", "pk")
        ],
        "was_told": [
            {"at": row.at, "read_at": row.read_at, "of": row.event.sentence, "about": row.event.title}
            for row in Notice.objects.filter(person=person).select_related("event", "event__actor").order_by("at", "pk")
        ],
        "wants_to_hear_of": [
            {"what": row.notice, "here": row.in_product, "by_mail": row.by_mail}
            for row in NoticeChoice.objects.filter(person=person).order_by("pk")
        ],
    }


@transaction.atomic
def forget(*, person: Person, at: datetime) -> None:
    """What a person was told goes; where the log wrote their name it says "a colleague". The log itself stays."""
    Notice.objects.filter(person=person).delete()
    NoticeChoice.objects.filter(person=person).delete()
    if person.name:
        for fact in NAMES:
            for event in Event.objects.filter(**{f"facts__{fact}": person.name}):
                event.facts[fact] = "a colleague"
                event.save(update_fields=["facts"])
