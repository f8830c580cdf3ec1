"""What a coach looks for across many teams: plain functions. A line is never a mark against anybody, and never in order of worst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.changes.models import Change, Seat, Test
from groundswell.people.models import RoleCode
from groundswell.people.queries import Sight
from groundswell.places.models import Place
from groundswell.ui.formats import count, day, days_between, london_day
from groundswell.ui.verdicts import YES, Verdict, no

QUIET = timedelta(days=30)
TEST_LONG_ENOUGH = timedelta(days=7)  # to have had a first reading
ASK_AGAIN = timedelta(days=28)


class LineKind(models.TextChoices):
    NO_READINGS = "no-readings", gettext_lazy("A test without a reading")
    SIGNAL = "signal", gettext_lazy("The chart shows a signal")
    EMPTY_SEAT = "empty-seat", gettext_lazy("An empty seat")
    NO_LEAD = "no-lead", gettext_lazy("Nobody leads it")
    QUIET = "quiet", gettext_lazy("Quiet for 30 days")


@dataclass(frozen=True)
class Facts:
    """What is known of one change, for its lines. `last` is when anything but talk last happened."""

    change: Change
    empty: dict[str, datetime]  # seat: since when nobody is in it or asked for it
    led: bool
    last: datetime
    last_reading: date | None
    runs: Test | None  # the oldest test that is not over
    signals: Sequence[tuple[str, str]] = ()  # the name of a measure and the sentence of its chart


@dataclass(frozen=True)
class Line:
    """One thing a coach may ask about, in words, and the question the coach could ask."""

    kind: LineKind
    says: str
    question: str


def may_coach(seen: Sight) -> Verdict:
    if any(grant.role == RoleCode.COACH for grant in seen.grants):
        return YES
    return no(_("This page is for improvement coaches. Who looks after the people of a place gives that role."))


def may_ask(seen: Sight, place: Place, asked_at: datetime | None, now: datetime) -> Verdict:
    """A coach, at the places the role covers; the same question once in four weeks."""
    if not seen.holds(RoleCode.COACH, place):
        return no(_("Coaches of {place} ask this.").format(place=place))
    if asked_at and now - asked_at < ASK_AGAIN:
        return no(_("It was asked on {day}. Give them four weeks before it is asked again.").format(day=day(asked_at)))
    return YES


SEATS = {Seat.CLINICAL.value: gettext_lazy("clinical"), Seat.MANAGERIAL.value: gettext_lazy("managerial")}


def lines_of(facts: Facts, now: datetime) -> list[Line]:
    """In the order of `LineKind`: whatever is the case, each in its own words."""
    found = [*_no_readings(facts, now), *(_signal(*one) for one in facts.signals)]
    if facts.led:
        found += [_empty(seat, since, now) for seat, since in facts.empty.items()]
    else:
        days = _days(min(facts.empty.values(), default=facts.change.opened_at), now)
        found.append(Line(
            LineKind.NO_LEAD, _("Nobody has led it for {days}.").format(days=days),
            _("Nobody leads this at the moment. Shall it rest, or who would like to carry on? I can sit with you for ten minutes."),
        ))  # fmt: skip
    if now - facts.last >= QUIET:
        found.append(Line(
            LineKind.QUIET, _("Nothing but talk for {days}.").format(days=_days(facts.last, now)),
            _("It has been quiet here. What is the next small thing you could try, and what stands in its way?"),
        ))  # fmt: skip
    return found


def _no_readings(facts: Facts, now: datetime) -> list[Line]:
    runs = facts.runs
    if runs is None or london_day(now) - runs.started_on < TEST_LONG_ENOUGH:
        return []
    if facts.last_reading and facts.last_reading >= runs.started_on:
        return []
    says = _("Test {number} has run for {days} without a reading.").format(
        number=runs.number, days=_days(runs.started_on, now)
    )
    return [Line(
        LineKind.NO_READINGS, says,
        _("How will you know whether test {number} helps? What could you count, and who is there to note it?").format(
            number=runs.number
        ),
    )]  # fmt: skip


def _signal(name: str, sentence: str) -> Line:
    return Line(
        LineKind.SIGNAL, f"{name}: {sentence}",
        _("The chart of “{name}” shows more than chance. What was different, and what follows for you?").format(name=name),
    )  # fmt: skip


def _empty(seat: str, since: datetime, now: datetime) -> Line:
    return Line(
        LineKind.EMPTY_SEAT, _("The {seat} seat has been empty for {days}.").format(seat=SEATS[seat], days=_days(since, now)),
        _("Who has been close to this and might say yes to the {seat} seat? Shall we ask them together?").format(
            seat=SEATS[seat]
        ),
    )  # fmt: skip


def _days(since: date | datetime, now: datetime) -> str:
    return count(days_between(since, now), _("day"), _("days"))
