"""Each kind of chart worked by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest

from commoncause import (
    CHARTS,
    Chart,
    Refused,
    c,
    g,
    i_prime,
    mr,
    p,
    p_prime,
    run,
    s,
    t,
    u,
    u_prime,
    xbar,
    xmr,
)

RATIOS = {"p", "p_prime", "u", "u_prime", "i_prime"}


def lines(chart: Chart) -> Any:
    return chart.points[-1].lines[:3]


def test_run() -> None:
    assert lines(run([3, 1, 2, 10])) == (2.5, None, None)


def test_mr() -> None:
    moving = mr([5, 9, 4])
    assert [point.value for point in moving.points] == [None, 4, 5]
    assert lines(moving) == (4.5, 0, pytest.approx(3.267 * 4.5))


def test_xbar_and_s() -> None:
    """Means 2 and 6, standard deviations 1 and 2, c4(3) = 0.8862."""
    groups, c4 = [[1, 2, 3], [4, 6, 8]], math.sqrt(math.pi) / 2
    far = 3 * 1.5 / c4 / math.sqrt(3)
    assert lines(xbar(groups)) == pytest.approx((4, 4 - far, 4 + far))
    assert lines(s(groups)) == pytest.approx((1.5, 0, 1.5 + 3 * 1.5 * math.sqrt(1 - c4**2) / c4))


def test_subgroups_of_unequal_size_are_pooled_and_one_reading_has_no_limits() -> None:
    found = xbar([[1, 3], [2, 4, 6], [9]])
    pooled = math.sqrt((2 * 1 + 4 * 2) / 3)
    c4 = math.sqrt(math.pi) / 2
    assert found.points[1].lines.upper == pytest.approx(25 / 6 + 3 * pooled / c4 / math.sqrt(3))
    assert lines(found) == (pytest.approx(25 / 6), None, None)
    assert found.points[2].outside is None


def test_t_is_an_xmr_chart_on_another_scale() -> None:
    times = [1.0, 2.0, 4.0, 3.0]
    inner = xmr([time ** (1 / 3.6) for time in times], factor=3 / 1.128).points[-1].lines
    assert inner.centre is not None and inner.upper is not None and inner.lower is not None
    wanted = (inner.centre**3.6, max(inner.lower, 0) ** 3.6, inner.upper**3.6)
    assert lines(t(times)) == pytest.approx(wanted)


def test_c() -> None:
    assert lines(c([4, 9, 14])) == (9, 0, 18)


def test_p_and_u_have_limits_for_each_size() -> None:
    found = p([10, 40], [50, 200])
    assert found.parts[0].stepped
    assert found.points[0].lines.upper == pytest.approx(0.2 + 3 * math.sqrt(0.16 / 50))
    assert found.points[1].lines.lower == pytest.approx(0.2 - 3 * math.sqrt(0.16 / 200))
    assert lines(u([10, 20], [50, 100])) == pytest.approx(
        (0.2, 0.2 - 3 * math.sqrt(0.002), 0.2 + 3 * math.sqrt(0.002))
    )


def test_laney_widens_by_the_variation_between_points() -> None:
    events, sizes = [10, 30, 20], [100, 100, 100]
    error = math.sqrt(0.2 * 0.8 / 100)
    sigma_z = (0.2 / error + 0.1 / error) / 2 / 1.128
    assert lines(p_prime(events, sizes, screen=False))[2] == pytest.approx(0.2 + 3 * error * sigma_z)
    error = math.sqrt(0.2 / 100)
    sigma_z = (0.2 / error + 0.1 / error) / 2 / 1.128
    assert lines(u_prime(events, sizes, screen=False))[2] == pytest.approx(0.2 + 3 * error * sigma_z)


def test_g_has_a_median_between_limits_from_the_mean() -> None:
    assert lines(g([0, 1, 11])) == (1, 0, pytest.approx(4 + 3 * math.sqrt(20)))


def test_i_prime() -> None:
    found = i_prime([10, 30], [50, 100])
    step = 0.1 / math.sqrt(1 / 50 + 1 / 100)
    far = 3 * math.sqrt(math.pi / 2) * step / 10
    assert lines(found) == pytest.approx((40 / 150, 40 / 150 - far, 40 / 150 + far))


@pytest.mark.parametrize("code", sorted(RATIOS))
def test_no_chances_is_a_gap_that_moves_nothing(code: str) -> None:
    events = 0 if code.startswith("p") else 9
    without = CHARTS[code]([3, 4, 2], [20, 30, 25])
    found = CHARTS[code]([3, 4, 2, events], [20, 30, 25, 0])
    assert found.points[3].is_gap
    assert found.points[3].judgement is None
    assert found.points[0].lines.centre == without.points[0].lines.centre


def test_one_reading_has_no_standard_deviation() -> None:
    assert [point.value for point in xmr([1, 2, 3], combine="sd").points] == [None, None, None]
    twice = xmr([1, 3, 5], on=[1, 1, 2], combine="sd")
    assert [point.value for point in twice.points] == [pytest.approx(math.sqrt(2)), None]


@pytest.mark.parametrize(("combine", "value"), [("mean", 4), ("median", 3), ("sum", 12)])
def test_readings_of_one_place_are_combined_as_asked(combine: str, value: float) -> None:
    assert run([1, 3, 8, 5], on=[1, 1, 1, 2], combine=combine).points[0].value == value
    with pytest.raises(Refused, match="More than one reading on 1"):
        run([1, 3, 8, 5], on=[1, 1, 1, 2])


def test_counts_of_one_place_are_added_up() -> None:
    assert [point.value for point in c([1, 2, 5], on=[1, 1, 2]).points] == [3, 5]
    assert [point.value for point in p([1, 2, 5], [10, 20, 10], on=[1, 1, 2]).points] == [0.1, 0.5]
