"""Posters of the demonstration, a notice nobody confirmed yet, and two senders who chose not to be named. All made up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from groundswell.ideas import actions as ideas
from groundswell.ideas.models import NameMode
from groundswell.people.models import Person, RoleGrant
from groundswell.people.queries import look_again
from groundswell.places.models import Place

# Shown beside the demonstration's other numbers: whoever types it sees what a sender sees.
NUMBER = "2400000000000021"
UNCONFIRMED = "The bell in bay 2 cannot be heard at the desk. (made up, from the poster)"
HELD = "We are told on Thursday which nights we work from Monday. (made up, name held)"
NOT_KEPT = "Breaks are written down as taken when they were not. (made up, name not kept)"
WARD, PRACTICE = "RP5BA-W21", "C84001"


def load(people: Mapping[str, Person], places: Mapping[str, Place], ago: Callable[[int], datetime]) -> None:
    """Grace answers on Ward 21 and Meera is her deputy; Pat and Adil in the practice."""
    ward, practice = places[WARD], places[PRACTICE]
    RoleGrant.objects.create(person=people["meera"], place=ward, role="deputy", since=ago(400))
    RoleGrant.objects.filter(role__in=("answerer", "deputy")).update(accepted_at=ago(399))
    for person in people.values():
        look_again(person)
    ideas.make_posters(places=[ward], by=people["grace"], at=ago(120))
    ideas.make_posters(places=[ward], by=people["grace"], at=ago(120), tablet=True)
    ideas.make_posters(places=[practice], by=people["pat"], at=ago(120))
    ideas.make_wall(place=ward, by=people["grace"], at=ago(60))
    ideas.notice(words=UNCONFIRMED, place=ward, by=None, at=ago(1))
    ideas.notice(
        words=HELD, place=ward, by=people["amina"], at=ago(2), mode=NameMode.HELD, keeper=people["grace"],
    )  # fmt: skip
    ideas.notice(words=NOT_KEPT, place=ward, by=None, at=ago(9), mode=NameMode.NOT_KEPT, number=NUMBER)
