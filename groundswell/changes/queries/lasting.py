"""Checks whether a change will last, and how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, prefetch_related_objects

import commoncause
from groundswell.changes.lasting import CHECK_AFTER_DAYS, Known, derived
from groundswell.changes.models import Change, ChangePlace, Decision, LastingCheck, ProgressSaid, State
from groundswell.changes.queries.lists import at
from groundswell.changes.queries.parts import home_row, seats_shown
from groundswell.ideas.models import Stage
from groundswell.measures import queries as measures
from groundswell.measures.models import Measure
from groundswell.places.models import Place
from groundswell.ui.formats import days_between

AT_ONCE = 50  # changes in one question
CHARTED = (State.TRYING, State.WORKING)  # elsewhere no chart moves the score
HOME_FIRST = Prefetch("change_places", ChangePlace.objects.order_by("-home", "pk"))
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
    return progress_of_all([change])[change.pk]


def progress_of_all(changes: Sequence[Change]) -> dict[int, Progress]:
    """By primary key. As many queries for many as for one."""
    prefetch_related_objects(changes, "measures", "tests", "steps", "ideas", "co_leads", HOME_FIRST)
    said: dict[int, list[ProgressSaid]] = {change.pk: [] for change in changes}
    for row in ProgressSaid.objects.filter(change__in=changes).select_related("by").order_by("-at", "-pk"):
        said[row.change_id].append(row)
    states = {change.pk: _state(change) for change in changes}
    followed = {
        measure for change in changes if states[change.pk] in CHARTED for measure in _followed(change)
    }  # fmt: skip
    charts = measures.built(sorted(followed, key=lambda measure: measure.pk)) if followed else {}
    found = {}
    for change in changes:
        theirs = [charts[measure.pk] for measure in _followed(change) if measure.pk in charts]
        tenths, because = derived(_known(change, states[change.pk], [chart for chart in theirs if chart.readings]))
        found[change.pk] = Progress(tenths, because, said[change.pk][:20])
    return found


def _followed(change: Change) -> list[Measure]:
    return sorted(change.measures.all(), key=lambda measure: measure.pk)[:12]


def _state(change: Change) -> str:
    """At home; of a stopped change, how far it had come."""
    state = home_row(change).state
    if state != State.STOPPED:
        return state
    tests = change.tests.all()
    if any(test.decision == Decision.ADOPT for test in tests):
        return State.WORKING
    return State.TRYING if tests else State.PAIRING


def _known(change: Change, state: str, charts: list[commoncause.Chart]) -> Known:
    better = [chart for chart in charts if commoncause.variation(chart) in BETTER]
    return Known(
        state=state, seats=len(seats_shown(change).accepted), aim=bool(change.aim),
        planned=bool(_followed(change) or change.drivers or change.steps.all()),
        ended_tests=sum(test.ended_on is not None for test in change.tests.all()), improved=bool(better),
        on_target=any(commoncause.assurance(chart) == commoncause.Assurance.PASS for chart in better),
        spread=any(idea.stage == Stage.SPREAD for idea in change.ideas.all()),
    )  # fmt: skip


def changes_with_progress(place: Place, limit: int) -> list[tuple[ChangePlace, Progress]]:
    """Every change whose home is a place or below it, what moved last first. Whether the reader works there is asked above."""
    there = ChangePlace.objects.filter(at(place), home=True).select_related("change", "place")
    rows = list(there.order_by("-change__moved_at", "-pk")[:limit])
    found: dict[int, Progress] = {}
    for begin in range(0, len(rows), AT_ONCE):
        found |= progress_of_all([row.change for row in rows[begin : begin + AT_ONCE]])
    return [(row, found[row.change_id]) for row in rows]
