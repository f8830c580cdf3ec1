"""LM8, spread: how many other teams take up a change within a year, and how unevenly. Dispersion: Lloyd-Smith et al. 2005."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from groundswell.insight.measures.intervals import Share, share_of
from groundswell.insight.measures.rows import Day, Key

FOLLOW_UP = 365


class Adoption(NamedTuple):
    """Another team took up the change `parent` on a day."""

    parent: Key
    day: Day


@dataclass(frozen=True)
class Spread:
    """`children`: adoptions in time of each change of the cohort, in the order the changes were given."""

    children: tuple[int, ...]

    @property
    def r(self) -> Fraction | None:
        """Mean number of adoptions of a change; None without changes."""
        return Fraction(sum(self.children), len(self.children)) if self.children else None

    @property
    def at_all(self) -> Share:
        return share_of([count > 0 for count in self.children])

    @property
    def variance(self) -> Fraction | None:
        """With n - 1; None below two changes."""
        if self.r is None or len(self.children) < 2:
            return None
        return sum(((count - self.r) ** 2 for count in self.children), Fraction(0)) / (len(self.children) - 1)

    @property
    def dispersion_k(self) -> Fraction | None:
        """Small when few changes spread much. None when the counts vary no more than chance alone would make them."""
        if self.r is None or self.variance is None or self.variance <= self.r:
            return None
        return self.r**2 / (self.variance - self.r)


def spread(
    implemented: Iterable[tuple[Key, Day]], adoptions: Iterable[Adoption], as_of: Day, follow_up: int = FOLLOW_UP
) -> Spread:
    """`implemented`: each change with its day. Those are taken that were `follow_up` days old, and not yet twice that."""
    cohort = {change: day for change, day in implemented if follow_up <= as_of - day < 2 * follow_up}
    in_time = Counter(
        parent for parent, day in adoptions if parent in cohort and 0 <= day - cohort[parent] <= follow_up
    )
    return Spread(tuple(in_time[change] for change in cohort))
