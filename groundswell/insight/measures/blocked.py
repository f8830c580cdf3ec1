"""LM13, what is in the way and how old it is, by the level that can remove it; LM14, what was given up again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from groundswell.insight.measures.intervals import Share, share_of
from groundswell.insight.measures.rows import Blocker, Day, Working

BANDS = {"0-7": 7, "8-30": 30, "31-90": 90}  # name and last day of each; what is older is over the last
OLDEST = "over 90"
LEARNED_WITHIN = 180


@dataclass(frozen=True)
class Blocked:
    """Open blockers: how many of each level, and the age of each in days, ascending."""

    by_level: Counter[str]
    ages: tuple[int, ...]

    @property
    def open(self) -> int:
        return len(self.ages)

    @property
    def bands(self) -> Counter[str]:
        """How many in each band of age, youngest first; a band without any is there with 0."""
        found = Counter(dict.fromkeys((*BANDS, OLDEST), 0))
        found.update(band(age) for age in self.ages)
        return found

    @property
    def median_age_days(self) -> Fraction | None:
        """Of an even number, the mean of the middle two."""
        if not self.ages:
            return None
        return Fraction(self.ages[(self.open - 1) // 2] + self.ages[self.open // 2], 2)

    @property
    def blocked_days(self) -> int:
        return sum(self.ages)


def blocked(blockers: Iterable[Blocker], as_of: Day) -> Blocked:
    """Open: there on `as_of` and not cleared on or before it."""
    still = [each for each in blockers if each.since <= as_of and (each.cleared is None or each.cleared > as_of)]
    return Blocked(Counter(each.level for each in still), tuple(sorted(as_of - each.since for each in still)))


def band(age: int) -> str:
    return next((name for name, last in BANDS.items() if age <= last), OLDEST)


def reversals(working: Iterable[Working], as_of: Day, within: int = LEARNED_WITHIN) -> Share:
    """Of the changes that came to work `within` days ago or longer, those given up again in that time. Learning, not failure."""
    old = [each for each in working if as_of - each.since >= within]
    return share_of([each.reversed is not None and each.reversed - each.since <= within for each in old])
