"""Roles that the demonstration's places offer, who stepped in, who mentors whom, and what could follow from what became real."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from groundswell.changes.models import Change
from groundswell.enabling import actions as enabling
from groundswell.growth import actions as growth
from groundswell.growth import queries
from groundswell.growth.frameworks import dimension_of
from groundswell.ui.formats import london_day

if TYPE_CHECKING:
    from groundswell.front.demo.loader import Stage

OFFERS: tuple[tuple[str, str, str, int, dict[str, Any]], ...] = (
    (
        "deputise", "grace", "RP5BA-W21", 24, {
            "title": "Deputise for the ward manager",
            "what": "Lead the huddle and hold the ward's changes together when I am away, two days a month. "
            "For anybody of the team, whatever their title.",
            "time": "One session a week", "backfill": "The ward's own budget",
            "development": "An hour with me each week; the trust's first leadership course", "returns": "You keep your post",
            "readers": "organisation",
        },
    ),
    (
        "shadow_executive", "helen", "RP5", 31, {
            "title": "Two days beside the chief executive",
            "what": "Come to the board and to the ward rounds with me, and tell me afterwards what you would do differently.",
            "time": "Two whole days", "backfill": "The chief executive's office", "development": "A talk of an hour after each day",
            "returns": "You keep your post", "readers": "system",
        },
    ),
    (
        "clinical_lead_role", "pat", "C84001", 18, {
            "title": "Clinical lead for care navigation",
            "what": "Look after how people reach the right person first, together with reception. Any clinical profession.",
            "time": "Two sessions a week", "pay": "The sessions are paid at your rate", "backfill": "The practice",
            "development": "A mentor of your choice", "readers": "everyone",
        },
    ),
    (
        "mentor", "helen", "RP5BA", 12, {
            "title": "Mentor somebody who leads for the first time",
            "what": "An hour a month for half a year with a colleague from another ward.", "time": "One hour a month",
            "readers": "organisation",
        },
    ),
)  # fmt: skip


def load(stage: Stage) -> None:
    made = {}
    for kind, who, place, ago, words in OFFERS:
        made[kind] = growth.offer(
            place=stage.places[place], kind=kind, by=stage.people[who], at=stage.ago(ago, 11),
            apply_by=london_day(stage.at) + timedelta(days=60), **words,
        )  # fmt: skip
    bloods = Change.objects.filter(title__startswith="Bloods that catch").get()
    growth.offer(
        place=bloods.place, change=bloods, kind="data_help", title="Help us to read the Wednesday numbers",
        what="Twenty minutes a week with the chart. No training needed.", time="Twenty minutes a week", readers="organisation",
        by=stage.people["meera"], at=stage.ago(9, 12),
    )  # fmt: skip
    growth.step_in(
        offer=made["deputise"],
        why="I know every shift, and the porters know me.",
        by=stage.people["amina"],
        at=stage.ago(3),
    )
    step = growth.step_in(
        offer=made["shadow_executive"],
        why="I want to see where a wait begins.",
        by=stage.people["meera"],
        at=stage.ago(25),
    )
    growth.answer(
        step=step,
        answer="yes",
        words="Come to the board on the first Thursday.",
        by=stage.people["helen"],
        at=stage.ago(23),
    )
    _mentors(stage)
    _onwards(stage)
    for event in queries.became_real(stage.ago(700)):
        growth.say_next(event=event, at=stage.ago(1))


def _mentors(stage: Stage) -> None:
    """Dr Patel mentors Amina Yusuf in reading charts: three hours so far, until a day."""
    hour = enabling.offer_time(
        place=stage.places["RP5BA"], topics=["mentoring", "data"], how_much="monthly", by=stage.people["meera"],
        at=stage.ago(75), words="Bring a chart that puzzles you.", until=london_day(stage.at) + timedelta(days=120),
    )  # fmt: skip
    enabling.offer_time(
        place=stage.places["RP5"], topics=["mentoring", "leading"], how_much="once", by=stage.people["helen"],
        at=stage.ago(20), words="For anybody who leads for the first time.", until=london_day(stage.at) + timedelta(days=60),
    )  # fmt: skip
    row = growth.ask_mentor(
        offer=hour, topic="data", words="I would like to read our own chart at the huddle.", by=stage.people["amina"],
        at=stage.ago(70), ends_on=london_day(stage.at) + timedelta(days=40),
    )  # fmt: skip
    growth.answer_mentee(
        row=row,
        answer="yes",
        reply="The last Friday of the month at one, in the day room.",
        by=stage.people["meera"],
        at=stage.ago(68),
    )
    row.refresh_from_db()
    for ago, minutes in ((62, 60), (34, 75), (6, 45)):
        growth.log_session(
            row=row, on=london_day(stage.ago(ago)), minutes=minutes, by=stage.people["amina"], at=stage.ago(ago)
        )
    growth.ask_mentor(
        offer=hour, topic="mentoring", words="How do you find the time to lead a change?", by=stage.people["grace"],
        at=stage.ago(2), ends_on=london_day(stage.at) + timedelta(days=90),
    )  # fmt: skip


def _onwards(stage: Stage) -> None:
    growth.will_talk(
        person=stage.people["helen"],
        into="chief executive",
        came_from="ward sister",
        readers="everyone",
        at=stage.ago(40),
    )
    found = dimension_of("hlm", "hlm6", london_day(stage.at))
    assert found  # noqa: S101 - the file has it
    framework, dimension = found
    chosen = list(queries.own_record(stage.people["meera"]))[:1]
    growth.set_beside(
        person=stage.people["meera"], framework=framework, dimension=dimension, chosen=chosen, at=stage.ago(10)
    )
