"""LM5, boundary spanning: whether people follow and lead across professions, seats, organisations and sectors.

E-I index: Krackhardt and Stern 1988. Assortativity: Newman 2003, on the directed graph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from groundswell.insight.measures.intervals import Limits, Share
from groundswell.insight.measures.network import Tie, distinct
from groundswell.insight.measures.rows import Key


@dataclass(frozen=True)
class Boundary:
    """Ties that `cross` one boundary and those `within`; the rest are intermediate results."""

    cross: int
    within: int
    expected_cross_share: Fraction | None
    assortativity: Fraction | None

    @property
    def cross_share(self) -> Share:
        return Share(self.cross, self.cross + self.within)

    @property
    def ei_index(self) -> Fraction | None:
        """-1 when no tie crosses, 1 when all do; None without ties."""
        ties = self.cross + self.within
        return Fraction(self.cross - self.within, ties) if ties else None

    @property
    def observed_to_expected(self) -> Fraction | None:
        """1 when people tie as if they did not see the boundary. None without ties, or when none could cross."""
        observed = self.cross_share.value
        if observed is None or not self.expected_cross_share:
            return None
        return observed / self.expected_cross_share

    @property
    def ratio_limits(self) -> Limits | None:
        """Of `observed_to_expected`: Wilson's limits of the share, by the expected one, which is taken as known."""
        seen = self.cross_share.limits
        if seen is None or not self.expected_cross_share:
            return None
        return Limits(*(end / float(self.expected_cross_share) for end in seen))


def boundary(sides: Mapping[Key, Hashable], ties: Iterable[Tie]) -> Boundary:
    """`sides`: on which side of the boundary each person stands. Ties as (follower, leader), counted once, among them only."""
    mixing = Counter((sides[one], sides[other]) for one, other in distinct(ties, sides))
    within = sum(count for (one, other), count in mixing.items() if one == other)
    return Boundary(mixing.total() - within, within, _expected(sides), _assortativity(mixing, within))


def _expected(sides: Mapping[Key, Hashable]) -> Fraction | None:
    """The share that would cross if everybody were tied to everybody. None below two people."""
    n = len(sides)
    if n < 2:
        return None
    return 1 - Fraction(sum(size * (size - 1) for size in Counter(sides.values()).values()), n * (n - 1))


def _assortativity(mixing: Counter[tuple[Hashable, Hashable]], within: int) -> Fraction | None:
    """None without ties, or when all followers and all leaders stand on one side: nothing is left to compare with."""
    ties = mixing.total()
    followers: Counter[Hashable] = Counter()
    leaders: Counter[Hashable] = Counter()
    for (one, other), count in mixing.items():
        followers[one] += count
        leaders[other] += count
    by_chance = sum(count * leaders[side] for side, count in followers.items())
    return Fraction(within * ties - by_chance, ties**2 - by_chance) if ties**2 != by_chance else None


def co_led(changes: Iterable[Iterable[Key]], managers: Mapping[Key, bool]) -> Share:
    """Of the changes that anybody leads, those led by a manager and somebody who is not one.

    `changes`: the leads of each. Raises KeyError for a lead that `managers` does not know.
    """
    seats = [{managers[lead] for lead in leads} for leads in changes]
    return Share(sum(len(held) == 2 for held in seats), sum(bool(held) for held in seats))
