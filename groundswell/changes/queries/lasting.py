"""Checks whether a change will last, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import commoncause
from groundswell.changes.lasting import CHECK_AFTER_DAYS, Known, derived
from groundswell.changes.models import Change, LastingCheck, ProgressSaid, State
from groundswell.changes.queries.page import charts_of
from groundswell.changes.queries.parts import home_row, measures_of, seats_shown
from groundswell.ideas.models import Stage
from groundswell.ui.formats import days_between

BETTER = (commoncause.Variation.IMPROVEMENT_HIGH, commoncause.Variation.IMPROVEMENT_LOW)


def lasting_checks(change: Change, limit: int = 20) -> list[LastingCheck]:
    """Newest first."""
    return list(LastingCheck.objects.filter(change=change).select_related("by").order_by("-at", "-pk")[:limit])


def offers_check(change: Change, at: datetime) -> bool:
    """Sixty days on, while it is tried or works: then the ten questions are offered, and never asked for."""
    going = home_row(change).state in (State.TRYING, State.WORKING)
    return going and days_between(change.opened_at, at) >= CHECK_AFTER_DAYS


@dataclass(frozen=True)
class Progress:
    """The derived score and why; what the pair said instead, while it still stands."""

    tenths: int
    because: str
    said: list[ProgressSaid]

    @property
    def corrected(self) -> ProgressSaid | None:
        return self.said[0] if self.said else None


def progress_of(change: Change) -> Progress:
    tenths, because = derived(_known(change))
    said = ProgressSaid.objects.filter(change=change).select_related("by").order_by("-at", "-pk")
    return Progress(tenths, because, list(said[:20]))


def _known(change: Change) -> Known:
    tests = list(change.tests.values_list("ended_on", "decision"))
    state = home_row(change).state
    if state == State.STOPPED:  # how far it had come
        adopted = any(decision == "adopt" for _ended, decision in tests)
        state = State.WORKING if adopted else State.TRYING if tests else State.PAIRING
    followed = measures_of(change)
    charts = [one.chart for one in charts_of(followed, [], []) if one.has_readings]
    better = [chart for chart in charts if commoncause.variation(chart) in BETTER]
    return Known(
        state=state, seats=len(seats_shown(change).accepted), aim=bool(change.aim),
        planned=bool(followed or change.drivers or change.steps.exists()),
        ended_tests=sum(ended is not None for ended, _decision in tests), improved=bool(better),
        on_target=any(commoncause.assurance(chart) == commoncause.Assurance.PASS for chart in better),
        spread=any(idea.stage == Stage.SPREAD for idea in change.ideas.all()),
    )  # fmt: skip
