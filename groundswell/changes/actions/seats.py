"""Two seats, one clinical and one managerial, each accepted by the person in it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groundswell.changes import kinds, queries, rules
from groundswell.changes.actions.moving import hold, record
from groundswell.changes.models import Change, CoLead, Seat
from groundswell.events import actions as events
from groundswell.events.kinds import Kind, Part
from groundswell.people.models import Person, RoleCode
from groundswell.people.queries import holders, sight
from groundswell.ui.addresses import address_of
from groundswell.ui.formats import day

SEAT_PART = {Seat.CLINICAL: Part.CLINICAL_CO_LEAD, Seat.MANAGERIAL: Part.MANAGERIAL_CO_LEAD}


@transaction.atomic
def pair(*, change: Change, seat: str, person: Person, by: Person, at: datetime) -> CoLead:
    """Ask somebody to take a seat. Taking it oneself needs no second yes."""
    hold(change)
    row = _invite(change, seat, person, by, at)
    if person == by:
        accept_pair(co_lead=row, by=by, at=at)
    else:
        record(kinds.SEAT_OFFERED, change, at=at, by=by, tell=[person], facts=_facts(row))
    return row


def _facts(row: CoLead) -> dict[str, str]:
    """Who is asked for which seat, and the page that asks them."""
    return {"name": row.person.called, "seat": row.get_seat_display().lower(), "opens": row.get_absolute_url()}


def _invite(change: Change, seat: str, person: Person, by: Person, at: datetime) -> CoLead:
    for gone in queries.posts_ended(at, change=change):
        end_seat(co_lead=gone, at=at)
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
def suggest(*, co_lead: CoLead, to: Person, by: Person, at: datetime) -> None:
    """Not now, but a colleague might: those who lead the change ask them, or not."""
    change = _held(co_lead)
    rules.may_suggest(co_lead, by, to).or_refuse()
    co_lead.declined_at, co_lead.suggested = at, to
    co_lead.save(update_fields=["declined_at", "suggested"])
    facts = {"name": to.called, "seat": co_lead.get_seat_display().lower()}
    record(kinds.SEAT_SUGGESTED, change, at=at, by=by, tell=[co_lead.invited_by, change.opened_by], facts=facts)


@transaction.atomic
def hand_over(*, co_lead: CoLead, to: Person, by: Person, at: datetime) -> CoLead:
    """A lead goes, or has gone, and names who carries on: they are asked at once. The credit for what was done stays."""
    change = _held(co_lead)
    rules.may_name_next(co_lead, by, queries.seats_of(change), at).or_refuse()
    rules.may_hand_to(by, to).or_refuse()
    if co_lead.left_at is None:
        co_lead.left_at = at
        co_lead.save(update_fields=["left_at"])
    row = _invite(change, co_lead.seat, to, by, at)
    record(kinds.SEAT_HANDED_OVER, change, at=at, by=by, tell=[to], facts=_facts(row))
    return row


@transaction.atomic
def ask_who_carries_on(*, co_lead: CoLead, at: datetime) -> bool:
    """Two weeks before the post of a lead ends, once."""
    change = _held(co_lead)
    last = queries.last_day_of_post(co_lead, at)
    if co_lead.asked_on_at or co_lead.left_at or last is None:
        return False
    co_lead.asked_on_at = at
    co_lead.save(update_fields=["asked_on_at"])
    _ask_next(kinds.POST_ENDS_SOON, change, co_lead, at, day=day(last))
    return True


@transaction.atomic
def end_seat(*, co_lead: CoLead, at: datetime) -> bool:
    """The post of a lead has ended: the seat is empty from that day, and they can still name who carries on."""
    change = _held(co_lead)
    ended = queries.post_ended_at(co_lead, at)
    if co_lead.left_at or ended is None:
        return False
    co_lead.left_at = max(ended, co_lead.accepted_at or ended)
    co_lead.save(update_fields=["left_at"])
    facts = {"name": co_lead.person.called, "seat": co_lead.get_seat_display().lower()}
    leads = holders(RoleCode.PLACE_LEAD, change.place, at)[:1]
    record(kinds.POST_ENDED, change, at=at, by=None, tell=[change.opened_by, *leads], facts=facts)
    if co_lead.person.is_active:
        _ask_next(kinds.WHO_CARRIES_ON, change, co_lead, at)
    return True


def _ask_next(kind: Kind, change: Change, co_lead: CoLead, at: datetime, **facts: str) -> None:
    """Only the lead is told: it is theirs to name somebody."""
    facts |= {"name": co_lead.person.called, "seat": co_lead.get_seat_display().lower()}
    facts["opens"] = address_of("changes:hand_over", co_lead.public_id)
    events.record(kind, subject=change.subject, place=change.place, at=at, asked=[co_lead.person], facts=facts)


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
