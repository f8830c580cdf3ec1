"""Five divisions of the trust with five teams each, so that the map has something to show. All made up, and labelled so.

Their people have no names: nobody can be them. What they changed is over for a month and more, so that it is in the figures of the
last month and on nobody's list of today.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from groundswell.changes import actions as changes
from groundswell.changes import queries as change_queries
from groundswell.changes.models import Change, Seat
from groundswell.enabling import actions as enabling
from groundswell.enabling.models import Permission, Trigger
from groundswell.enabling.rules import Rung, level_of
from groundswell.front.demo.cast import LABEL
from groundswell.people import actions as people
from groundswell.people.headcounts import Count
from groundswell.people.models import Membership, Person, RoleGrant, StaffGroup
from groundswell.places.actions import open_place
from groundswell.places.models import Place
from groundswell.ui.formats import london_day

if TYPE_CHECKING:
    from groundswell.front.demo.loader import Stage


@dataclass(frozen=True)
class Division:
    """`led`: in how many of its teams somebody leads. `decided`: days until each permission was decided, 0 for one that is open.
    `freely`: changes for which nobody was asked."""

    key: str
    name: str
    led: int
    decided: tuple[int, ...]
    freely: int
    teams: tuple[str, ...]


DIVISIONS = (
    Division(
        "RP5-CHI", "Children and families", 4, (3, 1, 4, 6, 2, 7, 5, 3, 8), 4,
        ("Children's ward", "Neonatal unit", "Maternity ward", "Antenatal clinic", "Health visiting"),
    ),
    Division(
        "RP5-DIA", "Diagnostics and pharmacy", 2, (9, 14, 21), 6,
        ("Imaging", "Blood sciences", "Pharmacy", "Endoscopy", "Outpatients"),
    ),
    Division(
        "RP5-MED", "Medicine", 3, (12, 9, 21, 14, 26, 17, 30, 8, 0, 0, 0), 2,
        ("Ward 24", "Ward 25", "Ward 26", "Stroke unit", "Discharge lounge"),
    ),
    Division(
        "RP5-SUR", "Surgery", 5, (7, 6, 9, 5, 12, 8, 7, 0, 10), 8,
        ("Ward 20", "Ward 22", "Ward 23", "Day surgery", "Critical care"),
    ),
    Division(
        "RP5-COM", "Therapies and community", 3, (4, 6), 7,
        ("Occupational therapy", "Dietetics", "Speech and language", "Hand clinic", "Falls team"),
    ),
)  # fmt: skip
ABOUT = (
    "A calmer handover", "Things where they are used", "Fewer walks to the store", "Letters in plain words",
    "Meals that are still warm", "Lists that two teams share", "Quiet hours at night", "One number to ring",
    "Chairs people can get up from", "Labels that can be read", "A board that is looked at", "Forms nobody reads, left out",
    "Answers on the same day", "Beds ready by noon",
)  # fmt: skip
STAFF, HEADS = 3, 24  # with an account in each team, and said to work there
JOINED, FIRST, LAST = 900, 430, 75  # days ago: joined, the oldest change, the newest
# With whom Ward 21 does something together: a change of its own, and who takes part in it.
TOGETHER = (
    ("Own medicines travel in one green bag", 27, ("RP5BA-MAU", "RP5-DIA-3")),
    ("Bloods that catch the one o'clock porter", 76, ("RP5BA-MAU", "RP5-DIA-2")),
    ("Slide sheets in every bay", 140, ("RP5DR-W17", "RP5BA-EST")),
    ("A board at the door that answers three questions", 64, ("RP5BA-EST",)),
)  # fmt: skip

# What changes of Ward 21 waited for last year: asked of Helen, and kept.
WAITED = (
    ("Slide sheets in every bay", "Sheets in the laundry contract", "contract_or_incentive", 140, 127),
    ("Weighed before breakfast, Monday and Thursday", "Chair scales to share", "equipment", 47, 36),
    ("Bloods that catch the one o'clock porter", "A porter on Wednesdays", "staffing", 76, 68),
)


def load(stage: Stage) -> None:
    for division in DIVISIONS:
        _division(stage, division)
    _place(stage, "RP5BA-EST", "Estates", "corporate_team", stage.places["RP5BA"])
    _with_ward_21(stage)


def _with_ward_21(stage: Stage) -> None:
    """What others do together with Ward 21, and what its changes waited for."""
    grace, helen, trust = stage.people["grace"], stage.people["helen"], stage.places["RP5"]
    for title, ago, keys in TOGETHER:
        change = change_queries.change_for(grace, Change.objects.get(title=title).public_id)
        for key in keys:
            changes.bring_in(change=change, place=stage.places[key], by=grace, at=stage.ago(ago, 15))
    to = Rung(helen, trust, level_of(trust))
    for title, what, kind, asked, kept in WAITED:
        change = Change.objects.select_related("place").get(title=title)
        ask = changes.ask_for(change=change, what=what, kind=kind, to=to, by=grace, at=stage.ago(asked, 10))
        enabling.commit(ask=ask, due=london_day(stage.ago(kept - 2)), by=helen, at=stage.ago(asked - 2, 10))
        enabling.keep(ask=ask, by=helen, at=stage.ago(kept, 10))


def _place(stage: Stage, key: str, name: str, kind: str, parent: Place) -> Place:
    place = open_place(name=name, kind=kind, parent=parent, at=stage.at - timedelta(days=JOINED))
    Place.objects.filter(pk=place.pk).update(key=key, source="demonstration")
    stage.places[key] = place
    return place


def _division(stage: Stage, division: Division) -> None:
    top = _place(stage, division.key, division.name, "division", stage.places["RP5"])
    teams = [_place(stage, f"{division.key}-{at}", name, "ward", top) for at, name in enumerate(division.teams, 1)]
    nurses = StaffGroup("nursing_midwifery")
    counts = [Count(top, nurses, HEADS * (len(teams) + 1)), *(Count(team, nurses, HEADS) for team in teams)]
    since = london_day(stage.at) - timedelta(days=JOINED)
    people.say_headcounts(counts=counts, since=since, source=LABEL, by=stage.people["helen"], at=stage.ago(30))
    manager = _person(stage, top, "Divisional manager", "general_management", clinical=False)
    RoleGrant.objects.create(person=manager, place=top, role="decider", since=stage.at - timedelta(days=JOINED))
    staff = [
        [_person(stage, team, f"Nurse {at}", nurses, clinical=True) for at in range(1, STAFF + 1)] for team in teams
    ]
    asked: list[int | None] = [*division.decided, *(None for _change in range(division.freely))]
    for at, days in enumerate(asked):
        turn = at % division.led
        team, by = teams[turn], staff[turn][at // division.led % STAFF]
        ago = FIRST if at == 0 else LAST + (at * 67) % 230
        _change(stage, f"{ABOUT[at % len(ABOUT)]}, {team.name}", team, by, manager, ago, days)


def _person(stage: Stage, place: Place, title: str, group: str, *, clinical: bool) -> Person:
    email = f"{title.lower().replace(' ', '.')}@{place.pk}.rp5.example"
    person = Person.objects.create_user(email, name=f"{title}, {place.name}", demo=True)
    since = stage.at - timedelta(days=JOINED)
    Membership.objects.create(
        person=person, place=place, title=title, staff_group=group, clinical=clinical, managerial=not clinical,
        joined_by=Membership.Joined.INVITATION, since=since, confirmed_at=since,
    )  # fmt: skip
    return person


def _change(stage: Stage, title: str, team: Place, by: Person, manager: Person, ago: int, days: int | None) -> None:
    """`days` until its permission was decided: 0 for one that is open, None where none is needed."""
    change = changes.open_change(
        title=title, place=team, reversible=True, inside_team=True, new_risk=False, by=by, at=stage.ago(ago, 9)
    )
    changes.pair(change=change, seat=Seat.CLINICAL, person=by, by=by, at=stage.ago(ago, 9))
    row = changes.pair(change=change, seat=Seat.MANAGERIAL, person=manager, by=by, at=stage.ago(ago, 10))
    changes.accept_pair(co_lead=row, by=manager, at=stage.ago(ago - 1, 10))
    started = ago - 2
    answers = {str(trigger): trigger == Trigger.ESTATE and days is not None for trigger in Trigger}
    changes.answer_questions(change=change, answers=answers, by=by, at=stage.ago(ago, 11))
    if days is not None:
        changes.ask_permissions(change=change, by=by, at=stage.ago(ago, 12))
        permission = Permission.objects.get(work_id=change.public_id, trigger=Trigger.ESTATE)
        if not days:
            return
        enabling.give(permission=permission, by=permission.decider, conditions="", at=stage.ago(ago - days, 14))
        started = ago - days - 1
    test = changes.start_test(
        change=change, question="Does it help?", prediction="On most days", scale="one_week", by=by,
        started_on=london_day(stage.ago(started)), at=stage.ago(started, 15),
    )  # fmt: skip
    changes.learn_from(
        test=test, happened="On most days, yes.", learned="Ask the night shift first.", decision="adopt", by=by,
        ended_on=london_day(stage.ago(started - 7)), at=stage.ago(started - 7, 16),
    )  # fmt: skip
