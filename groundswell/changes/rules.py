"""What may happen to a change, and who may do it. Promises 3 and 4; vocabulary d3, d12."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from groundswell.changes.models import Change, CoLead, Decision, Pause, Seat, State, Test
from groundswell.enabling.models import Permission
from groundswell.enabling.rules import Facts, Follows
from groundswell.enabling.rules.permissions import may_begin
from groundswell.measures.models import Measure, MeasureShown
from groundswell.measures.rules import may_see as may_see_measure
from groundswell.people.models import Person
from groundswell.people.queries import Sight
from groundswell.places.models import Place
from groundswell.ui.formats import ago, count
from groundswell.ui.verdicts import YES, Verdict, first_no, no

PAUSE_ANSWER_IN_WORKING_DAYS = 1
NORMAL_AFTER_DAYS = 90
NORMAL_READINGS = 12
NAMES_NEXT_FOR_DAYS = 31
PARTNER_FOR_DAYS = 365
MOST_PARTNERS, MOST_WORDS_A_DAY = 4, 10
POST_ENDS_IN_DAYS = 14  # so long before it ends somebody is asked who carries on

# Where a change may go next at one place. The diagram in docs/stages.md is drawn from this table.
MOVES: dict[str, frozenset[str]] = {
    State.PAIRING: frozenset({State.TRYING, State.STOPPED}),
    State.TRYING: frozenset({State.WORKING, State.STOPPED}),
    State.WORKING: frozenset({State.NORMAL, State.STOPPED}),
    State.NORMAL: frozenset({State.STOPPED}),
    State.STOPPED: frozenset(),
}


@dataclass(frozen=True)
class Seats:
    """Who sits in the two seats: a co-lead invited or accepted, or nobody."""

    clinical: CoLead | None = None
    managerial: CoLead | None = None

    @classmethod
    def of(cls, rows: Sequence[CoLead]) -> Seats:
        live = {row.seat: row for row in rows if row.declined_at is None and row.left_at is None}
        return cls(live.get(Seat.CLINICAL), live.get(Seat.MANAGERIAL))

    def in_seat(self, seat: str) -> CoLead | None:
        return self.clinical if seat == Seat.CLINICAL else self.managerial

    @property
    def accepted(self) -> tuple[CoLead, ...]:
        return tuple(row for row in (self.clinical, self.managerial) if row and row.accepted_at)

    @property
    def people(self) -> tuple[Person, ...]:
        return tuple(row.person for row in self.accepted)

    def holds(self, person: Person) -> bool:
        return any(row.person_id == person.pk for row in self.accepted)

    def names(self, person: Person) -> bool:
        """In a seat or invited to one."""
        return any(row and row.person_id == person.pk for row in (self.clinical, self.managerial))


@dataclass(frozen=True)
class Here:
    """What follows in one organisation: the place that asks, and whether everybody who decides was asked."""

    place: Place
    organisation: Place
    follows: Follows
    asked: bool = True


def facts_of(change: Change, places: int, suspected: Sequence[str] = ()) -> Facts:
    """What the rules of trust ask about; a second place is never inside the team."""
    return Facts(change.reversible, change.inside_team and places < 2, change.new_risk, change.answers, suspected)


def may_see(change: Change, person: Person, seen: Sight, taking_part: frozenset[int], named: bool) -> Verdict:
    """The one place that decides who sees a change: people of every organisation that takes part, and who is named in it."""
    if named or seen.works_in(change.organisation_id) or seen.organisations & taking_part:
        return YES
    return no(_("This belongs to another organisation."))


def may_open(place: Place, seen: Sight) -> Verdict:
    """People of an organisation begin changes there."""
    if seen.works_in(place.organisation_id or place.pk):
        return YES
    return no(_("Only people of {place} can do this.").format(place=place))


def _running(change: Change) -> Verdict:
    return no(_("This change was stopped.")) if change.stopped_at else YES


def may_edit(change: Change, by: Person, seats: Seats) -> Verdict:
    """The pair; while nobody sits in a seat, whoever opened it."""
    if not (verdict := _running(change)):
        return verdict
    if seats.holds(by) or (not seats.accepted and change.opened_by_id == by.pk):
        return YES
    return no(_("The co-leads do this. Offer your help, or take an empty seat."))


def may_take_part(change: Change, by: Person, seats: Seats, team: frozenset[int]) -> Verdict:
    """The pair and their helpers do the daily work: steps, tests, readings."""
    if by.pk in team and _running(change):
        return YES
    return may_edit(change, by, seats)


def may_claim(change: Change, by: Person, seats: Seats, team: frozenset[int]) -> Verdict:
    """Whoever did the work says what came of it, also long afterwards; so does whose idea it was."""
    owners = {idea.owner_id for idea in change.ideas.all()}
    if seats.holds(by) or by.pk in team or by.pk in owners:
        return YES
    return no(_("The pair, their helpers and whose idea it was say what came of it."))


def may_confirm(by: Person, seats: Seats) -> bool:
    """A co-lead; the room of benefits adds that nobody checks a claim of their own."""
    return seats.holds(by)


def _fits(seat: str, seen: Sight) -> bool:
    flag = "clinical" if seat == Seat.CLINICAL else "managerial"
    return any(getattr(membership, flag) for membership in seen.memberships)


def may_sit(change: Change, person: Person, seen: Sight, seat: str, seats: Seats) -> Verdict:
    """Whether somebody can be asked to take a seat: it is empty, it fits them, and they have not got the other one."""
    if not (verdict := _running(change)):
        return verdict
    if (taken := seats.in_seat(seat)) and taken.accepted_at:
        return no(_("{name} has this seat.").format(name=taken.person.called))
    if taken and taken.person_id != person.pk:
        return no(_("{name} was asked and has not answered yet.").format(name=taken.person.called))
    other = seats.in_seat(Seat.MANAGERIAL if seat == Seat.CLINICAL else Seat.CLINICAL)
    if other and other.person_id == person.pk:
        return no(_("One person never has both seats."))
    if not _fits(seat, seen):
        kind = _("a clinical role") if seat == Seat.CLINICAL else _("a managerial role")
        return no(_("This seat is for somebody with {kind}.").format(kind=kind))
    return YES


def may_invite(
    change: Change, person: Person, seen: Sight, seat: str, seats: Seats, taking_part: frozenset[int]
) -> Verdict:
    """Anyone who sees the change may ask somebody who works where it happens for an empty seat."""
    if seats.names(person):
        return no(_("{name} was already asked or has a seat.").format(name=person.called))
    if not seen.organisations & taking_part:
        return no(_("{name} does not work where this happens. Bring in their place first.").format(name=person.called))
    return may_sit(change, person, seen, seat, seats)


def may_answer_invitation(co_lead: CoLead, by: Person) -> Verdict:
    if co_lead.person_id != by.pk:
        return no(_("This was offered to somebody else."))
    if co_lead.accepted_at or co_lead.declined_at or co_lead.left_at:
        return no(_("You already answered."))
    return _running(co_lead.change)


def empty_since(change: Change, seat: str, rows: Sequence[CoLead]) -> datetime:
    """Since when nobody sits in a seat or is asked for it: the last who left or said not now, else since it was opened."""
    ends = [row.left_at or row.declined_at for row in rows if row.seat == seat]
    return max((end for end in ends if end), default=change.opened_at)


def may_suggest(co_lead: CoLead, by: Person, to: Person) -> Verdict:
    """Whoever is asked can say: not I, but a colleague of mine."""
    if not (verdict := may_answer_invitation(co_lead, by)):
        return verdict
    return no(_("Name somebody else.")) if to.pk == by.pk else YES


def may_name_next(co_lead: CoLead, by: Person, seats: Seats, now: datetime) -> Verdict:
    """Who carries on is said by whoever has the seat, and for a month by whoever left it, while nobody else is asked."""
    if co_lead.person_id != by.pk or not co_lead.accepted_at:
        return no(_("This is not your seat."))
    if co_lead.left_at is None:
        return YES
    if not (verdict := _running(co_lead.change)):
        return verdict
    if taken := seats.in_seat(co_lead.seat):
        return no(_("{name} was asked already.").format(name=taken.person.called))
    if (now - co_lead.left_at).days >= NAMES_NEXT_FOR_DAYS:
        return no(_("You left the seat more than a month ago. Those who work there ask somebody now."))
    return YES


def may_hand_to(by: Person, to: Person) -> Verdict:
    return no(_("Name somebody else.")) if to.pk == by.pk else YES


def may_leave(co_lead: CoLead, by: Person) -> Verdict:
    if co_lead.person_id != by.pk or not co_lead.accepted_at or co_lead.left_at:
        return no(_("This is not your seat."))
    return YES


def may_start_test(
    change: Change, by: Person, seats: Seats, team: frozenset[int], pause: Pause | None, here: Sequence[Here],
    asked: Sequence[Permission], now: datetime,
) -> Verdict:  # fmt: skip
    """*Go* and *tell* need one accepted seat, the empty one in plain sight; everything else waits for both.

    `here` is what the rules of each organisation say while nothing has begun; once it has, nothing more is asked.
    """
    if pause:
        return no(
            _("Paused for safety by {name}, {when}. The co-leads answer first.").format(
                name=pause.person.called, when=ago(pause.at, now)
            )
        )
    if not (verdict := may_take_part(change, by, seats, team)):
        return verdict
    if not seats.accepted:
        return no(_("Nobody has a seat yet. Take the clinical or the managerial one, or ask somebody."))
    if any(one.follows.questions for one in here):
        return no(_("Answer the short questions first: they decide whether anybody needs to be asked."))
    if (one := next((one for one in here if one.follows.both_seats), None)) and len(seats.accepted) < 2:
        empty = _("managerial") if not (seats.managerial and seats.managerial.accepted_at) else _("clinical")
        return no(_("It waits for the {seat} co-lead. {why}").format(seat=empty, why=one.follows.sentence))
    if one := next((one for one in here if not one.asked), None):
        return no(one.follows.sentence)
    return may_begin(asked, now) if here else YES


def may_learn(test: Test, by: Person, seats: Seats, team: frozenset[int]) -> Verdict:
    if test.ended_on:
        return no(_("What happened was already written."))
    return may_take_part(test.change, by, seats, team)


def state_after(decision: str, state: str) -> str:
    """Adopt brings every place that tries to *working*; after the other decisions they keep on trying."""
    if decision == Decision.ADOPT and state == State.TRYING:
        return State.WORKING
    return state


def may_make_normal(
    change: Change,
    by: Person,
    seats: Seats,
    state: str,
    pause: Pause | None,
    since: date | None,
    readings: int,
    today: date,
) -> Verdict:
    """The pair says so, once it held for the agreed time with readings (d3: 90 days), or after a year of monthly ones."""
    if pause:
        return no(_("It is paused for safety. The co-leads answer first."))
    if not (verdict := may_edit(change, by, seats)):
        return verdict
    if state != State.WORKING:
        return no(_("First a test decides to adopt it."))
    days = (today - since).days if since else 0
    if readings >= NORMAL_READINGS or (days >= NORMAL_AFTER_DAYS and readings):
        return YES
    if days >= NORMAL_AFTER_DAYS:
        return no(
            _("It has held for {held}, but nothing was measured since. One reading is enough.").format(
                held=count(days, "day")
            )
        )
    return no(
        _(
            "It has held for {held} with {readings}. It needs {need} days with readings, or {least} readings since the change."
        ).format(
            held=count(days, "day"), readings=count(readings, "reading"), need=NORMAL_AFTER_DAYS, least=NORMAL_READINGS
        )
    )


def may_pause(change: Change, seen: Sight, places: Sequence[Place], pause: Pause | None) -> Verdict:
    """Anyone who works at a place where it happens: at once."""
    if pause:
        return no(_("It is already paused."))
    if not (verdict := _running(change)):
        return verdict
    if any(seen.works_in(place.organisation_id) for place in places):
        return YES
    return no(_("People who work where it happens can do this."))


def may_answer_pause(pause: Pause, by: Person, seats: Seats) -> Verdict:
    if pause.answered_at:
        return no(_("This was already answered."))
    if seats.holds(by) or pause.person_id == by.pk:
        return YES
    return no(_("A co-lead, or {name} who paused it, lets it go on.").format(name=pause.person.called))


def may_stop(change: Change, by: Person, seats: Seats) -> Verdict:
    return may_edit(change, by, seats)


def may_help(change: Change, by: Person, seats: Seats, team: frozenset[int]) -> Verdict:
    if by.pk in team or seats.holds(by):
        return no(_("You are in the team."))
    return _running(change)


def may_bring_in(change: Change, by: Person, seats: Seats, here: Sequence[int], place: Place) -> Verdict:
    if place.pk in here:
        return no(_("{place} already takes part.").format(place=place))
    return may_edit(change, by, seats)


def may_promise(change: Change, by: Person, seats: Seats) -> Verdict:
    """Who has the managerial seat is invited to name one thing they will clear; the clinical one may as well."""
    return first_no(_running(change), YES if seats.holds(by) else no(_("The co-leads make promises here.")))


def may_count(where: Place | None) -> Verdict:
    """Numbers are counted by those who work where it happens."""
    return YES if where else no(_("Somebody who works where it happens starts to count."))


def may_follow(measure: Measure, seen: Sight, shown: list[MeasureShown]) -> Verdict:
    """Only numbers one sees oneself can be followed: following shows them to everyone who takes part."""
    return YES if may_see_measure(measure, seen, shown) else no(_("This measure belongs to another organisation."))


def may_decide(by: Person, seats: Seats) -> Verdict:
    """The pair marks what was decided."""
    return YES if seats.holds(by) else no(_("The co-leads mark what was decided."))


def may_have_partners(change: Change, by: Person, seats: Seats, open_ones: int) -> Verdict:
    """The pair makes the link: they answer for what it shows."""
    if not (verdict := _running(change)):
        return verdict
    if not seats.holds(by):
        return no(_("The co-leads do this."))
    if open_ones >= MOST_PARTNERS:
        return no(_("There are {n} partners already. End one of their links first.").format(n=open_ones))
    return YES


def may_end_partner(by: Person, seats: Seats) -> Verdict:
    return YES if seats.holds(by) else no(_("The co-leads do this."))


def may_say_as_partner(said_today: int) -> Verdict:
    if said_today >= MOST_WORDS_A_DAY:
        return no(_("That is a lot for one day. The team reads it first; please come back tomorrow."))
    return YES
