"""Kaplan and Meier's curve against redistribution to the right, and its limits against their definition."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.insight.measures.intervals import Z95
from groundswell.insight.measures.survival import HALF, TENTH, DayLimits, Step, survival

quick = settings(max_examples=200, deadline=None, derandomize=True)
waits = st.lists(st.tuples(st.integers(0, 25), st.booleans()), max_size=25)


def redistributed(rows) -> dict[int, Fraction]:
    """S by Efron's way: the mass of each open one is handed on to all that lasted longer."""
    ordered = sorted(rows, key=lambda row: (row[0], not row[1]))
    mass = [Fraction(1, len(ordered)) for _ in ordered]
    left, curve = Fraction(1), {}
    for place, (day, is_over) in enumerate(ordered):
        if is_over:
            left -= mass[place]
            curve[day] = left
        else:
            later = range(place + 1, len(ordered))
            for other in later:
                mass[other] += mass[place] / len(later)
    return curve


@quick
@given(waits)
def test_the_curve_is_that_of_handing_on(rows):
    found = survival(rows)
    assert dict(zip((step.day for step in found.steps), found.shares, strict=True)) == redistributed(rows)


@quick
@given(waits.map(lambda rows: [(day, True) for day, _ in rows]), st.sampled_from([HALF, TENTH]))
def test_without_open_ones_it_is_plain_counting(rows, share):
    found = survival(rows).first_day(share)
    days = [day for day in range(26) if rows and sum(took > day for took, _ in rows) <= share * len(rows)]
    assert found == (days[0] if days else None)


@quick
@given(waits, st.sampled_from([HALF, TENTH]))
def test_the_first_day_is_where_the_curve_comes_down_to_the_share(rows, share):
    found = survival(rows)
    reached = [step.day for step, left in zip(found.steps, found.shares, strict=True) if left <= share]
    assert found.first_day(share) == (reached[0] if reached else None)


@quick
@given(waits, st.sampled_from([HALF, TENTH]))
def test_limits_hold_the_days_that_the_test_does_not_refuse(rows, share):
    """Brookmeyer and Crowley: a day is inside while |log(-log S) - log(-log share)| <= z times its standard error."""
    found = survival(rows)
    limits, middle = found.limits(share), found.first_day(share)
    greenwood, inside = 0.0, []
    for (day, at_risk, ended), left in zip(found.steps, found.shares, strict=True):
        if left == 0:
            break
        greenwood += ended / (at_risk * (at_risk - ended))
        error = math.sqrt(greenwood) / abs(math.log(left))
        apart = math.log(-math.log(left)) - math.log(-math.log(share))
        inside.append((day, apart / error))
    low = [day for day, z in inside if z >= -Z95]
    high = [day for day, z in inside if z >= Z95]
    last = found.steps[-1].day if found.steps and found.shares[-1] == 0 else None
    assert limits == DayLimits(low[0] if low else last, high[0] if high else None)
    if middle is not None:
        assert limits.low <= middle
        assert limits.high is None or limits.high >= middle


def test_limits_of_a_known_sample():
    """Ten waits of 1 to 10 days, none open: S(1) = 0.9 has the log-log limits 0.473 to 0.985, S(7) = 0.3, 0.071 to 0.578,
    S(8) = 0.2, 0.031 to 0.475: the first day on which the lower one is at half is 1, and the upper one 8."""
    found = survival([(day, True) for day in range(1, 11)])
    assert found.first_day(HALF) == 5
    assert found.limits(HALF) == DayLimits(1, 8)


def test_ends_come_before_open_ones_of_the_same_day():
    assert survival([(3, False), (3, True), (5, True)]).steps == (Step(3, 3, 1), Step(5, 1, 1))


def test_of_nothing_nothing_is_reached():
    for rows in ([], [(4, False)]):
        found = survival(rows)
        assert (found.steps, found.first_day(HALF), found.limits(HALF)) == ((), None, DayLimits(None, None))


def test_all_at_once():
    found = survival([(4, True)] * 3)
    assert found.first_day(TENTH) == 4
    assert found.limits(TENTH) == DayLimits(4, None)


def test_a_wait_is_not_shorter_than_nothing():
    with pytest.raises(ValueError, match="not shorter"):
        survival([(-1, True)])
