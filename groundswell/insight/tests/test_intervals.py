"""Limits against the equations they solve, worked with forty digits."""

from __future__ import annotations

import math
import random
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.insight.measures.intervals import (
    Z95,
    Limits,
    Share,
    at_most,
    bootstrap,
    nearest_rank,
    poisson,
    ratio,
    share_of,
    wilson,
)
from groundswell.insight.measures.waiting import Spent, together

quick = settings(max_examples=150, deadline=None, derandomize=True)


@quick
@given(st.integers(1, 3000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_wilson_solves_its_equation(pair):
    """Both ends are where the distance from the share is z deviations of that end."""
    part, whole = pair
    low, high = wilson(part, whole)
    assert 0 <= low <= part / whole <= high <= 1
    for end, is_edge in ((low, part == 0), (high, part == whole)):
        if not is_edge:
            assert abs(end - part / whole) == pytest.approx(Z95 * math.sqrt(end * (1 - end) / whole), abs=1e-9)
    assert (low == 0) is (part == 0)
    assert (high == 1) is (part == whole)


def test_of_nothing_there_is_no_share():
    assert wilson(0, 0) is None
    assert Share(0, 0).value is None
    assert Share(0, 0).limits is None
    assert share_of([True, False, True]) == Share(2, 3)


@pytest.mark.parametrize(("part", "whole"), [(2, 1), (-1, 3)])
def test_a_part_is_not_more_than_the_whole(part, whole):
    with pytest.raises(ValueError, match="is no part of"):
        Share(part, whole)


def exactly_at_most(events: int, mean: float) -> Decimal:
    with localcontext() as context:
        context.prec = 60
        term, total = Decimal(1), Decimal(1)
        for k in range(1, events + 1):
            term *= Decimal(mean) / k
            total += term
        return total * (-Decimal(mean)).exp()


@pytest.mark.parametrize("events", [0, 1, 2, 3, 5, 10, 17, 40, 100, 333, 1000, 5000])
def test_poisson_limits_leave_two_and_a_half_percent_at_each_end(events):
    """The limit is right to 1e-12 of itself: the wanted chance lies between what is that far to both sides of it."""
    low, high = poisson(events)
    assert exactly_at_most(events, high * (1 - 1e-12)) > Decimal("0.025") > exactly_at_most(events, high * (1 + 1e-12))
    if events:
        wanted = Decimal("0.975")
        assert exactly_at_most(events - 1, low * (1 - 1e-12)) > wanted > exactly_at_most(events - 1, low * (1 + 1e-12))
    else:
        assert low == 0


def test_limits_of_small_counts_have_known_forms():
    assert poisson(0).high == pytest.approx(-math.log(0.025), rel=1e-14)
    assert poisson(1).low == pytest.approx(-math.log(0.975), rel=1e-14)
    with pytest.raises(ValueError, match="not negative"):
        poisson(-1)


@quick
@given(st.integers(0, 200), st.floats(0.01, 300))
def test_the_chance_of_so_many_or_fewer(events, mean):
    assert at_most(events, mean) == pytest.approx(float(exactly_at_most(events, mean)), rel=1e-12, abs=1e-300)


def mean_of(rows):
    return Fraction(sum(rows), len(rows))


def test_the_bootstrap_says_the_same_each_time_and_holds_the_middle():
    rows = list(range(100))
    found = bootstrap(rows, mean_of, seed=7)
    assert found == bootstrap(rows, mean_of, seed=7)
    assert found != bootstrap(rows, mean_of, seed=8)
    # The standard error of this mean is 2.89.
    assert 49.5 - 7 < found.low < 49.5 - 4.5 < 49.5 + 4.5 < found.high < 49.5 + 7


def test_the_bootstrap_of_what_never_varies_is_a_point_and_of_nothing_none():
    assert bootstrap([4] * 9, mean_of, seed=1) == Limits(4, 4)
    assert bootstrap([], mean_of, seed=1) is None
    assert bootstrap([1, 2], lambda _: None, seed=1) is None


@quick
@given(st.lists(st.integers(), min_size=1, max_size=30).map(sorted), st.integers(1, 100))
def test_nearest_rank_is_the_first_that_enough_do_not_exceed(ordered, percent):
    share = Fraction(percent, 100)
    found = nearest_rank(ordered, share)
    assert sum(value <= found for value in ordered) >= share * len(ordered)
    assert sum(value < found for value in ordered) < share * len(ordered)


def test_nothing_has_no_quantile():
    with pytest.raises(ValueError, match="no quantile"):
        nearest_rank([], Fraction(1, 2))


class TestRatio:
    def test_it_is_what_a_bootstrap_comes_to(self):
        chance = random.Random(3)
        spent = []
        for _ in range(120):
            alive = chance.randint(5, 400)
            spent.append(Spent(chance.randint(0, alive), alive))
        sums = [sum(numbers) for numbers in zip(*((one.waiting_days, one.elapsed_days, 1, one.waiting_days**2,
                one.waiting_days * one.elapsed_days, one.elapsed_days**2) for one in spent), strict=True)]  # fmt: skip
        drawn = bootstrap(spent, lambda some: together(some).waiting_share, seed=1)
        assert tuple(ratio(*sums)) == pytest.approx(tuple(drawn), abs=0.01)

    def test_places_are_added_up(self):
        one, other = (4, 10, 2, 10, 26, 68), (3, 12, 3, 5, 16, 56)
        assert ratio(*map(sum, zip(one, other, strict=True))) is not None

    @pytest.mark.parametrize("sums", [(3, 9, 1, 9, 27, 81), (0, 0, 4, 0, 0, 0)])
    def test_of_one_and_of_nothing_there_is_none(self, sums):
        assert ratio(*sums) is None

    def test_it_stays_between_nothing_and_all(self):
        assert ratio(19, 20, 2, 181, 190, 200).high == 1.0
