"""A seat for a partner by experience: made and ended by the pair, used by a secret link, ended by the partner too."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from groundswell.changes import kinds, queries, rules
from groundswell.changes.actions.moving import hold, record
from groundswell.changes.models import Change, PartnerSeat, PartnerWord
from groundswell.people.models import Person
from groundswell.ui.formats import london_day
from groundswell.ui.ids import new_key


@transaction.atomic
def ask_partner(*, change: Change, called: str, by: Person, at: datetime) -> tuple[PartnerSeat, str]:
    """The seat, and its key: the one time that it is known."""
    hold(change)
    today = london_day(at)
    open_ones = sum(seat.opens(today) for seat in queries.partners_of(change))
    rules.may_have_partners(change, by, queries.seats_of(change), open_ones).or_refuse()
    key = new_key()
    seat = PartnerSeat.objects.create(
        change=change, digest=queries.digest_of(key), called=called, made_by=by, made_at=at,
        until=today + timedelta(days=rules.PARTNER_FOR_DAYS),
    )  # fmt: skip
    record(kinds.PARTNER_ASKED, change, at=at, by=by)
    return seat, key


@transaction.atomic
def end_partner(*, seat: PartnerSeat, by: Person, at: datetime) -> None:
    """The pair ends a link. What the partner did stays on record under the name they chose."""
    rules.may_end_partner(by, queries.seats_of(seat.change)).or_refuse()
    if PartnerSeat.objects.filter(pk=seat.pk, ended_at=None).update(ended_at=at):
        record(kinds.PARTNER_ENDED, seat.change, at=at, by=by)


@transaction.atomic
def hide_partner_word(*, word: PartnerWord, by: Person, at: datetime) -> None:
    """Words that do not belong, for example about a colleague, are taken out of sight by the pair."""
    rules.may_end_partner(by, queries.seats_of(word.seat.change)).or_refuse()
    PartnerWord.objects.filter(pk=word.pk, hidden_at=None).update(hidden_at=at)


@transaction.atomic
def say_as_partner(*, seat: PartnerSeat, words: str, at: datetime) -> PartnerWord:
    """Words to the team; without words a thank-you. A handful a day."""
    PartnerSeat.objects.select_for_update().get(pk=seat.pk)
    rules.may_say_as_partner(queries.said_today(seat, at)).or_refuse()
    word = PartnerWord.objects.create(seat=seat, words=words, at=at)
    record(kinds.PARTNER_SAID if words else kinds.PARTNER_THANKED, seat.change, at=at, by=None)
    return word


def partner_is_called(*, seat: PartnerSeat, called: str) -> None:
    PartnerSeat.objects.filter(pk=seat.pk).update(called=called)


@transaction.atomic
def leave_as_partner(*, seat: PartnerSeat, unnamed: bool, at: datetime) -> None:
    """The partner ends it. Their part stays: under the name they chose, or as a partner by experience."""
    name = {"called": ""} if unnamed else {}
    if PartnerSeat.objects.filter(pk=seat.pk, ended_at=None).update(ended_at=at, left=True, **name):
        record(kinds.PARTNER_LEFT, seat.change, at=at, by=None)
