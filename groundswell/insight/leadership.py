"""How widely leadership is shared at one place, over twelve months: plain rows in, one dictionary of whole numbers out.

Plain Python, like the measures it calls (LM1, LM2 and LM15 are theirs). What comes out is what a snapshot keeps: it can be written
as JSON, holds no key of a person or a change, and is raw: a page shows of it what the gate lets through.

A team's figures count its own members, as they are on the last day, wherever they led. How many work somewhere is what the
organisation says; a team of which nobody has said it is counted as such and nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from groundswell.insight.measures.coverage import Team, Unit, coverage
from groundswell.insight.measures.rows import Day, Key
from groundswell.insight.measures.second import First, second_time

Figures = dict[str, Any]
WINDOW = 365
SEATS = frozenset({"clinical_co_lead", "managerial_co_lead"})
# What counts as an act of one's own in a change that one leads; to comment, to thank and to support do not.
ACTS = frozenset({"task_doer", "tester", "enabler", "adopter", "teller"})
FIXED = "idea_fixed"


class Played(NamedTuple):
    """A part somebody played: in which room and subject, by which kind of event, on which day."""

    person: Key
    part: str
    room: str
    subject: str
    kind: str
    day: Day


class Member(NamedTuple):
    """Somebody who works at a team on the last day. `is_first`: of several teams the one where they have been longest."""

    person: Key
    team: int
    group: str
    is_manager: bool
    is_first: bool = True


@dataclass
class Rows:
    """One place. `teams`: those inside it, each with the place above it; `heads`: what is said of every place, by staff group."""

    as_of: Day
    staff: int | None = None
    parent_staff: int | None = None
    teams: dict[int, int] = field(default_factory=dict)
    heads: dict[int, int] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)


def who_led(played: Iterable[Played], as_of: Day) -> dict[Key, frozenset[str]]:
    """The changes that each person led in the window: with a seat accepted before, and an act of their own in it.

    To just fix what one noticed is a change led by who fixed it: a seat and an act at once. What was fixed and is part of a
    change since has the name of that change.
    """
    seats: dict[tuple[Key, str], Day] = {}
    acts: list[Played] = []
    led: dict[Key, set[str]] = {}
    for one in sorted(played, key=lambda row: row.day):
        is_fixed, is_change = one.kind == FIXED, one.room == "changes"
        if is_fixed or (is_change and one.part in SEATS):
            seats.setdefault((one.person, one.subject), one.day)
        if (is_fixed or (is_change and one.part in ACTS)) and as_of - WINDOW < one.day <= as_of:
            acts.append(one)
    for act in acts:
        if (since := seats.get((act.person, act.subject))) is not None and since <= act.day:
            led.setdefault(act.person, set()).add(act.subject)
    return {person: frozenset(changes) for person, changes in led.items()}


def first_timers(played: Iterable[Played]) -> dict[Key, First]:
    """For everybody who ever noticed something: the first day, and the next later day with an act of any kind."""
    noticed: dict[Key, Day] = {}
    days: dict[Key, list[Day]] = {}
    for one in played:
        days.setdefault(one.person, []).append(one.day)
        if one.part == "owner":
            noticed[one.person] = min(one.day, noticed.get(one.person, one.day))
    return {
        person: First(first, min((day for day in days[person] if day > first), default=None))
        for person, first in noticed.items()
    }


def figures(rows: Rows, led: Mapping[Key, Collection[str]], firsts: Mapping[Key, First]) -> Figures:
    """LM1 with its depth, LM2 and LM15 of one place."""
    here = {member.person for member in rows.members if member.is_first}
    return {
        "staff": rows.staff, "parent_staff": rows.parent_staff, "coverage": _coverage(rows, led),
        "groups": _groups(rows, led), "second": _second(rows, here, firsts),
    }  # fmt: skip


def teams_in(found: Figures) -> list[int]:
    """All teams of which the figures of a place speak."""
    kept = found["coverage"]
    return [team for unit in kept["units"] for team in unit["teams"]] + kept["not_shown"] + kept["unsaid"]


def _coverage(rows: Rows, led: Mapping[Key, Collection[str]]) -> Figures:
    leads: dict[int, set[Key]] = {}
    others: dict[int, set[Key]] = {}
    for member in rows.members:
        if member.person in led:
            leads.setdefault(member.team, set()).add(member.person)
            if not member.is_manager:
                others.setdefault(member.team, set()).add(member.person)
    said = [team for team in rows.teams if team in rows.heads]
    found = coverage(
        Team(str(team), str(rows.teams[team]), rows.heads[team], len(leads.get(team, ())), len(others.get(team, ())))
        for team in said
    )
    return {
        "units": [_unit(unit) for unit in found.units],
        "not_shown": [int(team) for team in found.not_shown],
        "unsaid": [team for team in rows.teams if team not in rows.heads],
    }


def _unit(unit: Unit) -> Figures:
    """Whether, not how many: nobody needs the number, so it is not kept."""
    return {
        "teams": [int(team) for team in unit.ids], "staff": unit.staff, "led": unit.led, "by_two": unit.leads > 1,
        "by_others": unit.other_leads > 0,
    }  # fmt: skip


def _groups(rows: Rows, led: Mapping[Key, Collection[str]]) -> list[tuple[str, int, int]]:
    """Leads and staff of each staff group of which it is said how many work here; not where fewer are said than led."""
    people = {member.person: member.group for member in rows.members if member.person in led}
    found = Counter(people.values())
    return [(group, found[group], staff) for group, staff in rows.groups.items() if found[group] <= staff]


def _second(rows: Rows, here: Collection[Key], firsts: Mapping[Key, First]) -> tuple[int, int]:
    share = second_time((first for person, first in firsts.items() if person in here), rows.as_of)
    return share.part, share.whole
