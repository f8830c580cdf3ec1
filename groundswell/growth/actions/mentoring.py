"""Ask for a mentor, answer, log time, end with thanks. Each is told to the other of the two, and stands on no line of a place."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from groundswell.enabling.models import OfferOfTime
from groundswell.events import actions as events
from groundswell.events.kinds import Part
from groundswell.growth import kinds, queries, rules
from groundswell.growth.models import Answer, Mentoring, Session
from groundswell.people.models import Person
from groundswell.talk import actions as talk
from groundswell.ui.formats import london_day


@transaction.atomic
def ask_mentor(
    *, offer: OfferOfTime, topic: str, words: str, ends_on: date, by: Person, at: datetime
) -> Mentoring:  # fmt: skip
    """One tap with a line, to whoever offered an hour. The last day is part of it."""
    mentor = Person.objects.select_for_update().get(pk=offer.person_id)
    rules.may_ask_mentor(mentor, by, queries.between(mentor, by, topic)).or_refuse()
    rules.end_fits(ends_on, london_day(at)).or_refuse()
    row = Mentoring.objects.create(
        mentor=mentor, mentee=by, topic=topic, place=offer.place, words=words, asked_at=at, ends_on=ends_on
    )
    events.record(kinds.MENTORING_ASKED, subject=row.subject, place=None, at=at, by=by, asked=[mentor])
    return row


@transaction.atomic
def answer_mentee(
    *, row: Mentoring, answer: str, reply: str, ends_on: date | None = None, by: Person, at: datetime
) -> None:  # fmt: skip
    """Yes until a last day, or not now with a line. The mentor has the credit."""
    row = Mentoring.objects.select_for_update(of=("self",)).select_related("mentee").get(pk=row.pk)
    rules.may_answer_mentee(row, by).or_refuse()
    row.answer, row.reply, row.answered_at = answer, reply, at
    if answer == Answer.YES:
        row.ends_on = ends_on or row.ends_on
        rules.end_fits(row.ends_on, london_day(at)).or_refuse()
        kind, credits = kinds.MENTORING_AGREED, [(by, Part.MENTOR)]
    else:
        row.ended_at = at
        kind, credits = kinds.MENTORING_NOT_NOW, []
    row.save(update_fields=["answer", "reply", "answered_at", "ends_on", "ended_at"])
    events.record(kind, subject=row.subject, place=None, at=at, by=by, tell=[row.mentee], credits=credits)


@transaction.atomic
def log_session(*, row: Mentoring, on: date, minutes: int, by: Person, at: datetime) -> Session:
    """Time given on one day, by either; both see it."""
    rules.may_log(row, by, on, london_day(at)).or_refuse()
    return Session.objects.create(mentoring=row, on=on, minutes=minutes, by=by, at=at)


@transaction.atomic
def strike_session(*, row: Mentoring, public_id: str, by: Person) -> int:
    """Logged by mistake: whoever logged it takes it out."""
    rows, _by_model = Session.objects.filter(mentoring=row, public_id=public_id, by=by).delete()
    return rows


@transaction.atomic
def end_mentoring(*, row: Mentoring, thanks: str, by: Person, at: datetime) -> None:
    """By either. Thanks are kept with what the other was thanked for."""
    row = Mentoring.objects.select_for_update(of=("self",)).select_related("mentor", "mentee", "place").get(pk=row.pk)
    rules.may_end_mentoring(row, by).or_refuse()
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    other = row.other(by)
    events.record(kinds.MENTORING_ENDED, subject=row.subject, place=None, at=at, by=by, tell=[other])
    if thanks and other:
        talk.thank(subject=row.subject, place=row.place, to=other, by=by, at=at, words=thanks)


@transaction.atomic
def mentoring_is_over(*, row: Mentoring, at: datetime) -> bool:
    """The agreed day has passed."""
    row = Mentoring.objects.select_for_update(of=("self",)).select_related("mentor", "mentee").get(pk=row.pk)
    if row.ended_at:
        return False
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    events.record(kinds.MENTORING_OVER, subject=row.subject, place=None, at=at, tell=[row.mentor, row.mentee])
    return True
