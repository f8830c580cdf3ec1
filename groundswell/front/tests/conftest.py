"""A ward where something goes on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from groundswell.changes import actions as changes
from groundswell.changes.models import Change
from groundswell.ideas import actions as ideas
from groundswell.ideas.models import Idea
from groundswell.people.models import Person
from tests.cast import Cast, Places

START = datetime(2026, 9, 1, 9, tzinfo=UTC)
NIGHT = datetime(2026, 11, 1, 2, tzinfo=UTC)  # in which the figures of October are made


def text_of(answer: object) -> str:
    """The words of a page as a person reads them."""
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())  # type: ignore[attr-defined]


@pytest.fixture
def now() -> datetime:
    """Pages read the clock, so what they show is told from it."""
    return timezone.now()


@pytest.fixture
def noticed(cast: Cast, places: Places, now: datetime) -> Idea:
    """Amina noticed something on Ward 21 nine days ago and nobody has answered."""
    words = "The trolley is never stocked at night."
    return ideas.notice(words=words, place=places.ward21, by=cast.amina, at=now - timedelta(days=9))


@pytest.fixture
def tried(cast: Cast, places: Places, now: datetime) -> Change:
    """Another idea of Amina's became a change: Meera has the clinical seat, Grace is asked for the managerial one."""
    at = now - timedelta(days=20)
    idea = ideas.notice(
        words="Everybody rings the ward for the same results.", place=places.ward21, by=cast.amina, at=at
    )
    ideas.answer(idea=idea, words="Let us try it.", by=cast.grace, at=at)
    change = changes.open_change(
        title="Results on one board", place=places.ward21, idea=idea, reversible=True, inside_team=True, new_risk=False,
        by=cast.meera, at=at,
    )  # fmt: skip
    changes.pair(change=change, seat="clinical", person=cast.meera, by=cast.meera, at=at)
    changes.pair(change=change, seat="managerial", person=cast.grace, by=cast.meera, at=at)
    return change


@pytest.fixture
def quiet_nights(cast: Cast, places: Places) -> Change:
    """In September Amina noticed something on Ward 21; Grace answered, opened a change and has its clinical seat."""
    idea = ideas.notice(place=places.ward21, words="Bells ring all night", by=cast.amina, at=START)
    ideas.answer(idea=idea, words="Thank you", by=cast.grace, at=START + timedelta(days=2))
    change = changes.open_change(
        title="Quiet nights", place=places.ward21, reversible=True, inside_team=True, new_risk=False, by=cast.grace,
        at=START + timedelta(days=3), idea=idea,
    )  # fmt: skip
    changes.pair(change=change, seat="clinical", person=cast.grace, by=cast.grace, at=START + timedelta(days=3))
    return change


def start_a_test(change: Change, by: Person, at: datetime) -> None:
    changes.start_test(change=change, question="?", prediction="!", scale="one_day", started_on=at.date(), by=by, at=at)
