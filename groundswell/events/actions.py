"""Record what happened, in the same transaction as the deed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from groundswell.events import letters, queries, rhythm
from groundswell.events.kinds import Kind, Part, Subject
from groundswell.events.models import Credit, Event, Notice, NoticeChoice, Rhythm
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place
from groundswell.post import actions as post

WEEKLY = "events.weekly"
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
    """In the product at once; by mail at once or in the weekly letter, when the person wants letters."""
    if not kind.notice or not people:
        return
    choices = {c.person_id: c for c in queries.among(NoticeChoice.objects.filter(notice=kind.notice), people)}
    silent = NoticeChoice(in_product=True, by_mail=True)
    chosen = {person.pk: choices.get(person.pk, silent) for person in people}
    mailed = [person for person in people if chosen[person.pk].by_mail and person.is_active]
    weekly = () if kind.straight_away else mailed
    told = [person for person in people if chosen[person.pk].in_product or person in weekly]
    Notice.objects.bulk_create([
        Notice(person=person, event=event, at=event.at, shown=chosen[person.pk].in_product) for person in told
    ])  # fmt: skip
    if mailed:
        rhythms = queries.rhythms_of(mailed)
        if kind.straight_away:
            for person in mailed:
                there = str(kind.there) if person in asked else ""
                _mail(event, person, there, rhythm.after_quiet(rhythms[person.pk], event.at))
        else:
            _plan(rhythms.values(), event.at)


def _mail(event: Event, person: Person, there: str, at: datetime) -> None:
    """Only that something happened, where to read it and what can be done there: what people typed does not travel by mail."""
    lines = [event.letter, f"Read it: {settings.BASE_ADDRESS}{event.opens}", there, _choose_here()]
    body = "\n\n".join(line for line in lines if line)
    post.send(key=f"event-{event.pk}-{person.public_id}", to=person.email, subject=event.letter, body=body, at=at)


def _choose_here() -> str:
    return f"You can choose what you hear of, and when: {settings.BASE_ADDRESS}/me/notices/\n"


def plan_weekly(*, person: Person, at: datetime) -> None:
    """For a room above that has something to say in the next weekly letter, and in those after it."""
    _plan(queries.rhythms_of([person]).values(), at)


def _plan(rhythms: Iterable[Rhythm], at: datetime) -> None:
    """Leave a job for the next weekly letter of each, once a letter."""
    found = [(each.person, due) for each in rhythms if (due := rhythm.next_weekly(each, at))]
    post.enqueue_all(
        [
            (f"weekly-{who.public_id}-{due:%Y%m%d%H}", {"person": who.public_id, "due": due.isoformat()}, due)
            for who, due in found
        ],
        kind=WEEKLY,
    )


@transaction.atomic
def send_weekly(*, person: str, due: datetime, at: datetime) -> bool:
    """One letter about what somebody was told and has not read. None when there is nothing, or the letter was turned off or moved."""
    who = Person.objects.filter(public_id=person, is_active=True).first()
    if who is None or rhythm.next_weekly(queries.rhythms_of([who])[who.pk], due - timedelta(seconds=1)) != due:
        return False
    found = queries.for_weekly_letter(who, at)
    sections = [lines for section in letters.sections if (lines := section(who, at)) is not None]
    if sections:
        plan_weekly(person=who, at=at)
    more = [line for lines in sections for line in lines]
    if not found and not more:
        return False
    Notice.objects.filter(pk__in=[row.pk for row in found]).update(mailed_at=at)
    subject, body = letters.weekly([row.event for row in found], more, _choose_here())
    post.send(key=f"weekly-{who.public_id}-{due:%Y%m%d%H}", to=who.email, subject=subject, body=body, at=at)
    return True


@transaction.atomic
def choose_rhythm(
    *,
    person: Person,
    weekly_on: int | None,
    weekly_hour: int,
    quiet_from: int | None,
    quiet_until: int | None,
    at: datetime,
) -> None:
    """When letters come from now on. What waits for a weekly letter waits for the new day."""
    hours = {"weekly_hour": weekly_hour, "quiet_from": quiet_from, "quiet_until": quiet_until}
    row, _new = Rhythm.objects.update_or_create(person=person, defaults={"weekly_on": weekly_on} | hours)
    _plan([row], at)


def read_all(*, person: Person, at: datetime) -> int:
    """Mark every notice of a person as read; how many were new."""
    return Notice.objects.filter(person=person, shown=True, read_at=None).update(read_at=at)


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
        "when_letters_come": list(
            Rhythm.objects.filter(person=person).values("weekly_on", "weekly_hour", "quiet_from", "quiet_until")
        ),
    }


@transaction.atomic
def forget(*, person: Person, at: datetime) -> None:
    """What a person was told goes; where the log wrote their name it says "a colleague". The log itself stays."""
    Notice.objects.filter(person=person).delete()
    NoticeChoice.objects.filter(person=person).delete()
    Rhythm.objects.filter(person=person).delete()
    if person.name:
        for fact in NAMES:
            for event in Event.objects.filter(**{f"facts__{fact}": person.name}):
                event.facts[fact] = "a colleague"
                event.save(update_fields=["facts"])
