"""A change on Ward 21 that works, and what the tests of stories need of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from groundswell.changes import actions as changes
from groundswell.changes.models import Change, Seat
from groundswell.ideas import actions as ideas
from groundswell.measures.models import Measure, Reading
from groundswell.stories import actions
from groundswell.stories.models import Story
from tests.cast import MONDAY, Cast, Places

NOTICED = MONDAY
HEARD = MONDAY + timedelta(days=2)
OPENED = MONDAY + timedelta(days=4)
PAIRED = MONDAY + timedelta(days=11)
TRIED = MONDAY + timedelta(days=14)
ADOPTED = MONDAY + timedelta(days=28)
TOLD = datetime(2026, 7, 6, 9, 30, tzinfo=MONDAY.tzinfo)

WORDS = {
    "title": "Two walks fewer per drug round on Ward 21",
    "worked": True,
    "did": "We moved the trolley.\nWe counted walks for a week.",
    "learned": "Counting made it visible.",
    "surprised": "Night staff liked it most.",
    "needed": "One afternoon and a label.",
    "waited": "Somebody for the managerial seat: 7 days",
}


WALKS = "Walks in a drug round"


def follow(change: Change, by: Any, values: list[float], *, name: str = WALKS, since: date | None = None) -> Measure:
    """A measure of the change with a reading every Monday."""
    since = since or MONDAY.date()
    measure = Measure.objects.create(
        name=name, unit="walks", direction="decrease", interval="week", target=4, place=change.place,
        organisation=change.organisation, started_by=by, started_at=MONDAY,
    )  # fmt: skip
    change.measures.add(measure)
    Reading.objects.bulk_create(
        Reading(measure=measure, on=since + timedelta(weeks=week), value=value, at=MONDAY)
        for week, value in enumerate(values)
    )
    return measure


@pytest.fixture
def idea(cast: Cast, places: Places):
    made = ideas.notice(
        words="We walk to the far cupboard twice in every drug round.", place=places.ward21, by=cast.amina, at=NOTICED
    )
    ideas.answer(idea=made, words="Yes, let us look at it.", by=cast.grace, at=HEARD)
    return made


@pytest.fixture
def change(cast: Cast, places: Places, idea) -> Change:
    """Opened by the ward manager, who is its clinical co-lead; the manager's seat took a week; nothing tried yet."""
    made = changes.open_change(
        title="Trolley next to the bay", place=places.ward21, reversible=True, inside_team=True, new_risk=False,
        by=cast.grace, at=OPENED, idea=idea, aim="Two walks fewer in every drug round",
    )  # fmt: skip
    changes.pair(change=made, seat=Seat.CLINICAL, person=cast.grace, by=cast.grace, at=OPENED)
    seat = changes.pair(change=made, seat=Seat.MANAGERIAL, person=cast.manager, by=cast.grace, at=OPENED)
    changes.accept_pair(co_lead=seat, by=cast.manager, at=PAIRED)
    return made


@pytest.fixture
def working(cast: Cast, change: Change) -> Change:
    """Tried once and adopted."""
    test = changes.start_test(
        change=change, question="Does a trolley at the bay save walks?", prediction="Two walks fewer", scale="one_week",
        started_on=TRIED.date(), by=cast.grace, at=TRIED,
    )  # fmt: skip
    changes.learn_from(
        test=test, happened="Walks went from six to four.", learned="Counting made it visible.", decision="adopt",
        ended_on=ADOPTED.date(), by=cast.grace, at=ADOPTED,
    )  # fmt: skip
    return Change.objects.get(pk=change.pk)


@pytest.fixture
def measure(cast: Cast, working: Change) -> Measure:
    return follow(working, cast.grace, [6, 7, 6, 6, 5, 6, 4, 4, 3, 4, 4, 3])


@pytest.fixture
def tell(cast: Cast, working: Change, measure: Measure) -> Callable[..., Story]:
    """Tell the story of the change; whatever is given replaces the usual words."""

    def told(**more: Any) -> Story:
        about = {"change": working, "by": cast.grace, "at": TOLD, "measure": measure, **WORDS, **more}
        return actions.tell(**about)

    return told


@pytest.fixture
def take_up(cast: Cast, places: Places) -> Callable[..., Any]:
    """A practice takes a story up."""

    def taken_up(story: Story, **more: Any):
        about = {
            "by": cast.adil, "place": places.larwood, "at": TOLD + timedelta(days=7), "title": "Trolley at the treatment room",
            "aim": "Two walks fewer", "adapted": "A basket instead of a trolley.", "reversible": True, "inside_team": True,
            "new_risk": False, **more,
        }  # fmt: skip
        return actions.take_up(story=Story.objects.get(pk=story.pk), **about)

    return taken_up
