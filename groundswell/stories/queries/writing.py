"""What is known of a change before its story is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from groundswell.changes import queries as changes
from groundswell.changes.models import Change, CoLead, Decision, Seat
from groundswell.measures.models import Measure
from groundswell.measures.queries import readings_of
from groundswell.places.models import Kind, Place
from groundswell.stories import rules
from groundswell.stories.models import Story
from groundswell.ui.formats import days_between


def told(change: Change) -> Story | None:
    """The story of a change, for those who tell and edit it: the page has asked."""
    return (
        Story.objects.filter(change=change).select_related("change", "measure", "told_by", "edited_by", "place").first()
    )


def measures_of(change: Change) -> list[Measure]:
    return changes.measures_of(change)


def organisations_of(change: Change) -> list[Place]:
    """The organisations that took part, home first, each once: who will read the story at least."""
    return list(dict.fromkeys(row.place.organisation or row.place for row in changes.rows_of(change)))


def before_and_since(change: Change, measure: Measure | None) -> tuple[float, float] | None:
    """The middle of what was counted before the first test and since the last that was adopted; not for shares of something."""
    if measure is None:
        return None
    tests = list(change.tests.order_by("number"))
    adopted = [test.ended_on for test in tests if test.decision == Decision.ADOPT and test.ended_on]
    read = readings_of(measure)
    if any(row.denominator is not None for row in read):
        return None
    counted = [(row.on, float(row.value)) for row in read if row.value is not None]
    return rules.before_and_since(counted, tests[0].started_on if tests else None, max(adopted, default=None))


def system_of(place: Place) -> Place | None:
    """The integrated care board above a place, today."""
    return Place.objects.filter(pk__in=place.above_ids(), kind=Kind.ICB).first()


@dataclass(frozen=True)
class Wait:
    """Something it waited for, and for how many days; `over` when that has ended. `what` is only set for an ask."""

    kind: str
    days: int
    what: str = ""
    over: bool = True


def waits_of(change: Change, at: datetime) -> list[Wait]:
    """What a change waited for, from its own records: an answer, two seats, pauses, asks. Longest first.

    Days are never reset, and nothing shorter than a day is said.
    """
    found = [*_answers(change), *_seats(change, at), *_pauses(change, at), *_asks(change, at)]
    return sorted((wait for wait in found if wait.days > 0), key=lambda wait: -wait.days)


def _answers(change: Change) -> list[Wait]:
    return [
        Wait("answer", days_between(idea.noticed_at, idea.heard_at)) for idea in change.ideas.all() if idea.heard_at
    ]


def _seats(change: Change, at: datetime) -> list[Wait]:
    """Each seat was empty from the opening until somebody first said yes, or is still."""
    rows = CoLead.objects.filter(change=change).exclude(accepted_at=None).order_by("accepted_at")
    first: dict[str, datetime] = {}
    for row in rows:
        first.setdefault(row.seat, row.accepted_at)  # type: ignore[arg-type]
    end = change.stopped_at or at
    return [
        Wait(f"{seat}_seat", days_between(change.opened_at, first.get(seat, end)), over=seat in first)
        for seat in (Seat.CLINICAL, Seat.MANAGERIAL)
    ]


def _pauses(change: Change, at: datetime) -> list[Wait]:
    return [Wait("pause", row.days_paused(at), over=row.answered_at is not None) for row in change.pauses.all()]


def _asks(change: Change, at: datetime) -> list[Wait]:
    return [Wait("ask", ask.days_open(at), ask.what, over=ask.is_over) for ask in changes.asks_of(change)]
