"""A change in plain words for somebody who is not staff, and without the names of those who are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

import commoncause
from groundswell.changes.models import Decision, State, Test
from groundswell.changes.queries import ForPartner, without_names
from groundswell.enabling.models import Ask, Status
from groundswell.measures.queries import Picture
from groundswell.ui.formats import count, day, london_day

STATES = {
    State.PAIRING: lambda: _("It has not begun yet. It is being prepared."),
    State.TRYING: lambda: _("It is being tried, in small steps."),
    State.WORKING: lambda: _("A test showed that it works. Now it has to last."),
    State.NORMAL: lambda: _("It is how things are done there now."),
    State.STOPPED: lambda: _("It was stopped."),
}
DECISIONS = {
    Decision.ADOPT: lambda: _("They keep doing it."),
    Decision.ADAPT: lambda: _("They change it a little and try again."),
    Decision.ABANDON: lambda: _("It did not help, so they stopped it."),
    Decision.TEST_AGAIN: lambda: _("They try it once more to be sure."),
}


@dataclass(frozen=True)
class TestStory:
    """One test as it would be told: the question, what was expected, what happened."""

    when: str
    question: str
    expected: str
    happened: str
    learned: str
    then: str


@dataclass(frozen=True)
class PlainChart:
    name: str
    picture: Picture
    rows: list[commoncause.Row]


@dataclass(frozen=True)
class PartnerPage:
    title: str
    where: str
    aim: str
    state: str
    next: str
    stopped: str
    tests: list[TestStory]
    in_the_way: list[str]
    cleared: list[str]
    charts: list[PlainChart]


def partner_page(found: ForPartner, now: datetime) -> PartnerPage:
    change = found.change

    def plain(words: str) -> str:
        return without_names(words, found.names, found.named)

    aim = (
        _("{aim}, by {day}").format(aim=plain(change.aim), day=day(change.aim_by))
        if change.aim_by
        else plain(change.aim)
    )
    return PartnerPage(
        title=plain(change.title), where=str(change.place), aim=aim, state=STATES[State(found.home.state)](),
        next=_next(found, plain, now), stopped=plain(change.stopped_learned or change.stopped_reason),
        tests=[_test(test, plain, now) for test in found.tests],
        in_the_way=[_way(ask, plain, now) for ask in found.asks if ask.status != Status.KEPT],
        cleared=[_way(ask, plain, now) for ask in found.asks if ask.status == Status.KEPT],
        charts=[PlainChart(plain(one.measure.name), one, list(one.table)[::-1]) for one in found.pictures if one.has_readings],
    )  # fmt: skip


def _next(found: ForPartner, plain: Callable[[str], str], now: datetime) -> str:
    running = next((test for test in found.tests if not test.ended_on), None)
    if found.change.stopped_at or running:
        return ""  # the test itself says so
    if found.step is None and found.home.state == State.NORMAL:
        return ""
    if found.step is None:
        return _("The next step is not written down yet. Ask the team below.")
    by = found.step.by_when
    return _("{what}, by {day}").format(what=plain(found.step.what), day=day(by)) if by else plain(found.step.what)


def _test(test: Test, plain: Callable[[str], str], now: datetime) -> TestStory:
    began, today = test.started_on, london_day(now)
    if test.ended_on:
        when = _("Ended {day}").format(day=day(test.ended_on))
    else:
        when = (_("Starts {day}") if began > today else _("Going on since {day}")).format(day=day(began))
    return TestStory(
        when, plain(test.question), plain(test.prediction), plain(test.happened), plain(test.learned),
        DECISIONS[Decision(test.decision)]() if test.decision else "",
    )  # fmt: skip


def _way(ask: Ask, plain: Callable[[str], str], now: datetime) -> str:
    days = count(ask.days_open(now), _("day"), _("days"))
    if ask.status == Status.KEPT and not ask.days_open(now):
        return _("{what}: cleared the same day").format(what=plain(ask.what))
    if ask.status == Status.KEPT:
        return _("{what}: cleared after {days}").format(what=plain(ask.what), days=days)
    made = next((one for one in ask.commitments.all() if one.is_open), None)
    if made:
        return _("{what}: promised for {day}").format(what=plain(ask.what), day=day(made.due_on))
    return _("{what}: waiting for {days}").format(what=plain(ask.what), days=days)
