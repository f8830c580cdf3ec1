"""Whose turn it is to answer an idea: the line of those who answer for its place, and who is next in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from groundswell.ideas.rules import ANSWERERS
from groundswell.people.models import Person, RoleCode, RoleGrant
from groundswell.ui.workdays import is_working_day


class Why(StrEnum):
    """Why the next person is asked."""

    AWAY = "away"
    LATE = "late"
    GONE = "gone"


@dataclass(frozen=True)
class Turn:
    """What `who_is_next` found: false when whoever has it keeps it; `to` is None when nobody is left to ask."""

    why: Why | None = None
    to: Person | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return self.why is not None


STAYS = Turn()


def in_line(grants: list[RoleGrant], but: Person | None = None) -> list[Person]:
    """Who is asked in which order, each once, never `but`: the owner does not answer themselves.

    Nearest place first. At each: its answerer, the deputies, other answerers who said yes, who leads it, then who manages.
    `grants` come nearest first and longest first, as from `grants_reaching`.
    """
    first: dict[int, RoleGrant] = {}
    for grant in grants:
        if grant.role == RoleCode.ANSWERER and grant.person != but:
            first.setdefault(grant.place_id, grant)
    wanted = [
        grant
        for grant in grants
        if grant.role in ANSWERERS
        and (grant.role != RoleCode.ANSWERER or first.get(grant.place_id) == grant or grant.accepted_at)
    ]
    wanted.sort(key=lambda grant: (-len(grant.place.path), _rank(grant, first.get(grant.place_id))))
    return [person for person in dict.fromkeys(grant.person for grant in wanted) if person != but]


def _rank(grant: RoleGrant, first: RoleGrant | None) -> float:
    if grant.role == RoleCode.ANSWERER:
        return 0 if grant == first else 1.5  # a second answerer comes after the deputy
    return ANSWERERS.index(RoleCode(grant.role))


def misses_a_working_day(person: Person, today: date) -> bool:
    """Away on a day that counts. Somebody who is back on the next working day keeps what comes in on a Saturday."""
    if not person.is_away(today) or person.back_on is None:
        return False
    day = today
    while not is_working_day(day):
        day += timedelta(days=1)
    return day < person.back_on


def who_is_next(
    line: list[Person], has: Person | None, *, due: date, until: date | None, today: date, then: date
) -> Turn:
    """Whether the idea goes on from whoever `has` it, why, to whom, and by when that person is asked to answer.

    `due` is the idea's own day and never moves; `until` ends the turn of `has`. The next turn ends on the idea's own day
    while that is still ahead, else on the day `then`.
    """
    if has is None or has not in line or not has.is_active:
        why, left = Why.GONE, line
    elif misses_a_working_day(has, today):
        why, left = Why.AWAY, line[line.index(has) + 1 :]
    elif until is not None and until < today:
        why, left = Why.LATE, line[line.index(has) + 1 :]
    else:
        return STAYS
    to = next((one for one in left if one != has and not misses_a_working_day(one, today)), None)
    return Turn(why, to, (due if today < due else then) if to else None)
