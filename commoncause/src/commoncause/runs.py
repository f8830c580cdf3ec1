"""Runs and crossings: the non-random patterns that Anhøj & Olesen look for (PLoS ONE 2014, 9(11): e113825).

A useful reading is one that is not on the centre line. Among n useful readings the longest run on one side is
hardly ever longer than log2(n) + 3, rounded (Schilling's approximation), and the line from reading to reading
hardly ever crosses the centre fewer times than the 5% point of a binomial distribution of n - 1 fair tosses.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache

from .model import Runs

FIVE_PER_CENT = 0.05
MOSTLY = 0.75  # of the readings of a stretch that is one-sided


def runs(signs: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Each longest stretch of the same sign that is not 0: (sign, first, last)."""
    start = 0
    for place in range(1, len(signs) + 1):
        if place == len(signs) or signs[place] != signs[start]:
            if signs[start]:
                yield signs[start], start, place - 1
            start = place


def longest_usual(useful: int) -> int:
    """The longest run that is still usual among so many useful readings."""
    return round(math.log2(useful) + 3)


@lru_cache(maxsize=4096)
def crossings_usual(useful: int) -> int:
    """The fewest crossings that are still usual: the 5% point of a binomial with n - 1 tosses, half each.

    The terms are added up from twelve standard deviations below the middle, under which nothing lies.
    """
    tosses = max(useful - 1, 0)
    start = max(int(tosses / 2 - 6 * math.sqrt(tosses)), 0)
    log_ways = math.lgamma(tosses + 1) - math.lgamma(start + 1) - math.lgamma(tosses - start + 1)
    term, total = math.exp(log_ways - tosses * math.log(2)), 0.0
    for crossings in range(start, tosses + 1):
        total += term
        if total >= FIVE_PER_CENT:
            return crossings
        term *= (tosses - crossings) / (crossings + 1)
    return tosses


def is_one_sided(relative: Sequence[int], usual: int, side: int, run: tuple[int, int] | None = None) -> bool:
    """Whether readings left for one side (-1 or 1) of the centre line and stayed, or go to and fro.

    relative: -1, 0 or 1 for each reading of a part that counts. usual: the longest run that is; the longer
    ones must not come back to a side they had left, as in high, low, high. run: first and last place of a
    long run; without it the pattern is few crossings. Three quarters of all readings of that run, or of the
    later half of the part, must be on the side; one on the line is on neither.
    """
    signs = [sign for sign in relative if sign]
    sides = [sign for sign, first, last in runs(signs) if last - first + 1 > usual]
    if sum(one != other for one, other in itertools.pairwise(sides)) > 1:
        return False
    first, last = run or (len(relative) // 2, len(relative) - 1)
    stretch = relative[first : last + 1]
    return stretch.count(side) >= MOSTLY * len(stretch)


def analyse(relative: Sequence[int]) -> Runs:
    """The runs analysis of readings by their side of the centre line; 0, on the line, is not useful."""
    useful = [side for side in relative if side]
    if not useful:
        return Runs(0)
    lengths = [last - first + 1 for _, first, last in runs(useful)]
    count = len(useful)
    return Runs(count, max(lengths), longest_usual(count), len(lengths) - 1, crossings_usual(count))
