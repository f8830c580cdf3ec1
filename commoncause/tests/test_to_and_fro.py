"""Readings that go to and fro are called unsteady, never better or worse; those that moved and stayed are."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commoncause import (
    Anhoej,
    Chart,
    Direction,
    Judgement,
    Variation,
    describe,
    explain,
    from_json,
    run,
    spark,
    t,
    table,
    to_json,
    variation,
    xmr,
)
from commoncause.kinds import SignalKind
from commoncause.runs import is_one_sided

SQUARE = [50 + (10 if (i // 6) % 2 else -10) for i in range(42)]
WIDE_SQUARE = [50 + (10 if (i // 10) % 2 else -10) for i in range(40)]
SINE = [50 + 5 * math.sin(i / 4) for i in range(60)]
SEASONS = [50 + 5 * math.sin(i * math.pi / 6) + i * 7 % 5 * 0.3 for i in range(48)]
NOISY = [50 + (1 if (i // 10) % 2 else -1) * (2 + 10 * (i % 2)) for i in range(40)]
STEP = [50 + i * 7 % 5 + (20 if i >= 15 else 0) for i in range(30)]
FLIPPED = {Judgement.IMPROVEMENT: Judgement.CONCERN, Judgement.CONCERN: Judgement.IMPROVEMENT}
UNSTEADY = "not steady and varies more than chance would make it"
UNJUDGED = "; we cannot say if it is for better or worse."
quick = settings(max_examples=150, deadline=None, derandomize=True)
columns = st.lists(st.integers(0, 20), max_size=60)
# Stretches at one level after another, so that runs are long and crossings few.
swings = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 14)), max_size=6).map(
    lambda levels: [level for level, length in levels for _ in range(length)]
)


@pytest.mark.parametrize("values", [SQUARE, WIDE_SQUARE, SINE, SEASONS])
@pytest.mark.parametrize("direction", ["increase", "decrease"])
def test_swings_are_neither_better_nor_worse(values: list[float], direction: str) -> None:
    found = run(values, direction=direction)
    said = explain(found)
    assert UNSTEADY in said
    assert UNJUDGED in said
    assert "real change" not in said
    assert variation(found) in (Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW)
    assert {signal.judgement for signal in found.signals} == {Judgement.NEUTRAL}
    assert {point.judgement for point in found.points} <= {Judgement.NEUTRAL, Judgement.COMMON_CAUSE}
    assert not any(row.says.startswith(("Improvement", "Concern")) for row in table(found))
    assert not {"(improvement)", "(concern)"} & set(describe(found).split())
    assert "improvement" not in spark(found)
    assert from_json(to_json(found)) == found


@pytest.mark.parametrize("values", [SQUARE, WIDE_SQUARE, SINE])
def test_where_no_way_is_good_it_is_still_unsteady(values: list[float]) -> None:
    said = explain(run(values, direction="neither"))
    assert UNSTEADY in said
    assert "better or worse" not in said


@pytest.mark.parametrize(
    ("direction", "verdict", "icon"),
    [
        ("increase", "a real change, for the better", Variation.IMPROVEMENT_HIGH),
        ("decrease", "a real change, for the worse", Variation.CONCERN_HIGH),
        ("neither", "a real change.", Variation.NEUTRAL_HIGH),
    ],
)
def test_a_step_that_stays_is_judged(direction: str, verdict: str, icon: Variation) -> None:
    for values in (STEP, STEP[:12] + STEP[15:27], [*STEP[:14], 71, 50, *STEP[15:]]):
        found = run(values, direction=direction)
        assert verdict in explain(found)
        assert variation(found) is icon


def test_few_crossings_alone_are_judged_when_the_later_half_stays() -> None:
    values = [1, 2, 1, 9, 2, 1, 2, 1, 2, 8, 9, 8, 9, 8, 9, 1, 8, 9, 8, 9]
    found = run(values, centre=5)
    assert [signal.kind for signal in found.signals] == [SignalKind.FEW_CROSSINGS]
    assert "lies above the centre line: this points to a real change, for the better" in explain(found)


def test_a_long_run_with_many_readings_on_the_line_is_not_judged() -> None:
    found = run([0, 0, 1] * 10, direction="decrease")
    assert explain(found).startswith("The last 10 readings off the median are all above the median: readings")
    assert UNSTEADY in explain(found)


def test_rare_events_that_go_to_and_fro_are_not_called_rarer() -> None:
    said = explain(t(NOISY))
    assert UNSTEADY in said
    assert "rarer" not in said


def test_the_rules_of_making_data_count_are_left_alone() -> None:
    found = xmr(NOISY)
    assert Judgement.NEUTRAL not in {signal.judgement for signal in found.signals}
    assert UNSTEADY in explain(xmr(NOISY, rules=Anhoej()))


def test_a_line_that_is_never_crossed() -> None:
    found = run([1] * 6, centre=9)
    assert explain(found).startswith("The line never crosses the centre line, where once or more would be")
    assert explain(run(SQUARE)).startswith(
        "The line never crosses the median, where 5 times or more would be usual: readings go to and fro"
    )


@pytest.mark.parametrize(
    ("relative", "usual", "side", "stretch", "expected"),
    [
        ([-1] * 4 + [1] * 3 + [0], 9, 1, None, True),  # 3 of the later 4
        ([-1] * 4 + [1] * 2 + [0] * 2, 9, 1, None, False),
        ([-1] * 4 + [1] * 4, 9, -1, None, False),
        ([1] * 4 + [-1] * 4, 3, -1, (4, 7), True),  # high, low
        ([1] * 4 + [-1] * 4 + [1] * 4, 3, 1, (8, 11), False),  # high, low, high
        ([1] * 4 + [-1] * 4 + [1] * 3, 3, -1, (4, 7), True),  # what came back was no long run
        ([1, 0, 1, 0, 1, 1], 3, 1, (0, 5), False),
        ([1, 1, 0, 1, 1], 3, 1, (0, 4), True),
    ],
)
def test_one_sided(
    relative: list[int], usual: int, side: int, stretch: tuple[int, int] | None, expected: bool
) -> None:
    assert is_one_sided(relative, usual, side, stretch) is expected
    assert is_one_sided([-sign for sign in relative], usual, -side, stretch) is expected


def judged(chart: Chart) -> list[Judgement]:
    return [signal.judgement for signal in chart.signals]


@given(columns | swings)
@quick
def test_the_other_direction_swaps_and_leaves_neutral_alone(values: list[int]) -> None:
    up, down = run(values), run(values, direction=Direction.DECREASE)
    assert judged(down) == [FLIPPED.get(each, each) for each in judged(up)]
    assert (UNSTEADY in explain(up)) == (UNSTEADY in explain(down))
    assert (UNSTEADY in explain(up)) == (UNSTEADY in explain(run(values, direction=Direction.NEITHER)))


@given(columns | swings, st.sampled_from([1, 2, 8, 1024]), st.integers(-50, 50))
@quick
def test_scaling_and_shifting_change_no_judgement(values: list[int], times: int, by: int) -> None:
    assert judged(run([value * times + by for value in values])) == judged(run(values))


@given(columns | swings)
@quick
def test_upside_down_is_the_same_the_other_way(values: list[int]) -> None:
    up, down = run(values), run([-value for value in values], direction="decrease")
    assert judged(up) == judged(down)


@given(swings)
@quick
def test_the_sentence_and_the_icon_agree(values: list[int]) -> None:
    found = run(values)
    latest = found.latest_signals()
    if latest and found.current and found.current.baseline >= 5:
        assert (latest[0].judgement is Judgement.NEUTRAL) == (UNSTEADY in explain(found))
        assert variation(found).startswith(latest[0].judgement)
