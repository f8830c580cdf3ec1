"""LM6, connectedness: which teams change things together with teams elsewhere. A graph of teams, never of people.

Bridges and cut vertices: Hopcroft and Tarjan 1973, in time that grows with teams and connections alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from groundswell.insight.measures.intervals import Share
from groundswell.insight.measures.rows import Key

Connection = tuple[Key, Key]


@dataclass(frozen=True)
class Connectedness:
    """`outside`: teams with a shared change outside their organisation. `largest`: teams in the largest connected set.

    `bridges`: connections without which a connected set falls apart. `hinges`: teams without which one does. All in the order
    in which the teams were given.
    """

    teams: int
    outside: int
    largest: int
    bridges: tuple[Connection, ...]
    hinges: tuple[Key, ...]

    @property
    def reaching_out(self) -> Share:
        return Share(self.outside, self.teams)

    @property
    def in_the_largest(self) -> Share:
        return Share(self.largest, self.teams)


def connectedness(organisations: Mapping[Key, Key], shared: Iterable[Connection]) -> Connectedness:
    """`organisations`: the organisation of every team. `shared`: two teams that share a change; order and repeats do not count.

    A team with itself and a team that is not listed are dropped.
    """
    teams = list(organisations)
    number = {team: at for at, team in enumerate(teams)}
    beside: list[set[int]] = [set() for _team in teams]
    for one, other in shared:
        if one != other and one in number and other in number:
            beside[number[one]].add(number[other])
            beside[number[other]].add(number[one])
    home = [organisations[team] for team in teams]
    outside = sum(any(home[other] != home[at] for other in near) for at, near in enumerate(beside))
    seen: set[int] = set()
    parts = []
    for at in range(len(teams)):
        if at not in seen:
            parts.append(_Part(at, beside))
            seen |= parts[-1].found.keys()
    bridges = sorted(bridge for part in parts for bridge in part.bridges)
    hinges = sorted(hinge for part in parts for hinge in part.hinges)
    return Connectedness(
        len(teams), outside, max((len(part.found) for part in parts), default=0),
        tuple((teams[one], teams[other]) for one, other in bridges), tuple(teams[at] for at in hinges),
    )  # fmt: skip


class _Part:
    """One connected set, walked depth first without recursion. `found`: teams, each with its number in the order of finding."""

    def __init__(self, root: int, beside: Sequence[set[int]]) -> None:
        self.found: dict[int, int] = {root: 0}
        self.bridges: list[tuple[int, int]] = []
        self.hinges: set[int] = set()
        low = {root: 0}  # the earliest team that can be reached without the connection one came by
        branches = 0
        walk: list[tuple[int, int, Iterator[int]]] = [(root, -1, iter(beside[root]))]
        while walk:
            team, came_from, left = walk[-1]
            if (other := next(left, None)) is not None:
                if other not in self.found:
                    self.found[other] = low[other] = len(self.found)
                    walk.append((other, team, iter(beside[other])))
                elif other != came_from:
                    low[team] = min(low[team], self.found[other])
                continue
            walk.pop()
            if came_from < 0:
                continue
            low[came_from] = min(low[came_from], low[team])
            if low[team] > self.found[came_from]:
                self.bridges.append((min(team, came_from), max(team, came_from)))
            if came_from == root:
                branches += 1
            elif low[team] >= self.found[came_from]:
                self.hinges.add(came_from)
        if branches > 1:
            self.hinges.add(root)
