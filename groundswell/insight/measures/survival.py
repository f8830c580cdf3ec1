"""How long things take when some are still open. Kaplan and Meier 1958, Greenwood 1926, log-log limits after Kalbfleisch
and Prentice; limits of a quantile after Brookmeyer and Crowley 1982.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from groundswell.insight.measures.intervals import Z95

HALF = Fraction(1, 2)
TENTH = Fraction(1, 10)


class Step(NamedTuple):
    """On `day` after the start `ended` of the `at_risk` came to their end."""

    day: int
    at_risk: int
    ended: int


class DayLimits(NamedTuple):
    """The ends of an interval in days; None where it was not reached."""

    low: int | None
    high: int | None


@dataclass(frozen=True)
class Survival:
    """`steps`: the days on which something ended, ascending. Ends are counted before what is still open on the same day."""

    steps: tuple[Step, ...]

    @cached_property
    def shares(self) -> tuple[Fraction, ...]:
        """S after each step, exact: the share that is still waiting."""
        left, found = Fraction(1), []
        for _day, at_risk, ended in self.steps:
            left *= Fraction(at_risk - ended, at_risk)
            found.append(left)
        return tuple(found)

    def first_day(self, share: Fraction) -> int | None:
        """The first day on which no more than `share` still waits: 1/2 for the median, 1/10 for p90. None: not reached."""
        # Whole numbers without reducing them: a year of a trust has hundreds of steps, and only one answer is wanted.
        left, of = 1, 1
        for day, at_risk, ended in self.steps:
            left, of = left * (at_risk - ended), of * at_risk
            if left * share.denominator <= of * share.numerator:
                return day
        return None

    def limits(self, share: Fraction) -> DayLimits:
        """95 % limits of `first_day(share)`: where the lower and the upper limit of S come down to `share`.

        When nothing waits any more the lower limit is nought and the upper one has no value: it stays where it was.
        """
        low = high = None
        left, variance = 1.0, 0.0
        for day, at_risk, ended in self.steps:
            left *= (at_risk - ended) / at_risk
            if at_risk == ended:
                return DayLimits(day if low is None else low, high)
            variance += ended / (at_risk * (at_risk - ended))
            reach = Z95 * math.sqrt(variance) / abs(math.log(left))
            if low is None and left ** math.exp(reach) <= share:
                low = day
            if high is None and left ** math.exp(-reach) <= share:
                high = day
        return DayLimits(low, high)


def survival(waits: Iterable[tuple[int, bool]]) -> Survival:
    """`waits`: days each took and whether it came to its end (False: still open). Raises ValueError for a length below nought."""
    ended: Counter[int] = Counter()
    leaving: Counter[int] = Counter()
    for days, is_over in waits:
        leaving[days] += 1
        ended[days] += is_over
    if leaving and min(leaving) < 0:
        raise ValueError("a wait is not shorter than nought days")
    steps, at_risk = [], leaving.total()
    for day in sorted(leaving):
        if ended[day]:
            steps.append(Step(day, at_risk, ended[day]))
        at_risk -= leaving[day]
    return Survival(tuple(steps))
