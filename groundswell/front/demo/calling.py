"""A call of the integrated care board, answered by a practice, a clinic and a ward. Made up, but for the national aim it cites."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from groundswell.changes import actions as changes
from groundswell.changes.models import Change
from groundswell.enabling import actions as enabling
from groundswell.enabling.rules import Rung, level_of
from groundswell.ideas.models import Idea
from groundswell.stories import actions as stories
from groundswell.stories.models import Reach, Shown, Story
from groundswell.ui.formats import london_day

if TYPE_CHECKING:
    from groundswell.front.demo.loader import Stage

# NHS England and the Department of Health and Social Care; read at this address, published 9 May 2023.
CITED = {
    "cited": "Tackle the 8am rush (Delivery plan for recovering access to primary care)",
    "cited_source": "NHS England and the Department of Health and Social Care",
    "cited_link": "https://www.england.nhs.uk/long-read/delivery-plan-for-recovering-access-to-primary-care-2/",
    "cited_on": date(2023, 5, 9),
}
ANSWERS = (
    ("A text when the prescription is ready", "pat", 50, Shown.PERSON),
    ("One letter instead of two", "adil", 18, Shown.PLACE),
    ("One telephone that rings with whoever is free", "meera", 4, Shown.PERSON),
    ("Home visits known by ten", "adil", 44, Shown.COUNTED),
)
KEPT, WAITS = (
    "Text messages paid for by the board for a year",
    "Telephone figures from the supplier, for every practice",
)


def load(stage: Stage) -> None:
    tom, home = stage.people["tom"], stage.places["QT1"]
    call = stories.open_call(
        place=home, by=tom, at=stage.ago(56, 11), title="Calls that nobody should have to make",
        theme="One in ten calls to a practice only asks whether something is ready.\nThe person who is really ill waits behind it.",
        asked="Find one reason why people have to ring, and take it away. Try it small.\n"
        "Count the calls for two weeks before and after.",
        reach=Reach.EVERYONE, from_on=london_day(stage.ago(56)), until_on=london_day(stage.at) + timedelta(days=120),
        kinds=["waste", "problem"], aims=["timely", "experience"], stories=Story.objects.filter(title__startswith="Forty calls fewer"),
        **CITED,
    )  # fmt: skip
    for title, who, ago, shows in ANSWERS:
        change = Change.objects.get(title=title)
        stories.answer_call(call=call, what=change, shows=shows, by=stage.people[who], at=stage.ago(ago, 12))
    screen = Idea.objects.get(words__startswith="The check-in screen is switched off")
    stories.answer_call(call=call, what=screen, shows=Shown.PLACE, by=stage.people["pat"], at=stage.ago(7, 12))
    change, rung = Change.objects.get(title=ANSWERS[0][0]), Rung(tom, home, level_of(home))
    for what, kind, ago, kept in ((KEPT, "money", 49, 38), (WAITS, "data", 3, 0)):
        ask = changes.ask_for(
            change=change, what=what, kind=kind, to=rung, by=stage.people["pat"], at=stage.ago(ago, 9)
        )
        if kept:
            enabling.commit(ask=ask, due=london_day(stage.ago(kept - 2)), by=tom, at=stage.ago(ago - 1, 9))
            enabling.keep(ask=ask, by=tom, at=stage.ago(kept, 9))
