"""Rules the cast were told, the fund of Ward 21, and protected time that was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from groundswell.changes import actions as changes
from groundswell.changes.models import Change
from groundswell.enabling import actions as enabling
from groundswell.enabling.rules import Rung, level_of
from groundswell.ui.formats import london_day

if TYPE_CHECKING:
    from groundswell.front.demo.loader import Stage


@dataclass(frozen=True)
class Told:
    """One rule: who was told it where, who was asked to show it, and what it was."""

    by: str
    place: str
    to: str
    to_place: str
    rule: str
    told_by: str
    ago: int
    named: bool = False
    verdict: tuple[str, int, str, str] | None = None  # what, days ago, what it really says, the link
    outcome: tuple[str, int, str] | None = None
    also: tuple[str, ...] = ()


WARD, LARWOOD = "RP5BA-W21", "C84001"
TOLD = (
    Told("amina", WARD, "grace", WARD, "Only a physiotherapist may fetch a walking frame", "A colleague on nights", 6,
         also=("meera",)),
    Told("amina", WARD, "grace", WARD, "Two signatures for a box of light bulbs", "The store", 60, named=True, also=("meera", "helen"),
         verdict=("habit", 52, "It was meant for drugs and came to be used for everything.", ""),
         outcome=("dropped", 51, "One signature, and none below ten pounds.")),
    Told("meera", WARD, "helen", "RP5", "Relatives may come for one hour only", "A sign at the door", 20,
         verdict=("local_policy", 9, "It says that the ward agrees it with each patient.", "https://policies.rp5.example/visiting")),
    Told("adil", LARWOOD, "pat", LARWOOD, "Results are never given by telephone", "Reception", 90, named=True,
         verdict=("myth", 84, "They are, once the caller is known to be the patient.", ""),
         outcome=("clarified", 84, "A card with three questions lies at each desk.")),
)  # fmt: skip
SPENT = (
    ("amina", 33, "Hooks for four gel bottles", 860),
    ("grace", 9, "A lamp for the sluice", 3_200),
    ("amina", 1, "Drawer labels for the trolley", 1_249),
)
# who, where, what for, how much, made so many days ago, ends in so many days, their words
HOURS = (
    ("meera", "RP5BA", ("data", "testing"), "weekly", 12, 60, "Thursdays after handover. I like a chart on one page."),
    ("grace", WARD, ("leading", "mentoring"), "monthly", 30, 150, "I led three of these. Ask me before the first meeting."),
    ("helen", "RP5", ("finance", "writing"), "monthly", 21, 120, "An hour on what a board needs to read."),
    ("pat", LARWOOD, ("leading", "it", "patients"), "weekly", 9, 80, "Wednesday mornings, when the desk is quiet."),
    ("adil", LARWOOD, ("testing",), "once", 3, 27, ""),
)  # fmt: skip


def load(stage: Stage) -> None:
    for row in TOLD:
        _told(stage, row)
    place = stage.places[WARD]
    fund = enabling.set_fund(place=place, yearly=50_000, limit=5_000, by=stage.people["grace"], at=stage.ago(70))
    for who, ago, what, pence in SPENT:
        enabling.spend(fund=fund, what=what, amount=pence, place=place, by=stage.people[who], at=stage.ago(ago))
    _time(stage)
    for who, where, topics, how_much, ago, ends, words in HOURS:
        enabling.offer_time(
            place=stage.places[where], topics=topics, how_much=how_much, words=words, by=stage.people[who], at=stage.ago(ago),
            until=london_day(stage.at) + timedelta(days=ends),
        )  # fmt: skip


def _told(stage: Stage, row: Told) -> None:
    to_place = stage.places[row.to_place]
    asked = enabling.challenge(
        rule=row.rule, told_by=row.told_by, name_shown=row.named, place=stage.places[row.place], by=stage.people[row.by],
        to=Rung(stage.people[row.to], to_place, level_of(to_place)), at=stage.ago(row.ago),
    )  # fmt: skip
    for who in row.also:
        enabling.say_told(challenge=asked, by=stage.people[who], at=stage.ago(row.ago - 1))
    by = stage.people[row.to]
    if row.verdict:
        verdict, ago, says, source = row.verdict
        enabling.show_rule(challenge=asked, verdict=verdict, says=says, source=source, by=by, at=stage.ago(ago))
    if row.outcome:
        outcome, ago, words = row.outcome
        enabling.settle_rule(challenge=asked, outcome=outcome, words=words, by=by, at=stage.ago(ago, 12))


def _time(stage: Stage) -> None:
    """Two hours a week for counting, given by the chief executive and used since."""
    change, place = Change.objects.select_related("place").get(title="One place for fluid balance"), stage.places["RP5"]
    by, holder = stage.people["meera"], stage.people["helen"]
    ask = changes.ask_for(
        change=change, what="Two hours a week to compare the charts", kind="time", hours=Decimal(2), by=by,
        to=Rung(holder, place, level_of(place)), at=stage.ago(16),
    )  # fmt: skip
    enabling.commit(
        ask=ask, due=london_day(stage.at) - timedelta(days=8), by=holder, at=stage.ago(15), hours=Decimal(2)
    )
    enabling.keep(ask=ask, by=holder, at=stage.ago(10))
    for ago, hours in ((8, "2"), (1, "1.5")):
        day = london_day(stage.ago(ago))
        enabling.use_hours(ask=ask, on=day, hours=Decimal(hours), by=by, at=stage.ago(ago, 17))
