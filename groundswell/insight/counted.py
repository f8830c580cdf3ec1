"""The figures of every unit for a month that is over: its own cells, and what its teams are like taken together.

Plain Python. What belongs to one team (LM3, LM4) stays with that team; of several it says how they are spread, never which is which.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any, NamedTuple

from groundswell.insight import rules
from groundswell.insight.hierarchy import shown_by_staff
from groundswell.insight.measures.connectedness import connectedness
from groundswell.insight.measures.coverage import Team, coverage
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
    pairs: Sequence[tuple[int, int]] = field(default=(), repr=False)

    def staff(self, unit: int) -> int:
        """Of all its teams of which it was said."""
        return sum(self.teams[team].staff for team in self.inside.get(unit, ()))


def of_units(units: Iterable[tuple[int, Cells]], tree: Tree) -> Iterator[tuple[int, Figures]]:
    """Each unit with its figures: its staff alone where too few work there, or too few beside those that are shown inside it."""
    listed = dict(units)
    staff = {unit: tree.staff(unit) for unit in tree.inside}
    shown = shown_by_staff(staff, tree.over)
    hands, centres = _hands(listed, tree), _centres(listed)
    for unit, inside in tree.inside.items():
        found: Figures = {"staff": staff[unit]}
        if unit in shown:
            found |= read.figures(listed.get(unit, {}))
            found["limits"] = read.limits(listed.get(unit, {}))
            found |= _of_team(unit, hands, centres) if unit in tree.teams else _of_teams(inside, hands, centres)
            if unit in tree.above:
                found["connected"] = _connected(inside, tree)
            elif unit not in tree.over or tree.over[unit] in tree.above:
                found["units"] = _units(inside, listed, tree)
        yield unit, found


def _of_team(unit: int, hands: Mapping[int, Figures], centres: Mapping[int, float]) -> Figures:
    return {"hands": hands.get(unit), "centre": centres.get(unit)}


def _of_teams(inside: Collection[int], hands: Mapping[int, Figures], centres: Mapping[int, float]) -> Figures:
    return {
        "hands_of_teams": {
            name: _quartiles([hands[team][name] for team in inside if team in hands]) for name in ("n1", "evenness")
        },
        "centre_of_teams": _quartiles([centres[team] for team in inside if team in centres]),
    }


def _units(inside: Collection[int], cells: Mapping[int, Cells], tree: Tree) -> list[tuple[int, int, bool]]:
    """LM1 of an organisation, team by team or pooled: its division, its staff and whether anybody led. No names, no numbers."""
    led = {team: cells.get(team, {}).get(Measure.LED, {}).get(0, read.NOTHING) for team in inside}
    found = coverage(
        Team(str(team), str(tree.teams[team].division), tree.teams[team].staff, led[team][0], led[team][1])
        for team in inside if tree.teams[team].staff
    )  # fmt: skip
    return [(tree.teams[int(unit.ids[0])].division, unit.staff, unit.led) for unit in found.units]


def _hands(units: Mapping[int, Cells], tree: Tree) -> dict[int, Figures]:
    """LM3 of each team with enough leads and changes; not where more lead than are said to work there."""
    return {
        unit: read.hands(rows, tree.teams[unit].staff)
        for unit, cells in units.items()
        if (rows := cells.get(Measure.WEIGHTS)) and unit in tree.teams and read.leads(rows) <= tree.teams[unit].staff
    }


def _centres(units: Mapping[int, Cells]) -> dict[int, float]:
    """LM4: how little a team hangs on one person, 0 to 1."""
    found = (
        (unit, read.decentralisation(rows[0])) for unit, cells in units.items() if (rows := cells.get(Measure.NETWORK))
    )
    return {unit: float(share) for unit, share in found if share is not None}


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
