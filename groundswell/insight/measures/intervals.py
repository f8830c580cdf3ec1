"""Shares with their limits, exact limits of a count, the bootstrap. All limits are for 95 %.

Sources: Wilson 1927 (score interval), Garwood 1936 (exact Poisson limits), Cochran 1977 (ratio of sums),
Efron 1979 (percentile bootstrap).
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, TypeVar

Z95 = 1.959963984540054
Z998 = 3.090232306167813
TAIL = 0.025
DRAWS = 1_000

T = TypeVar("T")


class Limits(NamedTuple):
    """The lower and the upper end, in the unit of what they belong to."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`, counts. Raises ValueError unless 0 <= part <= whole."""

    part: int
    whole: int

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole:
            raise ValueError(f"{self.part} is no part of {self.whole}")

    @property
    def value(self) -> Fraction | None:
        """Between 0 and 1; None of nothing."""
        return Fraction(self.part, self.whole) if self.whole else None

    @property
    def limits(self) -> Limits | None:
        return wilson(self.part, self.whole)


def share_of(values: Sequence[bool]) -> Share:
    """The share of `values` that are true."""
    return Share(sum(values), len(values))


def wilson(part: int, whole: int, z: float = Z95) -> Limits | None:
    """Wilson's score interval for `part` of `whole`, between 0 and 1; None of nothing."""
    if not whole:
        return None
    p, square = part / whole, z * z
    centre = p + square / (2 * whole)
    reach = z * math.sqrt(p * (1 - p) / whole + square / (4 * whole * whole))
    scale = 1 + square / whole
    # At the ends the exact answer is 0 or 1; subtracting would leave a rest of a rounding error.
    low = 0.0 if part == 0 else (centre - reach) / scale
    high = 1.0 if part == whole else (centre + reach) / scale
    return Limits(low, high)


def ratio(
    part: int, whole: int, number: int, part_squared: int, part_by_whole: int, whole_squared: int
) -> Limits | None:
    """Of a sum by a sum over `number` things, from sums of their squares: between 0 and 1, by linearisation (Cochran 1977, 6.3).

    It is what a bootstrap over the things comes to, and can be added up over places. None of fewer than two, of nothing, and
    where all things are alike: then they say nothing of chance.
    """
    if number < 2 or not whole:
        return None
    share = part / whole
    rest = part_squared - 2 * share * part_by_whole + share * share * whole_squared
    if rest <= 1e-9 * whole_squared:
        return None
    reach = Z95 * math.sqrt(rest * number / (number - 1)) / whole
    return Limits(max(0.0, share - reach), min(1.0, share + reach))


def poisson(events: int) -> Limits:
    """Garwood's exact limits for the mean of a count of `events`: half of chi-square's 2.5 % and 97.5 % points.

    Raises ValueError for a negative count.
    """
    if events < 0:
        raise ValueError("a count is not negative")
    low = _mean_where(events - 1, 1 - TAIL) if events else 0.0
    return Limits(low, _mean_where(events, TAIL))


def at_most(events: int, mean: float) -> float:
    """The chance of `events` or fewer when `mean` are expected."""
    # From the largest term to both sides, each from the one before: nothing overflows.
    most = min(events, math.floor(mean))
    below = _terms(1.0, (k / mean for k in range(most, 0, -1)))
    above = _terms(1.0, (mean / k for k in range(most + 1, events + 1)))
    return math.fsum([1.0, *below, *above]) * chance_of(most, mean)


def _terms(term: float, factors: Iterable[float]) -> Iterator[float]:
    for factor in factors:
        term *= factor
        if term < 1e-20:
            return
        yield term


def chance_of(events: int, mean: float) -> float:
    """The chance of just so many when `mean` are expected. For many, Loader's form (2000), which loses no digits."""
    if events < 16:
        return math.exp(-mean) * mean**events / math.factorial(events)
    apart = (mean - events) / events
    stirling = 1 / (12 * events) - 1 / (360 * events**3) + 1 / (1260 * events**5) - 1 / (1680 * events**7)
    return math.exp(-stirling - events * (apart - math.log1p(apart))) / math.sqrt(2 * math.pi * events)


def _mean_where(events: int, chance: float) -> float:
    """The mean at which `events` or fewer have that `chance`: Newton's steps, halved wherever they would leave the bracket."""
    # The chance falls as the mean grows. Ten deviations on both sides hold every quantile used here.
    width = 10 * math.sqrt(events + 1) + 10
    low, high = max(0.0, events - width), events + width
    mean = events + 1.0
    for _ in range(200):
        over = at_most(events, mean) - chance
        low, high = (mean, high) if over > 0 else (low, mean)
        step = mean + over / chance_of(events, mean)
        following = step if low < step < high else (low + high) / 2
        if abs(following - mean) <= 1e-13 * mean:  # the next step would be below what a float holds
            return following
        mean = following
    return mean


def bootstrap(
    rows: Sequence[T], figure: Callable[[Sequence[T]], float | Fraction | None], *, seed: int, draws: int = DRAWS
) -> Limits | None:
    """The middle 95 % of `figure` over `draws` samples of `rows` with replacement, by nearest rank.

    The same rows in the same order and the same seed give the same limits. A draw without an answer is left out; None when
    there are no rows or fewer than half of the draws had one.
    """
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    samples = (chance.choices(rows, k=len(rows)) for _ in range(draws if rows else 0))
    found = sorted(float(answer) for sample in samples if (answer := figure(sample)) is not None)
    if not found or 2 * len(found) < draws:
        return None
    return Limits(nearest_rank(found, Fraction(25, 1000)), nearest_rank(found, Fraction(975, 1000)))


def nearest_rank(ordered: Sequence[T], share: Fraction) -> T:
    """The smallest of `ordered` that at least `share` of them do not exceed. Raises ValueError for an empty list."""
    if not ordered:
        raise ValueError("nothing has no quantile")
    return ordered[max(1, math.ceil(share * len(ordered))) - 1]
