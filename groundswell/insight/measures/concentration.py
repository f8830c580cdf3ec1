"""LM3, the effective number of leads: in how many hands the changes are.

Hill 1973 (N1, N2), Pielou 1966 (evenness), Gini without the small-sample factor.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from groundswell.insight.measures.rows import Key


@dataclass(frozen=True)
class Concentration:
    """Among `staff` people. `weights` is each lead's part in the changes, an intermediate result: it has no way to a page."""

    staff: int
    weights: dict[Key, Fraction]

    @property
    def leaders(self) -> int:
        return len(self.weights)

    @property
    def total(self) -> Fraction:
        """Changes that somebody led."""
        return sum(self.weights.values(), Fraction(0))

    @property
    def n1(self) -> float | None:
        """Effective number of leads, exp of Shannon's entropy; None without a led change."""
        if not self.weights:
            return None
        shares = [weight / self.total for weight in self.weights.values()]
        return math.exp(-math.fsum(share * math.log(share) for share in shares))

    @property
    def n2(self) -> Fraction | None:
        """Effective number of leads, one over Simpson's sum."""
        if not self.weights:
            return None
        return self.total**2 / sum(weight**2 for weight in self.weights.values())

    @property
    def evenness(self) -> float | None:
        """N1 for each lead: 1 when all led alike."""
        return None if (n1 := self.n1) is None else n1 / self.leaders

    @property
    def gini(self) -> Fraction | None:
        """Over all staff, with those who led nothing: 0 when everybody led alike, (n - 1)/n when one led all."""
        if not self.weights:
            return None
        ascending = [Fraction(0)] * (self.staff - self.leaders) + sorted(self.weights.values())
        ranked = sum(rank * weight for rank, weight in enumerate(ascending, 1))
        return 2 * ranked / (self.staff * self.total) - Fraction(self.staff + 1, self.staff)

    @property
    def top_tenth_share(self) -> Fraction | None:
        """What the most active tenth of the staff (rounded up) led, of all."""
        if not self.weights:
            return None
        tenth = -(-self.staff // 10)
        return sum(sorted(self.weights.values(), reverse=True)[:tenth], Fraction(0)) / self.total


def concentration(staff: int, changes: Iterable[Iterable[Key]]) -> Concentration:
    """`changes`: the leads of each. A change weighs 1, shared equally over its different leads; one without leads, nothing.

    Raises ValueError when there are more leads than staff: headcount and log do not fit together then.
    """
    weights: dict[Key, Fraction] = defaultdict(Fraction)
    for leads in changes:
        different = dict.fromkeys(leads)
        for lead in different:
            weights[lead] += Fraction(1, len(different))
    if len(weights) > staff:
        raise ValueError(f"{len(weights)} leads among {staff} staff")
    return Concentration(staff, dict(weights))
