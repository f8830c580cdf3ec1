"""The figures of every unit for a month that is over: its own cells, and what its teams are like taken together.

Plain Python. What belongs to one team (LM3, LM4) stays with that team; of several it says how they are spread, never which is which.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

from groundswell.insight.measures.connectedness import connectedness
from groundswell.insight.tally import cells as read
from groundswell.insight.tally.cells import Cells, Figures
from groundswell.insight.tally.codes import Measure
from groundswell.insight.tally.draws import of_counts

FEWEST_TEAMS = 5


@dataclass(frozen=True)
class Tree:
    """`teams`: of each unit. `staff` and `organisation`: of each team. `above`: units that lie above organisations."""

    teams: Mapping[int, Collection[int]]
    staff: Mapping[int, int]
    organisation: Mapping[int, int]
    above: Collection[int] = ()
    pairs: Sequence[tuple[int, int]] = field(default=(), repr=False)


def of_units(units: Iterable[tuple[int, Cells]], tree: Tree) -> Iterator[tuple[int, Figures]]:
    """Each unit with its figures."""
    listed = list(units)
    hands, centres = _hands(listed, tree), _centres(listed)
    for unit, cells in listed:
        inside = tree.teams.get(unit, ())
        found = read.figures(cells)
        found["spread_limits"] = of_counts(found["spread"])
        if unit in tree.staff:
            found["hands"] = hands.get(unit)
            found["centre"] = centres.get(unit)
        else:
            found["hands_of_teams"] = {
                name: _quartiles([hands[team][name] for team in inside if team in hands]) for name in ("n1", "evenness")
            }
            found["centre_of_teams"] = _quartiles([centres[team] for team in inside if team in centres])
        if unit in tree.above:
            found["connected"] = _connected(inside, tree)
        yield unit, found


def _hands(units: Iterable[tuple[int, Cells]], tree: Tree) -> dict[int, Figures]:
    """LM3 of each team with enough leads and changes; not where more lead than are said to work there."""
    return {
        unit: read.hands(rows, tree.staff[unit])
        for unit, cells in units
        if (rows := cells.get(Measure.WEIGHTS)) and unit in tree.staff and len(rows) <= tree.staff[unit]
    }


def _centres(units: Iterable[tuple[int, Cells]]) -> dict[int, float]:
    """LM4: how little a team hangs on one person, 0 to 1."""
    found = ((unit, read.decentralisation(rows[0])) for unit, cells in units if (rows := cells.get(Measure.NETWORK)))
    return {unit: float(share) for unit, share in found if share is not None}


def _quartiles(values: Sequence[float]) -> Figures | None:
    """How teams are spread, by nearest rank; None of fewer than five."""
    if len(values) < FEWEST_TEAMS:
        return None
    ordered, n = sorted(values), len(values)
    return {"teams": n, "low": ordered[-(-n // 4) - 1], "middle": ordered[-(-n // 2) - 1], "high": ordered[-(-3 * n // 4) - 1],
            "mean": fmean(ordered)}  # fmt: skip


def _connected(inside: Collection[int], tree: Tree) -> dict[str, Any]:
    """LM6: a full count, of teams alone."""
    found = connectedness({team: tree.organisation[team] for team in inside}, tree.pairs)
    return {"teams": found.teams, "outside": found.outside, "largest": found.largest, "bridges": len(found.bridges),
            "hinges": len(found.hinges)}  # fmt: skip
