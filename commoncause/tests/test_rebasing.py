"""Where limits could be redrawn: found when a level moved and stayed, never otherwise; nothing is changed."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commoncause import CHARTS, Side, redrawn, run, suggest_rebase, xmr


def steps(*levels: tuple[float, int], seed: int = 3) -> list[float]:
    drawn = random.Random(seed)
    return [level + drawn.uniform(-2, 2) for level, count in levels for _ in range(count)]


MONTHS = [f"{2022 + n // 12}-{n % 12 + 1:02}-01" for n in range(40)]


def test_a_level_that_moved_and_stayed_is_found_with_its_reason() -> None:
    values = steps((50, 16), (58, 16))
    found = suggest_rebase(xmr(values, on=MONTHS[:32], direction="increase"), unit="walks")
    assert found is not None
    assert found.side is Side.HIGH
    assert str(found.on) == "2023-05-01"
    assert found.readings == found.kept == 16
    assert found.reason.startswith("Since May 2023, 16 of 16 readings have been above the average of ")
    assert "If you know what changed and expect it to last" in found.reason


def test_a_fall_is_found_on_a_run_chart_too() -> None:
    found = suggest_rebase(run(steps((50, 16), (40, 14))))
    assert found is not None
    assert found.side is Side.LOW
    assert "the median of" in found.reason


@pytest.mark.parametrize(
    ("values", "why"),
    [
        (steps((50, 32)), "nothing moved"),
        (steps((50, 6), (58, 20)), "too few readings before"),
        (steps((50, 20), (58, 8)), "too few readings since"),
        (steps((50, 14), (58, 9), (50, 14)), "it did not last"),
        ([n + m for n, m in zip(range(36), steps((0, 36)), strict=True)], "a slope is no step"),
        ([], "no readings"),
        ([5.0] * 30, "no spread"),
    ],
)
def test_nothing_is_suggested_otherwise(values: list[float], why: str) -> None:
    assert suggest_rebase(xmr(values)) is None, why


def test_after_redrawing_there_is_nothing_left_to_suggest() -> None:
    chart = xmr(steps((50, 16), (58, 16)), on=MONTHS[:32])
    found = suggest_rebase(chart)
    assert found is not None
    again = redrawn(chart, found.on)
    assert len(again.parts) == 2
    assert again.parts[-1].lines.centre == pytest.approx(found.after)
    assert suggest_rebase(again) is None


def test_a_given_centre_line_has_nothing_to_redraw() -> None:
    assert suggest_rebase(xmr(steps((50, 16), (58, 16)), centre=50)) is None


def test_a_fixed_baseline_that_reaches_across_the_place_is_no_error() -> None:
    assert suggest_rebase(xmr(steps((50, 20), (58, 13)), fix=(1, 25))) is None
    assert suggest_rebase(xmr(steps((50, 20), (58, 13)), fix=(1, 18))) is not None


@given(st.lists(st.floats(0, 100) | st.none(), max_size=60))
def test_looking_changes_nothing_and_what_it_finds_can_be_redrawn(values: list[float | None]) -> None:
    chart = xmr(values)
    found = suggest_rebase(chart)
    assert chart == xmr(values)
    if found:
        assert redrawn(chart, found.on).parts[-1].lines.centre == found.after


@pytest.mark.parametrize("code", ["p", "u", "p_prime", "u_prime", "i_prime"])
def test_ratios_are_redrawn_from_events_and_sizes(code: str) -> None:
    events = [20 + n % 3 for n in range(14)] + [40 + n % 3 for n in range(14)]
    chart = CHARTS[code](events, [100] * 28)
    found = suggest_rebase(chart)
    assert found is not None
    assert found.after == pytest.approx(0.41, abs=0.01)
