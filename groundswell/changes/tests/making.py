"""A change to try things on: Amina's idea on Ward 21, opened by Sister Okafor."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bs4 import BeautifulSoup
from django.http import HttpResponse

from groundswell.changes import actions
from groundswell.changes.models import Change, Decision, Scale, Seat, Test
from groundswell.ideas import actions as ideas
from groundswell.ideas.models import Idea
from groundswell.people.models import Person
from groundswell.places.models import Place
from tests.cast import MONDAY, Cast, Places

WORDS = "The only drip stand is always at the other end of the ward."
TITLE = "One drip stand in each bay"
TUESDAY = MONDAY + timedelta(days=1)
SECOND, THIRD = MONDAY.date(), TUESDAY.date()  # of March


def noticed(cast: Cast, places: Places, words: str = WORDS) -> Idea:
    return ideas.notice(words=words, place=places.ward21, by=cast.amina, at=MONDAY)


def opened(cast: Cast, places: Places, *, by: Person | None = None, at: datetime = MONDAY, others: tuple[Place, ...] = (),
           idea: Idea | None = None, **answers: bool) -> Change:  # fmt: skip
    """Reversible, inside the team, no new risk, unless `answers` say otherwise."""
    said = {"reversible": True, "inside_team": True, "new_risk": False} | answers
    idea = idea or noticed(cast, places)
    return actions.open_change(
        title=TITLE, place=places.ward21, by=by or cast.grace, at=at, idea=idea, places=others, **said
    )


def led(cast: Cast, places: Places, **more: object) -> Change:
    """With Dr Patel in the clinical and Sister Okafor in the managerial seat."""
    change = opened(cast, places, **more)  # type: ignore[arg-type]
    actions.pair(change=change, seat=Seat.CLINICAL, person=cast.meera, by=cast.meera, at=MONDAY)
    actions.pair(change=change, seat=Seat.MANAGERIAL, person=cast.grace, by=cast.grace, at=MONDAY)
    return change


def tried(change: Change, by: Person, *, at: datetime = MONDAY, started_on: date = SECOND) -> Test:
    return actions.start_test(
        change=change, question="Does the walk get shorter?", prediction="Half as many walks", scale=Scale.ONE_SHIFT,
        started_on=started_on, by=by, at=at,
    )  # fmt: skip


def learned(
    test: Test, by: Person, *, decision: str = Decision.ADOPT, at: datetime = TUESDAY, ended_on: date = THIRD
) -> None:
    actions.learn_from(
        test=test, happened="Eleven walks instead of thirty.", learned="Two bays can share.", decision=decision,
        ended_on=ended_on, by=by, at=at,
    )  # fmt: skip


def text_of(response: HttpResponse) -> str:
    """The page as it is read: the words of its main part."""
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())
