"""The chart itself: an example worked by hand, parts, baselines, targets, gaps and refusals."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from commoncause import (
    Assurance,
    Direction,
    Judgement,
    MakingDataCount,
    Refused,
    Side,
    SignalKind,
    Stage,
    Variation,
    assurance,
    variation,
    xmr,
)

MONTHS = [date(2023 + number // 12, number % 12 + 1, 1) for number in range(24)]
QUIET = [50, 52, 49, 51, 48, 53, 50, 47, 52, 49, 51, 50]


def test_an_example_worked_by_hand() -> None:
    """Readings 5, 9, 4: mean 6; moving ranges 4 and 5, mean 4.5; limits 6 +/- 2.66 x 4.5 = 6 +/- 11.97."""
    chart = xmr([5, 9, 4])
    part = chart.parts[0]
    assert [point.moving_range for point in chart.points] == [None, 4, 5]
    assert part.dispersion == 4.5
    assert part.lines.centre == 6
    assert part.lines.lower == pytest.approx(-5.97)
    assert part.lines.upper == pytest.approx(17.97)
    assert part.lines.near_upper == pytest.approx(6 + 11.97 * 2 / 3)
    assert [point.relative for point in chart.points] == [-1, 1, -1]


def test_a_large_moving_range_is_screened_out() -> None:
    chart = xmr([*QUIET, 90, 51])
    assert [place for place, point in enumerate(chart.points) if point.screened] == [12, 13]
    assert chart.parts[0].dispersion == pytest.approx(sum([2, 3, 2, 3, 5, 3, 3, 5, 3, 2, 1]) / 11)
    assert not any(point.screened for point in xmr([*QUIET, 90, 51], screen=False).points)


def test_a_point_outside_is_judged_by_direction() -> None:
    expected = {
        Direction.INCREASE: (Judgement.IMPROVEMENT, Variation.IMPROVEMENT_HIGH),
        Direction.DECREASE: (Judgement.CONCERN, Variation.CONCERN_HIGH),
        Direction.NEITHER: (Judgement.NEUTRAL, Variation.NEUTRAL_HIGH),
    }
    for direction, (judgement, icon) in expected.items():
        chart = xmr([*QUIET, 90], direction=direction)
        last = chart.points[-1]
        assert (last.signal, last.side, last.judgement) == (SignalKind.OUTSIDE, Side.HIGH, judgement)
        assert variation(chart) is icon


def test_a_shift_and_a_trend_need_seven() -> None:
    low = [10, 12, 11, 10, 12, 11, 10, 11]
    assert not any(signal.kind is SignalKind.SHIFT for signal in xmr([*low, *[13, 14] * 3, 9, 10]).signals)
    rising = [50, 48, 52, 47, 51, 49, 43, 44, 46, 48, 50, 52, 54, 49]
    trends = [signal for signal in xmr(rising).signals if signal.kind is SignalKind.TREND]
    assert [signal.members for signal in trends] == [tuple(range(6, 13))]
    assert not [
        signal
        for signal in xmr(rising, rules=MakingDataCount(trend=8)).signals
        if signal.kind is SignalKind.TREND
    ]
    assert not xmr(rising[:12]).signals


def test_two_of_three_near_the_same_limit() -> None:
    chart = xmr([*QUIET, *QUIET, 57, 51, 57])
    found = [signal for signal in chart.signals if signal.kind is SignalKind.TWO_OF_THREE]
    assert [(signal.side, signal.members) for signal in found] == [(Side.HIGH, (24, 26))]
    assert chart.points[25].signal is None


def test_a_rebase_starts_a_part_with_its_own_limits() -> None:
    later = [value + 20 for value in QUIET]
    chart = xmr([*QUIET, *later], on=MONTHS, rebase=["2024-01-01"])
    assert [(part.number, part.first, part.last) for part in chart.parts] == [(1, 0, 11), (2, 12, 23)]
    assert chart.parts[1].lines.centre == pytest.approx((chart.parts[0].lines.centre or 0) + 20)
    assert chart.points[12].moving_range is None
    assert not chart.signals


def test_a_rebase_at_the_first_point_changes_nothing() -> None:
    assert xmr(QUIET, rebase=[1]) == xmr(QUIET)


def test_a_fixed_baseline_makes_the_limits() -> None:
    chart = xmr([*QUIET, 80, 81, 82], fix_first=12)
    assert chart.parts[0].lines == xmr(QUIET).parts[0].lines
    assert [point.moving_range for point in chart.points[12:]] == [None, None, None]
    assert all(point.outside for point in chart.points[12:])


def test_readings_are_put_in_order_of_time() -> None:
    chart = xmr(reversed(QUIET), on=reversed(MONTHS[:12]), target=list(range(12)))
    assert [point.value for point in chart.points] == QUIET
    assert [point.target for point in chart.points] == list(range(11, -1, -1))


def test_a_target_may_change_over_time() -> None:
    chart = xmr(QUIET, on=MONTHS[:12], target={"2023-03-01": 10, date(2023, 6, 1): 60, "2023-12-01": None})
    assert [point.target for point in chart.points] == [None] * 2 + [10] * 3 + [60] * 6 + [None]
    assert assurance(chart) is Assurance.EMPTY


@pytest.mark.parametrize(
    ("direction", "target", "expected"),
    [
        ("increase", 20, Assurance.PASS),
        ("increase", 50, Assurance.INCONSISTENT),
        ("increase", 80, Assurance.FAIL),
        ("decrease", 20, Assurance.FAIL),
        ("decrease", 80, Assurance.PASS),
        ("neither", 80, Assurance.EMPTY),
        ("increase", None, Assurance.EMPTY),
    ],
)
def test_assurance(direction: str, target: float | None, expected: Assurance) -> None:
    assert assurance(xmr(QUIET, direction=direction, target=target)) is expected


def test_a_target_on_a_limit_is_hit_or_miss() -> None:
    limit = xmr(QUIET).parts[0].lines.upper
    assert limit is not None
    for target in (limit, limit * (1 + 1e-16), limit * (1 - 1e-15)):
        assert assurance(xmr(QUIET, target=target)) is Assurance.INCONSISTENT


def test_a_flat_series_has_limits_equal_to_the_mean() -> None:
    chart = xmr([0.1] * 15, target=0.05)
    lines = chart.parts[0].lines
    assert lines.centre == lines.lower == lines.upper == 0.1
    assert not chart.signals
    assert assurance(chart) is Assurance.PASS
    assert xmr([0.1] * 15 + [0.2], fix_first=15).points[-1].signal is SignalKind.OUTSIDE


def test_gaps_are_left_out() -> None:
    chart = xmr([5, None, 7, float("nan"), Decimal("6"), Decimal("nan")])
    assert [point.value for point in chart.points] == [5, None, 7, None, 6, None]
    assert (chart.readings, chart.gaps, chart.parts[0].readings) == (3, 3, 3)
    gap = chart.points[1]
    assert (gap.outside, gap.relative, gap.signal, gap.judgement) == (None, None, None, None)
    assert chart.latest is chart.points[4]


def test_a_run_reads_on_across_a_gap() -> None:
    chart = xmr([5, 6, 7, 8, None, 9, 10, 11, 3, 5, 4, 6])
    trend = next(signal for signal in chart.signals if signal.kind is SignalKind.TREND)
    assert trend.members == (0, 1, 2, 3, 5, 6, 7)
    assert [point.moving_range for point in chart.points[4:6]] == [None, None]


@pytest.mark.parametrize(
    ("count", "stage"), [(4, Stage.RUN_LINE), (5, Stage.TRIAL), (11, Stage.TRIAL), (12, Stage.SETTLED)]
)
def test_how_far_limits_can_be_trusted(count: int, stage: Stage) -> None:
    assert xmr(QUIET[:count]).parts[0].stage is stage


def test_the_short_group_warning_is_that_of_the_reference() -> None:
    assert xmr(QUIET).parts[0].short
    assert not xmr([*QUIET, 51]).parts[0].short


def test_nothing_at_all() -> None:
    chart = xmr([])
    assert (chart.points, chart.parts, chart.latest, chart.current) == ((), (), None, None)
    assert (variation(chart), assurance(chart)) == (Variation.COMMON_CAUSE, Assurance.EMPTY)
    only_gaps = xmr([None, None], target=3)
    assert only_gaps.parts[0].lines.centre is None
    assert assurance(only_gaps) is Assurance.EMPTY


def test_places_in_time_of_many_sorts() -> None:
    assert [point.on for point in xmr([1, 2], on=[3, 7]).points] == [3, 7]
    mixed = xmr([1, 2], on=["2024-01-01", datetime(2024, 1, 1, 8)], rebase=[date(2024, 1, 1)])
    assert [point.on for point in mixed.points] == [datetime(2024, 1, 1), datetime(2024, 1, 1, 8)]


class Borrowed:
    """A number of another library."""

    def __float__(self) -> float:
        return 2.5


def test_numbers_of_other_libraries() -> None:
    assert xmr([Borrowed(), 1]).points[0].value == 2.5


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("not_a_number", {"values": ["5"]}),
        ("not_a_number", {"values": [True]}),
        ("not_finite", {"values": [float("inf")]}),
        ("not_finite", {"values": [10**400]}),
        ("lengths", {"values": [1, 2], "on": [1]}),
        ("lengths", {"values": [1, 2], "target": [1]}),
        ("duplicate_dates", {"values": [1, 2], "on": ["2024-01-01", "2024-01-01"]}),
        ("mixed_dates", {"values": [1, 2], "on": ["2024-01-01", 3]}),
        ("mixed_dates", {"values": [1, 2], "on": [datetime(2024, 1, 1), datetime(2024, 1, 2, tzinfo=UTC)]}),
        ("mixed_dates", {"values": [1, 2], "rebase": ["2024-01-01"]}),
        ("not_a_date", {"values": [1], "on": ["1st of May"]}),
        ("rebase_no_match", {"values": [1, 2], "rebase": [5]}),
        ("rebase_no_match", {"values": [], "rebase": [5]}),
        ("fix_too_short", {"values": QUIET, "fix_first": 11}),
        ("unknown_direction", {"values": [1], "direction": "up"}),
    ],
)
def test_refusals(code: str, given: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        xmr(given.pop("values"), **given)
    assert refused.value.code == code
    assert str(refused.value)
