"""The two seats as somebody meets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from groundswell.changes import rules
from groundswell.changes.cards import days_said
from groundswell.changes.models import Change, CoLead, Seat
from groundswell.changes.queries import Suggested, Why, rows_of
from groundswell.people.models import Person, RoleCode
from groundswell.people.queries import Sight
from groundswell.ui.formats import ago, day, days_between, joined, lower
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
        since = rules.empty_since(change, seat, list(change.co_leads.all()))
        return (
            _("empty for {days}").format(days=days_said(since, now))
            if days_between(since, now)
            else _("empty since today")
        )
    if row.accepted_at:
        return ""
    return _("asked {when}").format(when=ago(row.invited_at, now))


@dataclass(frozen=True)
class SuggestionCard:
    """Somebody to ask, where they work, and why: sentences, never a number that compares."""

    id: str
    name: str
    post: str
    why: list[str]


def suggestion_cards(found: Sequence[Suggested]) -> list[SuggestionCard]:
    return [
        SuggestionCard(one.person.public_id, one.person.called, str(one.membership), _why(one.why)) for one in found
    ]


def _why(why: Why) -> list[str]:
    lines = []
    if why.suggested_by:
        lines.append(_("{name} suggested them.").format(name=why.suggested_by.called))
    if why.helps:
        lines.append(_("Helps with this change."))
    if offer := why.offer:
        said = _("Offers {how_much} until {day}: {about}.").format(
            how_much=lower(str(offer.get_how_much_display())), day=day(offer.until), about=offer.about
        )
        lines.append(f"{said} “{offer.words}”" if offer.words else said)
    if why.grant:
        said = _("Leads {place}.") if why.grant.role == RoleCode.PLACE_LEAD else _("Manages {place}.")
        lines.append(said.format(place=why.grant.place))
    if why.led:
        lines.append(_("Co-led something like it: {titles}.").format(titles=_titles(why.led)))
    if why.enabled:
        lines.append(_("Cleared the way for something like it: {titles}.").format(titles=_titles(why.enabled)))
    return lines


def _titles(changes: Sequence[Change]) -> str:
    return joined([f"“{change.title}”" for change in changes[:2]])
