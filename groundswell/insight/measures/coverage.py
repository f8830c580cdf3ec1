"""LM1, coverage: in how many teams somebody led. Small teams are pooled before anything is counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from groundswell.insight.measures.intervals import Share, share_of

FEWEST_STAFF = 11


class Team(NamedTuple):
    """`leads`: different members who led in the window; `other_leads`: those of them who are not managers."""

    id: str
    parent: str
    staff: int
    leads: int = 0
    other_leads: int = 0


@dataclass(frozen=True)
class Unit:
    """One team, or several pooled ones, with their staff and leads added up. `ids` in the order they were gathered."""

    ids: tuple[str, ...]
    staff: int
    leads: int
    other_leads: int

    @property
    def led(self) -> bool:
        return self.leads > 0


@dataclass(frozen=True)
class Coverage:
    """`units`: of 11 staff or more each, parent by parent. `not_shown`: teams that nothing large enough could take in."""

    units: tuple[Unit, ...]
    not_shown: tuple[str, ...]

    @property
    def led(self) -> Share:
        return share_of([unit.led for unit in self.units])

    @property
    def led_by_two(self) -> Share:
        """Depth: two different leads or more."""
        return share_of([unit.leads > 1 for unit in self.units])

    @property
    def led_by_others(self) -> Share:
        """Depth: at least one lead who is not a manager."""
        return share_of([unit.other_leads > 0 for unit in self.units])


def coverage(teams: Iterable[Team]) -> Coverage:
    """Parents in the order they first appear, and in each the large teams before the pools."""
    listed = list(teams)
    place = {parent: number for number, parent in enumerate(dict.fromkeys(team.parent for team in listed))}
    units: list[Unit] = []
    left: list[str] = []
    for _, inside in groupby(sorted(listed, key=lambda team: place[team.parent]), key=lambda team: team.parent):
        found, over = pooled(list(inside))
        units += found
        left += over
    return Coverage(tuple(units), tuple(left))


def pooled(teams: list[Team]) -> tuple[list[Unit], list[str]]:
    """The units of one parent, and the teams that are not shown.

    Teams below 11 staff are gathered, smallest first, until there are 11. The rest joins the last pool, else the smallest
    large team, else is not shown.
    """
    large = [_unit([team]) for team in teams if team.staff >= FEWEST_STAFF]
    pools: list[Unit] = []
    rest: list[Team] = []
    for team in sorted((team for team in teams if team.staff < FEWEST_STAFF), key=lambda team: (team.staff, team.id)):
        rest.append(team)
        if sum(each.staff for each in rest) >= FEWEST_STAFF:
            pools.append(_unit(rest))
            rest = []
    if rest and pools:
        pools[-1] = _joined(pools[-1], _unit(rest))
    elif rest and large:
        smallest = min(large, key=lambda unit: (unit.staff, unit.ids))
        large[large.index(smallest)] = _joined(smallest, _unit(rest))
    elif rest:
        return [], [team.id for team in rest]
    return large + pools, []


def _unit(teams: list[Team]) -> Unit:
    return Unit(
        tuple(team.id for team in teams), sum(team.staff for team in teams), sum(team.leads for team in teams),
        sum(team.other_leads for team in teams),
    )  # fmt: skip


def _joined(one: Unit, other: Unit) -> Unit:
    return Unit(
        one.ids + other.ids, one.staff + other.staff, one.leads + other.leads, one.other_leads + other.other_leads
    )
