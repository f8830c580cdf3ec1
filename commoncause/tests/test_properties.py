"""What must hold for any series."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from commoncause import (
    Assurance,
    Chart,
    Direction,
    Judgement,
    SignalKind,
    assurance,
    describe,
    draw,
    explain,
    from_dict,
    table,
    to_dict,
    variation,
    xmr,
)
from commoncause.conform.compare import differences
from commoncause.conform.making_data_count import answer
from commoncause.conform.making_data_count_book import expected

settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True)
settings.load_profile("quick")

quarters = st.integers(-80, 80).map(lambda number: number / 4)
series = st.lists(quarters, min_size=1, max_size=40)
gappy = st.lists(st.none() | quarters, max_size=40)
any_number = st.floats(allow_nan=False, min_value=-1e300, max_value=1e300)
LINES = ("mean", "lpl", "upl", "near_lpl", "near_upl")
FLIPPED = {Judgement.IMPROVEMENT: Judgement.CONCERN, Judgement.CONCERN: Judgement.IMPROVEMENT}
TURNED = {Assurance.PASS: Assurance.FAIL, Assurance.FAIL: Assurance.PASS}


def said(chart: Chart) -> list[tuple[object, ...]]:
    """All that a chart says that is not a number on its scale."""
    return [
        (
            point.relative,
            point.outside,
            point.close,
            point.signal,
            point.side,
            point.judgement,
            point.screened,
        )
        for point in chart.points
    ]


@given(series, quarters, st.sampled_from([0.001, 0.1, 0.5, 3.0, 7.0, 1000.0]), quarters)
def test_shifting_and_scaling_move_the_lines_and_nothing_else(
    values: list[float], shift: float, factor: float, target: float
) -> None:
    before = xmr(values, target=target)
    after = xmr([value * factor + shift for value in values], target=target * factor + shift)
    assert said(after) == said(before)
    assert (variation(after), assurance(after)) == (variation(before), assurance(before))


@given(series, quarters)
def test_the_other_direction_swaps_the_judgements_and_nothing_else(
    values: list[float], target: float
) -> None:
    up = xmr(values, target=target)
    down = xmr(values, target=target, direction="decrease")
    swapped = [
        FLIPPED.get(point.judgement, point.judgement) if point.judgement else None for point in up.points
    ]
    assert [point.judgement for point in down.points] == swapped
    assert assurance(down) is TURNED.get(assurance(up), assurance(up))
    assert [(point.lines, point.signal, point.side) for point in up.points] == [
        (point.lines, point.signal, point.side) for point in down.points
    ]


@given(series, quarters)
def test_a_mirror_image_says_the_same_the_other_way_up(values: list[float], target: float) -> None:
    up = xmr(values, target=target)
    mirrored = xmr([-value for value in values], target=-target, direction=Direction.DECREASE)
    assert [point.judgement for point in mirrored.points] == [point.judgement for point in up.points]
    assert assurance(mirrored) is assurance(up)


@given(gappy)
def test_a_gap_is_never_a_reading_nor_a_signal(values: list[float | None]) -> None:
    chart = xmr(values)
    assert [point.value for point in chart.points] == values
    gaps = {place for place, value in enumerate(values) if value is None}
    assert not gaps & {member for signal in chart.signals for member in signal.members}
    assert all(chart.points[gap].judgement is None and chart.points[gap].outside is None for gap in gaps)


@given(gappy)
def test_a_gap_at_the_end_changes_nothing_before_it(values: list[float | None]) -> None:
    assert said(xmr([*values, None]))[:-1] == said(xmr(values))
    assert variation(xmr([*values, None])) is variation(xmr(values))


@given(any_number, st.integers(2, 30))
def test_a_constant_series_has_no_spread_and_no_signal(value: float, count: int) -> None:
    chart = xmr([value] * count)
    lines = chart.parts[0].lines
    assert lines.centre == lines.lower == lines.upper == value
    assert not chart.signals


@given(st.lists(any_number, min_size=2, max_size=30))
def test_any_numbers_make_a_chart_that_can_be_drawn(values: list[float]) -> None:
    chart = xmr(values, target=values[0])
    ElementTree.fromstring(draw(chart, width=320))
    assert len(table(chart)) == len(values)


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    values = draw(st.lists(st.none() | quarters, min_size=1, max_size=30))
    dates = [str(date(2020, 1, 1) + timedelta(days=day)) for day in range(len(values))]
    params = {
        "improvement_direction": draw(st.sampled_from(["increase", "decrease", "neutral"])),
        "screen_outliers": draw(st.booleans()),
        "target": draw(st.none() | quarters),
        "rebase": draw(st.lists(st.sampled_from(dates), max_size=2)),
        "fix_after_n_points": draw(st.sampled_from([None, 12, 20])),
    }
    return {"params": params, "input": {"date": dates, "value": values}}


@given(cases())
def test_agrees_with_the_rules_by_the_book(case: dict[str, Any]) -> None:
    points = expected(case)["points"]
    columns = zip(*(points[name] for name in ("value", "target", *LINES)), strict=True)
    fragile = any(_on_a_line(value, lines) or _on_a_line(aim, lines) for value, aim, *lines in columns)
    assert fragile or not list(differences(expected(case), answer(case)))


def _on_a_line(value: float | None, lines: list[float | None]) -> bool:
    """The book compares without tolerance, so a number on a line is left to the last bit there."""
    return value is not None and any(
        line is not None and line != value and abs(line - value) < 1e-9 for line in lines
    )


@given(gappy, st.sampled_from([*Direction]), st.none() | quarters, st.sets(st.integers(1, 40), max_size=3))
def test_a_chart_survives_json(
    values: list[float | None], direction: Direction, target: float | None, rebase: set[int]
) -> None:
    there = [place for place in rebase if place <= len(values)]
    chart = xmr(values, direction=direction, target=target, rebase=there)
    assert from_dict(json.loads(json.dumps(to_dict(chart)))) == chart


@given(st.text(), st.text(), st.text())
def test_no_text_breaks_the_drawing(title: str, unit: str, id: str) -> None:
    chart = xmr([1, 2, 3, 4, 5], target=3)
    ElementTree.fromstring(draw(chart, title=title, unit=unit, id=id))


@given(gappy, st.none() | quarters, st.booleans())
def test_there_are_always_two_sentences(
    values: list[float | None], target: float | None, percent: bool
) -> None:
    chart = xmr(values, target=target)
    sentences = explain(chart, percent=percent).removesuffix(".").split(". ")
    assert len(sentences) == 2
    assert explain(chart, percent=percent) in describe(chart, percent=percent)


@given(series)
def test_every_named_reading_is_in_a_signal_of_that_kind(values: list[float]) -> None:
    chart = xmr(values)
    for place, point in enumerate(chart.points):
        holding = [signal for signal in chart.signals if place in signal.members]
        assert (point.signal is None) == (not holding)
        if point.signal:
            order = list(SignalKind)
            assert point.signal is min((signal.kind for signal in holding), key=order.index)
