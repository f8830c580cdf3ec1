"""LM4, the shared leadership network inside one team. Centralisation: Freeman 1978, by in-degree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from groundswell.insight.measures.rows import Key

Tie = tuple[Key, Key]


def distinct(ties: Iterable[Tie], people: Iterable[Key]) -> set[Tie]:
    """Ties as (follower, leader), each once, direction kept, between two of `people`; nobody follows themselves."""
    inside = set(people)
    return {(one, other) for one, other in ties if one != other and one in inside and other in inside}


@dataclass(frozen=True)
class Network:
    """`n` people and `ties` distinct ties. `in_degree` is an intermediate result: it has no way to a page."""

    n: int
    ties: int
    in_degree: dict[Key, int]

    @property
    def density(self) -> Fraction | None:
        """Between 0 and 1: ties of all that could be. None below two people."""
        return Fraction(self.ties, self.n * (self.n - 1)) if self.n > 1 else None

    @property
    def in_degree_centralisation(self) -> Fraction | None:
        """1 when everybody follows one person and nobody else, 0 when all are followed alike. None below two people."""
        if self.n < 2:
            return None
        most = max(self.in_degree.values())
        return Fraction(sum(most - degree for degree in self.in_degree.values()), (self.n - 1) ** 2)

    @property
    def decentralisation(self) -> Fraction | None:
        return None if (centre := self.in_degree_centralisation) is None else 1 - centre


def network(people: Iterable[Key], ties: Iterable[Tie]) -> Network:
    """`ties` as (follower, leader). Self-ties, repeats and ties that leave the team are dropped."""
    members = list(dict.fromkeys(people))
    kept = distinct(ties, members)
    followed = Counter(leader for _follower, leader in kept)
    return Network(len(members), len(kept), {person: followed[person] for person in members})
