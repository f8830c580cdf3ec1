"""What a snapshot keeps of a place that is one team: where its changes spent their days, and with whom it changes things.

Plain Python. Of a change its key is kept and nothing else: title and address are asked for when the page is read, on the reader's
behalf. Teams are counted by changes in which both take part as places, so no count leads to a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from groundswell.insight.bureaucracy import WINDOW, Rows, alive_in
from groundswell.insight.measures.rows import Day, Key
from groundswell.insight.measures.waiting import shared_out

# A change: its key, its days in all, and those of each wait by what for and which level (`permission executive`).
Spent = tuple[Key, int, dict[str, int]]
# A team beside this one: its id, the changes that both take part in, and whose work was taken up ("", "ours", "theirs", "both").
Beside = tuple[int, int, str]


class At(NamedTuple):
    """A change at one place from `joined` to `over` there. `above`: the place and those above it."""

    change: Key
    place: int
    above: Collection[int]
    joined: Day
    over: Day | None


class Took(NamedTuple):
    """That the work of one place was taken up at another; each with the places above it."""

    told: int
    told_above: Collection[int]
    place: int
    above: Collection[int]


def days_spent(rows: Rows) -> list[Spent]:
    """Each change that lived in the window, oldest first: from the day it was noticed to the day it worked or was stopped."""
    found: list[Spent] = []
    for one in sorted(alive_in(rows), key=lambda each: (each.raised, str(each.change))):
        end = rows.as_of if one.ended is None else one.ended
        found.append((one.change, end - one.raised, shared_out(one.held, one.raised, end)))
    return found


def teams_beside(
    team: int, near: Collection[int], ats: Iterable[At], takes: Iterable[Took], as_of: Day
) -> list[Beside]:
    """Teams that take part in a change of this team, whose work was taken up, or that are `near`: each once, by id."""
    places: dict[Key, dict[int, bool]] = {}
    for at in ats:
        if at.joined <= as_of and (at.over is None or at.over > as_of - WINDOW):
            places.setdefault(at.change, {})[at.place] = team in at.above
    shared: Counter[int] = Counter()
    for found in places.values():
        if any(found.values()):
            shared.update(place for place, is_ours in found.items() if not is_ours)
    taken = _taken(team, takes)
    everyone = sorted({*shared, *taken, *near} - {team})
    return [(place, shared[place], taken.get(place, "")) for place in everyone]


def _taken(team: int, takes: Iterable[Took]) -> Mapping[int, str]:
    """By place: whose work was taken up between it and the team."""
    found: dict[int, set[str]] = {}
    for one in takes:
        told_here, taken_here = team in one.told_above, team in one.above
        if told_here and not taken_here:
            found.setdefault(one.place, set()).add("ours")
        elif taken_here and not told_here:
            found.setdefault(one.told, set()).add("theirs")
    return {place: whose.pop() if len(whose) == 1 else "both" for place, whose in found.items()}
