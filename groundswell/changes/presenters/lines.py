"""Tests, steps, places and what happened, each in a line of plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from groundswell.changes.kinds import CHANGE_STOPPED
from groundswell.changes.models import Change, ChangePlace, Decision, State, Step, Test
from groundswell.events.models import Event
from groundswell.ideas.models import Idea
from groundswell.ui.fields import Form
from groundswell.ui.formats import day, london_day, short_day, until
from groundswell.ui.typed import Version

COLOURS = {
    State.PAIRING: "yellow",
    State.TRYING: "blue",
    State.WORKING: "aqua-green",
    State.NORMAL: "green",
    State.STOPPED: "grey",
}
MARKS = {Decision.ADOPT: "✓", Decision.ADAPT: "↻", Decision.ABANDON: "✕", Decision.TEST_AGAIN: "↺"}


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


def both_versions(change: Change, form: Form) -> list[Version]:
    """The saved words and the typed ones, side by side."""
    fields = {name: str(field.label) for name, field in form.fields.items() if name != "version"}
    typed = form.cleaned_data
    return [Version(label, _plain(getattr(change, name)), _plain(typed.get(name))) for name, label in fields.items()]


def _plain(value: str | bool | date | None) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return day(value) if isinstance(value, date) else value or ""


def idea_words(idea: Idea) -> str:
    return str(_("An idea whose words are being checked")) if idea.held_at else idea.first_words
