"""Comparing units of different size: a funnel instead of a league table, and small units drawn toward the whole.

Spiegelhalter 2005 (funnel, winsorised over-dispersion); method of moments for the variance between units. Units keep the order
they come in; nothing here sorts them by value.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cached_property

from groundswell.insight.measures.intervals import Z95, Z998, Limits, Share

NO_COMMON_TARGET = 10


class Where(Enum):
    """Where a unit lies. High and low are worded alike on every page, so the side is not part of it."""

    INSIDE = "inside"
    BEYOND_95 = "beyond 95"
    BEYOND_998 = "beyond 99.8"


@dataclass(frozen=True)
class Funnel:
    """Units as shares `part` of `whole`, of things that are counted alike everywhere."""

    units: tuple[Share, ...]

    @property
    def counted(self) -> list[Share]:
        """Units that have anything to count."""
        return [unit for unit in self.units if unit.whole]

    @property
    def size(self) -> int:
        return sum(unit.whole for unit in self.units)

    @cached_property
    def target(self) -> Fraction | None:
        """The share over all units together; None when there is nothing to count."""
        return Fraction(sum(unit.part for unit in self.units), self.size) if self.size else None

    @cached_property
    def variance(self) -> Fraction:
        """Of one count at the target; nought when all units are at 0 or all at 1."""
        return Fraction(0) if self.target is None else self.target * (1 - self.target)

    def z(self, unit: Share) -> float | None:
        """How many deviations the unit lies from the target; None without anything to count, or when nothing varies."""
        if self.target is None or not (self.variance and unit.whole):
            return None
        apart = Fraction(unit.part, unit.whole) - self.target
        return float(apart) / math.sqrt(self.variance / unit.whole)

    @cached_property
    def phi(self) -> float | None:
        """How much more the units differ than chance makes them, the farthest tenth at each end drawn in; 1 is chance."""
        found = [z for unit in self.units if (z := self.z(unit)) is not None]
        if not found:
            return None
        return math.fsum(z * z for z in winsorised(found)) / len(found)

    @property
    def phi_used(self) -> float:
        """Limits are widened, never narrowed."""
        return max(1.0, self.phi or 1.0)

    @property
    def has_common_target(self) -> bool:
        """Otherwise the units are too different for one funnel: split them by kind, or draw no limits."""
        return self.phi_used <= NO_COMMON_TARGET

    def limits(self, unit: Share, z: float) -> Limits | None:
        """Where a unit of this size is expected, between 0 and 1."""
        if self.target is None or not unit.whole:
            return None
        middle, reach = float(self.target), z * math.sqrt(self.phi_used * self.variance / unit.whole)
        return Limits(max(0.0, middle - reach), min(1.0, middle + reach))

    def where(self, unit: Share) -> Where:
        for z, place in ((Z998, Where.BEYOND_998), (Z95, Where.BEYOND_95)):
            limits = self.limits(unit, z)
            if limits and not limits.low <= unit.part / unit.whole <= limits.high:
                return place
        return Where.INSIDE

    @cached_property
    def tau2(self) -> Fraction | None:
        """The variance between units beyond chance, never below nought."""
        if self.target is None:
            return None
        apart = (unit.whole * (Fraction(unit.part, unit.whole) - self.target) ** 2 for unit in self.counted)
        between = sum(apart, Fraction(0))
        return max(Fraction(0), between / self.size - self.variance * len(self.counted) / self.size)

    def weight(self, unit: Share) -> Fraction | None:
        """How far a unit's own value is believed, between 0 and 1; nothing to count or nothing between units: 0."""
        if self.tau2 is None:
            return None
        if not (self.tau2 and unit.whole):
            return Fraction(0)
        return self.tau2 / (self.tau2 + self.variance / unit.whole)

    def shrunk(self, unit: Share) -> Fraction | None:
        """The unit's value drawn toward the target, the more the smaller it is."""
        weight = self.weight(unit)
        if self.target is None or weight is None:
            return None
        own = self.target if unit.value is None else unit.value
        return self.target + weight * (own - self.target)


def winsorised(values: Sequence[float]) -> list[float]:
    """Ascending, with the lowest and the highest tenth (rounded down) set to the next value."""
    ordered, tenth = sorted(values), len(values) // 10
    lowest, highest = ordered[tenth], ordered[len(ordered) - 1 - tenth]
    return [min(max(value, lowest), highest) for value in ordered]
