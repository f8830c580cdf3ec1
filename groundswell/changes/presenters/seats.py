"""The two seats as somebody meets them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from groundswell.changes import rules
from groundswell.changes.models import Change, CoLead, Seat
from groundswell.changes.queries import rows_of
from groundswell.people.models import Person
from groundswell.people.queries import Sight
from groundswell.ui.formats import ago, count, days_between
from groundswell.ui.verdicts import Verdict


@dataclass(frozen=True)
class SeatCard:
    """One of the two seats as somebody meets it: taken, asked for, or empty in plain sight."""

    seat: str
    label: str
    somebody: str
    name: str
    when: str
    row: str
    taken: bool
    mine: bool
    offered: bool
    may_take: Verdict

    @property
    def empty(self) -> bool:
        return not self.row


def seat_cards(change: Change, person: Person, seen: Sight, now: datetime) -> list[SeatCard]:
    seats = rules.Seats.of(list(change.co_leads.all()))
    return [_seat_card(change, seat, seats, person, seen, now) for seat in Seat]


def _seat_card(change: Change, seat: Seat, seats: rules.Seats, person: Person, seen: Sight, now: datetime) -> SeatCard:
    row = seats.in_seat(seat)
    taken, mine = bool(row and row.accepted_at), bool(row and row.person_id == person.pk)
    here = frozenset(one.organisation_id for one in rows_of(change))
    return SeatCard(
        seat=seat.value,
        label=str(seat.label).lower(),
        somebody=_("a clinician") if seat == Seat.CLINICAL else _("a manager"),
        name=row.person.called if row else "",
        when=_when(change, seat, row, now),
        row=row.public_id if row else "",
        taken=taken,
        mine=taken and mine,
        offered=mine and not taken,
        may_take=rules.may_invite(change, person, seen, seat, seats, here),
    )


def _when(change: Change, seat: Seat, row: CoLead | None, now: datetime) -> str:
    if row is None:
        days = days_between(_empty_since(change, seat), now)
        return _("empty for {days}").format(days=count(days, _("day"), _("days"))) if days else _("empty since today")
    if row.accepted_at:
        return ""
    return _("asked {when}").format(when=ago(row.invited_at, now))


def _empty_since(change: Change, seat: Seat) -> datetime:
    ends = [row.left_at or row.declined_at for row in change.co_leads.all() if row.seat == seat]
    return max((end for end in ends if end), default=change.opened_at)
