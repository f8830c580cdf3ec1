"""A story goes on: told where it was taken up, taken up from there; a search that is kept, and a card for the intranet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundswell.changes import queries as changes
from groundswell.changes.models import Seat
from groundswell.stories import actions as stories
from groundswell.stories.models import Adoption, Story
from groundswell.stories.queries import Asked

if TYPE_CHECKING:
    from groundswell.front.demo.loader import Stage

BEGAN = "Six walks fewer a shift on Ward 21"


def load(stage: Stage) -> None:
    sam, adil, grace, helen = (stage.people[key] for key in ("sam", "adil", "grace", "helen"))
    began = Story.objects.get(title=BEGAN)
    taken = Adoption.objects.select_related("change").get(story=began, person=sam)
    told = stories.tell(
        change=changes.change_for(sam, taken.change.public_id), title="Walking aids within reach on Ward 6", worked=True,
        did="We stood where people waited for an aid, for three mornings.\nThe trolley took Ward 21's drawer labels, in our words.",
        learned="What is fetched most differs from ward to ward. Count your own before you fill a trolley.",
        needed="One trolley and three mornings.", audience="everyone", measure=taken.measure, by=sam, at=stage.ago(3, 15),
    )  # fmt: skip
    assert told  # noqa: S101 - nobody tells it in between
    stories.take_up(
        story=told, place=stage.places["C84001"], title="Dressings where the nurse stands", aim=told.change.aim,
        adapted="One drawer of dressings in each room, no trolley.",
        reversible=True, inside_team=True, new_risk=False, seat=Seat.CLINICAL, by=adil, at=stage.ago(2, 9),
    )  # fmt: skip
    stories.make_card(story=began, by=grace, at=stage.ago(40, 11))
    stories.keep_search(
        name="What wards tried and what held", asked=Asked(place="ward", result="held"), by=grace, at=stage.ago(30, 9)
    )
    stories.keep_search(name="Telephone calls", asked=Asked(words="calls"), by=helen, at=stage.ago(60, 9))
