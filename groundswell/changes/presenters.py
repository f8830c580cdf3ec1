"""What is seen of a change: short cards in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from groundswell.changes import rules
from groundswell.changes.kinds import CHANGE_STOPPED
from groundswell.changes.models import Change, ChangePlace, CoLead, Decision, Seat, State, Step, Test
from groundswell.changes.queries import Whole, rows_of
from groundswell.enabling.models import Commitment
from groundswell.events.models import Event
from groundswell.ideas.models import Idea
from groundswell.people.models import Person
from groundswell.people.queries import Sight
from groundswell.ui.fields import Form
from groundswell.ui.formats import ago, count, day, days_between, london_day, short_day, until
from groundswell.ui.verdicts import YES, Verdict

# A page links upward only with an address that was handed to it: the room of stories lives above and is called by name.
STORY_ADDRESS_NAME = "stories:tell"

COLOURS = {
    State.PAIRING: "yellow",
    State.TRYING: "blue",
    State.WORKING: "aqua-green",
    State.NORMAL: "green",
    State.STOPPED: "grey",
}
MARKS = {Decision.ADOPT: "✓", Decision.ADAPT: "↻", Decision.ABANDON: "✕", Decision.TEST_AGAIN: "↺"}
RECENT = 8


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


@dataclass(frozen=True)
class Line:
    """One fact in a sentence, with the page behind it."""

    text: str
    href: str = ""
    note: str = ""
    late: bool = False
    mark: str = ""


def running(tests: Sequence[Test]) -> Test | None:
    """The test that goes on now; the first of them when there are several."""
    return min((test for test in tests if not test.ended_on), key=lambda test: test.number, default=None)


def next_line(tests: Sequence[Test], steps: Sequence[Step], now: datetime) -> Line | None:
    """What comes next: the running test, else the next open step."""
    if test := running(tests):
        return Line(_test_line(test, london_day(now)), test.get_absolute_url(), note=test.question)
    step = next((step for step in steps if not step.done_at), None)
    return step_line(step, now) if step else None


def _test_line(test: Test, today: date) -> str:
    who = test.started_by.called if test.started_by else _("a colleague")
    said = (
        _("Test {number} starts {day} ({who})") if test.started_on > today else _("Test {number} since {day} ({who})")
    )
    return said.format(number=test.number, day=short_day(test.started_on), who=who)


def step_line(step: Step, now: datetime) -> Line:
    parts = [step.person.called if step.person else _("nobody yet"), until(step.by_when, now) if step.by_when else ""]
    late = bool(step.by_when and not step.done_at and london_day(now) > step.by_when)
    return Line(step.what, note=", ".join(part for part in parts if part), late=late)


def test_lines(tests: Sequence[Test]) -> list[Line]:
    """Tests as marks in a row, first one first."""
    return [_mark(test) for test in sorted(tests, key=lambda test: test.number)]


def _mark(test: Test) -> Line:
    said = str(Decision(test.decision).label).split(":")[0].lower() if test.decision else _("running")
    mark = MARKS[Decision(test.decision)] if test.decision else "●"
    return Line(said, test.get_absolute_url(), mark=f"{test.number} {mark}", note=test.question)


@dataclass(frozen=True)
class PromiseCard:
    id: str
    what: str
    said: str
    late: bool
    kept: bool
    moved: str
    may_keep: bool


def promise_cards(promises: Sequence[Commitment], person: Person, now: datetime) -> list[PromiseCard]:
    return [_promise(made, person, now) for made in promises]


def _promise(made: Commitment, person: Person, now: datetime) -> PromiseCard:
    late, mine = made.is_broken(london_day(now)), made.person_id == person.pk
    who = _("You") if mine else made.person.called
    if made.kept_at:
        said = _("{who} kept this promise, {when}").format(who=who, when=ago(made.kept_at, now))
    else:
        said = _("{who} promised it {when}, {days} so far").format(
            who=who, when=until(made.due_on, now), days=count(days_between(made.made_at, now), _("day"), _("days"))
        )
    moved = (
        _("First promised for {day}. {why}").format(day=short_day(made.first_due_on), why=made.moved_reason)
        if made.moved_reason
        else ""
    )
    return PromiseCard(made.public_id, made.what, said, late, bool(made.kept_at), moved, mine and not made.kept_at)


@dataclass(frozen=True)
class TimeLine:
    sentence: str
    at: datetime
    note: str = ""


def time_lines(told: Sequence[Event]) -> list[TimeLine]:
    return [
        TimeLine(event.sentence, event.at, str(event.facts.get("why", "")) if event.kind == CHANGE_STOPPED.code else "")
        for event in told
    ]


@dataclass(frozen=True)
class PlaceCard:
    key: str
    name: str
    state: str
    colour: str
    since: str


def place_cards(rows: Sequence[ChangePlace]) -> list[PlaceCard]:
    return [
        PlaceCard(
            row.place.key, str(row.place), row.get_state_display(), COLOURS[State(row.state)], short_day(row.normal_on)
        )
        for row in rows
    ]


def both_versions(change: Change, form: Form) -> list[tuple[str, str, str]]:
    """Label, what somebody saved, what was typed: one line a field."""
    names = [name for name in form.fields if name != "version"]
    return [
        (str(form.fields[name].label), _plain(getattr(change, name)), _plain(form.cleaned_data.get(name)))
        for name in names
    ]


def _plain(value: str | bool | date | None) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return day(value) if isinstance(value, date) else value or ""


def idea_words(idea: Idea) -> str:
    return str(_("An idea whose words are being checked")) if idea.held_at else idea.first_words


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


@dataclass(frozen=True)
class ChangePage:
    """The page that must be readable in ten seconds."""

    change: Change
    state: str
    colour: str
    places: list[PlaceCard]
    seats: list[SeatCard]
    rule: str
    go: bool
    next: Line | None
    promises: list[PromiseCard]
    kept: int
    tests: list[Line]
    deed: Deed | None
    help: Verdict
    may_edit: Verdict
    may_pause: Verdict
    may_promise: Verdict
    story: str
    recent: list[TimeLine]
    earlier: list[TimeLine]


def change_page(all_of: Whole, person: Person, seen: Sight, now: datetime) -> ChangePage:
    change, rows = all_of.change, rows_of(all_of.change)
    home, rule = rows[0], rules.follows(change, len(rows))
    seats = seat_cards(change, person, seen, now)
    promises = promise_cards(all_of.promises, person, now)
    told = time_lines(all_of.events)
    return ChangePage(
        change=change,
        state=home.get_state_display(),
        colour=COLOURS[State(home.state)],
        places=place_cards(rows),
        seats=seats,
        rule=rule.sentence if home.state == State.PAIRING else "",
        go=rule.is_go,
        next=next_line(all_of.tests, all_of.steps, now),
        promises=[one for one in promises if not one.kept],
        kept=sum(one.kept for one in promises),
        tests=test_lines(all_of.tests),
        deed=_deed(all_of, home.state, seats, person, now),
        help=rules.may_help(change, person, all_of.seats, all_of.team),
        may_edit=rules.may_edit(change, person, all_of.seats),
        may_pause=rules.may_pause(change, seen, [row.place for row in rows], all_of.pause),
        may_promise=rules.may_promise(change, person, all_of.seats),
        story=story_address(change) if home.state in (State.WORKING, State.NORMAL, State.STOPPED) else "",
        recent=told[:RECENT],
        earlier=told[RECENT:],
    )


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
    may = rules.may_start_test(change, person, all_of.seats, all_of.team, all_of.pause, len(rows_of(change)), now)
    return Deed(_("Start a test"), reverse("changes:start_test", args=[here]), verdict=may)
