"""LM2, breadth: whether those who lead are made up like those who work here. Dissimilarity: Duncan and Duncan 1955."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from groundswell.insight.measures.intervals import Limits, poisson


@dataclass(frozen=True)
class Group:
    """One profession: how many work here, and how many of them led in the window."""

    name: str
    staff: int
    leaders: int

    @property
    def leaders_per_100(self) -> Fraction | None:
        return Fraction(100 * self.leaders, self.staff) if self.staff else None

    @property
    def limits(self) -> Limits | None:
        """Exact Poisson limits of the rate, per 100 staff."""
        if not self.staff:
            return None
        low, high = poisson(self.leaders)
        return Limits(100 * low / self.staff, 100 * high / self.staff)


@dataclass(frozen=True)
class Breadth:
    """All groups of one unit."""

    groups: tuple[Group, ...]

    @property
    def staff(self) -> int:
        return sum(group.staff for group in self.groups)

    @property
    def leaders(self) -> int:
        return sum(group.leaders for group in self.groups)

    def representation_ratio(self, group: Group) -> Fraction | None:
        """The group's share of the leads over its share of the staff; 1 is alike. None without leads or without its staff."""
        if not (self.leaders and group.staff):
            return None
        return Fraction(group.leaders * self.staff, self.leaders * group.staff)

    @property
    def dissimilarity(self) -> Fraction | None:
        """The share of the leads that would have to be others to be made up like the staff. None without leads or staff."""
        if not (self.leaders and self.staff):
            return None
        apart = (abs(Fraction(each.leaders, self.leaders) - Fraction(each.staff, self.staff)) for each in self.groups)
        return sum(apart, Fraction(0)) / 2

    @property
    def breadth(self) -> Fraction | None:
        return None if (apart := self.dissimilarity) is None else 1 - apart


def breadth(groups: Iterable[Group]) -> Breadth:
    """Raises ValueError for a count below nought."""
    listed = tuple(groups)
    if any(group.staff < 0 or group.leaders < 0 for group in listed):
        raise ValueError("a count is not negative")
    return Breadth(listed)
