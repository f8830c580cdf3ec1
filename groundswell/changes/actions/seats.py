"""Two seats, one clinical and one managerial, each accepted by the person in it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groundswell.changes import kinds, queries, rules
from groundswell.changes.actions.moving import hold, record
from groundswell.changes.models import Change, CoLead, Seat
from groundswell.events.kinds import Part
from groundswell.people.models import Person
from groundswell.people.queries import sight

SEAT_PART = {Seat.CLINICAL: Part.CLINICAL_CO_LEAD, Seat.MANAGERIAL: Part.MANAGERIAL_CO_LEAD}


@transaction.atomic
def pair(*, change: Change, seat: str, person: Person, by: Person, at: datetime) -> CoLead:
    """Ask somebody to take a seat. Taking it oneself needs no second yes."""
    hold(change)
    row = _invite(change, seat, person, by, at)
    if person == by:
        accept_pair(co_lead=row, by=by, at=at)
    else:
        facts = {"name": person.called, "seat": row.get_seat_display().lower()}
        record(kinds.SEAT_OFFERED, change, at=at, by=by, tell=[person], facts=facts)
    return row


def _invite(change: Change, seat: str, person: Person, by: Person, at: datetime) -> CoLead:
    taking_part = frozenset(queries.organisations_of(change))
    rules.may_invite(change, person, sight(person), seat, queries.seats_of(change), taking_part).or_refuse()
    return CoLead.objects.create(change=change, seat=seat, person=person, invited_by=by, invited_at=at)


@transaction.atomic
def accept_pair(*, co_lead: CoLead, by: Person, at: datetime) -> None:
    """The person asked says yes."""
    change = _held(co_lead)
    rules.may_answer_invitation(co_lead, by).or_refuse()
    rules.may_sit(change, by, sight(by), co_lead.seat, queries.seats_of(change)).or_refuse()
    co_lead.accepted_at = at
    co_lead.save(update_fields=["accepted_at"])
    record(
        kinds.SEAT_TAKEN, change, at=at, by=by, tell=[co_lead.invited_by],
        credits=[(by, SEAT_PART[Seat(co_lead.seat)])], facts={"seat": co_lead.get_seat_display().lower()},
    )  # fmt: skip


@transaction.atomic
def decline_pair(*, co_lead: CoLead, words: str, by: Person, at: datetime) -> None:
    """Not now, with a word to whoever asked. The seat is empty again, in plain sight."""
    change = _held(co_lead)
    rules.may_answer_invitation(co_lead, by).or_refuse()
    co_lead.declined_at, co_lead.declined_words = at, words
    co_lead.save(update_fields=["declined_at", "declined_words"])
    facts = {"seat": co_lead.get_seat_display().lower()}
    record(kinds.SEAT_DECLINED, change, at=at, by=by, tell=[co_lead.invited_by], facts=facts)


@transaction.atomic
def leave_pair(*, co_lead: CoLead, by: Person, at: datetime) -> None:
    """The seat is empty again; the credit for what was done stays."""
    change = _held(co_lead)
    rules.may_leave(co_lead, by).or_refuse()
    co_lead.left_at = at
    co_lead.save(update_fields=["left_at"])
    record(kinds.SEAT_LEFT, change, at=at, by=by, facts={"seat": co_lead.get_seat_display().lower()})


@transaction.atomic
def hand_over(*, co_lead: CoLead, to: Person, by: Person, at: datetime) -> CoLead:
    """A lead goes and names who carries on: they are asked at once. The credit for what was done stays."""
    change = _held(co_lead)
    rules.may_leave(co_lead, by).or_refuse()
    rules.may_hand_to(by, to).or_refuse()
    co_lead.left_at = at
    co_lead.save(update_fields=["left_at"])
    row = _invite(change, co_lead.seat, to, by, at)
    facts = {"name": to.called, "seat": row.get_seat_display().lower()}
    record(kinds.SEAT_HANDED_OVER, change, at=at, by=by, tell=[to], facts=facts)
    return row


def _held(co_lead: CoLead) -> Change:
    hold(co_lead.change)
    co_lead.refresh_from_db(fields=["accepted_at", "declined_at", "left_at"])
    return co_lead.change


@transaction.atomic
def help_with(*, change: Change, by: Person, at: datetime) -> None:
    """Somebody offers hands and is in the team at once."""
    hold(change)
    rules.may_help(change, by, queries.seats_of(change), queries.team_ids(change)).or_refuse()
    change.helpers.add(by)
    record(kinds.HELPER_JOINED, change, at=at, by=by, credits=[(by, Part.JOINER)])
