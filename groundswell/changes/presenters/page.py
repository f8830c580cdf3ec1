"""The page that must be readable in ten seconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.benefits.cards import BenefitCard
from groundswell.benefits.cards import card as benefit_card
from groundswell.changes import rules
from groundswell.changes.cards import lost_lines, trust_line
from groundswell.changes.models import Change, State
from groundswell.changes.presenters.houses import HouseCard, house_cards
from groundswell.changes.presenters.lines import (
    COLOURS,
    Line,
    PlaceCard,
    TimeLine,
    next_line,
    place_cards,
    running,
    test_lines,
    time_lines,
)
from groundswell.changes.presenters.seats import SeatCard, seat_cards
from groundswell.changes.queries import FEW, Whole, lost_seats, offers_check, rows_of
from groundswell.changes.rules import Seats
from groundswell.enabling.cards import AskCard, PermissionCard, ask_cards, permission_cards
from groundswell.enabling.models import Decision, Outcome, Permission
from groundswell.people.models import Person
from groundswell.people.queries import Sight
from groundswell.ui.verdicts import YES, Verdict

# A page links upward only with an address that was handed to it: the room of stories lives above and is called by name.
STORY_ADDRESS_NAME = "stories:tell"

RECENT = 8


@dataclass(frozen=True)
class Deed:
    """The one thing to do next. `post` is a deed of one tap; otherwise a page opens."""

    text: str
    href: str
    post: bool = False
    verdict: Verdict = YES


def story_address(change: Change) -> str:
    """Where the story of a change is told; empty when there is no such room."""
    try:
        return reverse(STORY_ADDRESS_NAME, args=[change.public_id])
    except NoReverseMatch:
        return ""


def story_for(change: Change, person: Person, seats: Seats, state: str) -> str:
    """The way to tell the story, for whom it is: the pair, or whose idea it was. The room of stories decides."""
    owner = any(idea.owner_id == person.pk for idea in change.ideas.all())
    tells = state in (State.WORKING, State.NORMAL, State.STOPPED) and (owner or seats.holds(person))
    return story_address(change) if tells else ""


@dataclass(frozen=True)
class ChangePage:
    """The page that must be readable in ten seconds."""

    change: Change
    state: str
    colour: str
    places: list[PlaceCard]
    houses: list[HouseCard]
    seats: list[SeatCard]
    lost: list[str]
    rule: str
    before: str
    go: bool
    permissions: list[PermissionCard]
    settled: str
    next: Line | None
    in_the_way: list[AskCard]
    cleared: list[AskCard]
    tests: list[Line]
    deed: Deed | None
    offer_help: bool
    may_edit: Verdict
    may_pause: Verdict
    may_promise: Verdict
    may_ask: Verdict
    may_test: Verdict
    may_claim: Verdict
    lasting: bool
    benefits: list[BenefitCard]
    more_benefits: bool
    story: str
    recent: list[TimeLine]
    earlier: list[TimeLine]


def change_page(all_of: Whole, person: Person, seen: Sight, now: datetime) -> ChangePage:
    change, rows = all_of.change, rows_of(all_of.change)
    home, (rule, before, go) = rows[0], trust_line(all_of.here)
    seats = seat_cards(change, person, seen, now)
    asks = ask_cards(all_of.asks, person, now)
    told = time_lines(all_of.events)
    return ChangePage(
        change=change,
        state=home.get_state_display(),
        colour=COLOURS[State(home.state)],
        places=place_cards(rows),
        houses=house_cards(all_of.houses, person, now) if len(all_of.houses) > 1 else [],
        seats=seats,
        lost=[] if change.stopped_at or home.state == State.NORMAL else lost_lines(lost_seats(change), now),
        rule=rule,
        before=before,
        go=go,
        permissions=permission_cards([row for row in all_of.permissions if _is_news(row)], person, now),
        settled=_settled(all_of.permissions),
        next=next_line(all_of.tests, all_of.steps, now),
        in_the_way=[card for card in asks if not card.over],
        cleared=[card for card in asks if card.over],
        tests=test_lines(all_of.tests),
        deed=_deed(all_of, home.state, seats, person, now),
        offer_help=not any(card.offered for card in seats)
        and bool(rules.may_help(change, person, all_of.seats, all_of.team)),
        may_edit=rules.may_edit(change, person, all_of.seats),
        may_pause=rules.may_pause(change, seen, [row.place for row in rows], all_of.pause),
        may_promise=rules.may_promise(change, person, all_of.seats),
        may_ask=rules.may_take_part(change, person, all_of.seats, all_of.team),
        may_test=_may_test(all_of, person, now),
        may_claim=rules.may_claim(change, person, all_of.seats, all_of.team),
        lasting=offers_check(change, now),
        benefits=[benefit_card(row, seen) for row in all_of.benefits[:FEW]],
        more_benefits=len(all_of.benefits) > FEW,
        story=story_for(change, person, all_of.seats, home.state),
        recent=told[:RECENT],
        earlier=told[RECENT:],
    )


def _is_news(row: Permission) -> bool:
    """Still open, refused, or with a condition that the team has to keep."""
    return row.is_open or row.decision in (Decision.NO, Decision.YES_IF)


def _settled(rows: Sequence[Permission]) -> str:
    """`2 said yes, 3 were told`: everything that needs no reading, in one line."""
    yes, told = sum(row.decision == Decision.YES for row in rows), sum(row.outcome == Outcome.TELL for row in rows)
    parts = [
        ngettext("1 said yes", "{n} said yes", yes).format(n=yes) if yes else "",
        ngettext("1 was told", "{n} were told", told).format(n=told) if told else "",
    ]
    return ", ".join(part for part in parts if part)


def _deed(all_of: Whole, state: str, seats: Sequence[SeatCard], person: Person, now: datetime) -> Deed | None:
    """One main action that fits who looks and how far it has come."""
    change, here = all_of.change, all_of.change.public_id
    if change.stopped_at or any(card.offered for card in seats):
        return None
    if all_of.pause:
        if rules.may_answer_pause(all_of.pause, person, all_of.seats):
            return Deed(_("Answer the pause"), reverse("changes:answer_pause", args=[here]))
        return None
    if not rules.may_take_part(change, person, all_of.seats, all_of.team):
        return None
    if test := running(all_of.tests):
        return Deed(_("Write what happened"), f"{test.get_absolute_url()}#happened")
    if state == State.NORMAL and (story := story_address(change)):
        return Deed(_("Tell the story"), story)
    if state == State.WORKING:
        return Deed(_("Make it normal practice here"), reverse("changes:normal", args=[here]))
    return Deed(_("Start a test"), reverse("changes:start_test", args=[here]), verdict=_may_test(all_of, person, now))


def _may_test(all_of: Whole, person: Person, now: datetime) -> Verdict:
    seats, asked = all_of.seats, all_of.permissions
    return rules.may_start_test(all_of.change, person, seats, all_of.team, all_of.pause, all_of.here, asked, now)
