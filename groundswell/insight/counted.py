"""The figures of every unit for a month that is over: its own cells, and what its teams are like taken together.

Plain Python. What belongs to one team (LM3, LM4) stays with that team; of several it says how they are spread, never which is which.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from statistics import fmean
from typing import Any, NamedTuple

from groundswell.insight import rules
from groundswell.insight.hierarchy import held_together, shown_by_staff
from groundswell.insight.measures.connectedness import connectedness
from groundswell.insight.measures.coverage import Team, coverage
from groundswell.insight.measures.intervals import Share
from groundswell.insight.tally import cells as read
from groundswell.insight.tally.cells import Cells, Figures
from groundswell.insight.tally.codes import Measure


class TeamAt(NamedTuple):
    """Where a team lies, and how many work there; 0: nobody said it."""

    organisation: int
    division: int
    staff: int


@dataclass(frozen=True)
class Tree:
    """`inside`: the teams of each unit. `over`: the unit right above each. `above`: units that lie above organisations."""

    inside: Mapping[int, Collection[int]]
    teams: Mapping[int, TeamAt]
    over: Mapping[int, int]
    above: Collection[int] = ()
    nation: int | None = None
    pairs: Sequence[tuple[int, int]] = field(default=(), repr=False)

    def staff(self, unit: int) -> int:
        """Of all its teams of which it was said."""
        return sum(self.teams[team].staff for team in self.inside.get(unit, ()))


Units = Callable[[], Iterable[tuple[int, Cells]]]


@dataclass
class _Several:
    """What figures of several units are made from, gathered in a first look at all cells."""

    led: dict[int, tuple[int, int]] = field(default_factory=dict)
    hands: dict[int, Figures] = field(default_factory=dict)
    centres: dict[int, float] = field(default_factory=dict)
    moves: tuple[dict[int, Share], ...] = ({}, {}, {})


def of_units(units: Units, tree: Tree) -> Iterator[tuple[int, Figures]]:
    """Each unit with its figures: its staff alone where too few work there, or too few beside those that are shown inside it.

    `units` is asked twice for the cells of one unit after the other, so that those of a whole NHS are never in memory at once.
    """
    staff = {unit: tree.staff(unit) for unit in tree.inside}
    shown = shown_by_staff(staff, tree.over)
    several = _several(units(), tree, shown)
    held = [held_together(counts, tree.over, tree.nation) for counts in several.moves]
    left = set(tree.inside)
    for unit, cells in chain(units(), ((unit, {}) for unit in tree.inside if unit in left)):
        if unit not in left:
            continue
        left.remove(unit)
        found: Figures = {"staff": staff[unit]}
        if unit in shown:
            found |= _shown(unit, cells, several, tree)
            found["moves_held"] = [unit in each for each in held]
        yield unit, found


def _several(units: Iterable[tuple[int, Cells]], tree: Tree, shown: Collection[int]) -> _Several:
    found = _Several()
    for unit, cells in units:
        if unit in shown:
            for counts, move in zip(found.moves, read.moves_of(cells), strict=True):
                if rules.may_have_a_rate(move.at_risk, move.person_days):
                    counts[unit] = Share(move.events, move.at_risk)
        if unit in tree.teams:
            found.led[unit] = cells.get(Measure.LED, {}).get(0, read.NOTHING)[:2]
            _of_one_team(unit, cells, found, tree)
    return found


def _of_one_team(team: int, cells: Cells, found: _Several, tree: Tree) -> None:
    """LM3 of a team with enough leads and changes, unless more lead than are said to work there; LM4, from 0 to 1."""
    rows, network = cells.get(Measure.WEIGHTS), cells.get(Measure.NETWORK)
    if rows and read.leads(rows) <= tree.teams[team].staff:
        found.hands[team] = read.hands(rows, tree.teams[team].staff)
    if network and (share := read.decentralisation(network[0])) is not None:
        found.centres[team] = float(share)


def _shown(unit: int, cells: Cells, several: _Several, tree: Tree) -> Figures:
    found = read.figures(cells) | {"limits": read.limits(cells)}
    if unit in tree.teams:
        return found | {"hands": several.hands.get(unit), "centre": several.centres.get(unit)}
    inside = tree.inside[unit]
    found |= _of_teams(inside, several)
    if unit in tree.above:
        found["connected"] = _connected(inside, tree)
    elif unit not in tree.over or tree.over[unit] in tree.above:
        found["units"] = _units(inside, several.led, tree)
    return found


def _of_teams(inside: Collection[int], several: _Several) -> Figures:
    hands, centres = several.hands, several.centres
    return {
        "hands_of_teams": {
            name: _quartiles([hands[team][name] for team in inside if team in hands]) for name in ("n1", "evenness")
        },
        "centre_of_teams": _quartiles([centres[team] for team in inside if team in centres]),
    }


def _units(inside: Collection[int], led: Mapping[int, tuple[int, int]], tree: Tree) -> list[tuple[int, int, bool]]:
    """LM1 of an organisation, team by team or pooled: its division, its staff and whether anybody led. No names, no numbers."""
    found = coverage(
        Team(str(team), str(tree.teams[team].division), tree.teams[team].staff, *led.get(team, (0, 0)))
        for team in inside if tree.teams[team].staff
    )  # fmt: skip
    return [(tree.teams[int(unit.ids[0])].division, unit.staff, unit.led) for unit in found.units]


def _quartiles(values: Sequence[float]) -> Figures | None:
    """How teams are spread, by nearest rank; None of fewer than five."""
    if len(values) < rules.FEWEST_TEAMS:
        return None
    ordered, n = sorted(values), len(values)
    return {"teams": n, "low": ordered[-(-n // 4) - 1], "middle": ordered[-(-n // 2) - 1], "high": ordered[-(-3 * n // 4) - 1],
            "mean": fmean(ordered)}  # fmt: skip


def _connected(inside: Collection[int], tree: Tree) -> dict[str, Any]:
    """LM6: a full count, of teams alone."""
    found = connectedness({team: tree.teams[team].organisation for team in inside}, tree.pairs)
    return {"teams": found.teams, "outside": found.outside, "largest": found.largest, "bridges": len(found.bridges),
            "hinges": len(found.hinges)}  # fmt: skip
