"""What must hold for any series on any kind of chart: kept exactly, judged both ways, gaps left alone."""

from __future__ import annotations

import itertools
import math
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commoncause import (
    CHARTS,
    Anhoej,
    Chart,
    Judgement,
    MakingDataCount,
    Refused,
    describe,
    draw,
    explain,
    from_csv,
    from_dict,
    from_json,
    run,
    table,
    to_csv,
    to_dict,
    to_json,
    xmr,
)
from commoncause.runs import analyse, crossings_usual, longest_usual

RATIOS = {"p", "p_prime", "u", "u_prime", "i_prime"}
FLIPPED = {Judgement.IMPROVEMENT: Judgement.CONCERN, Judgement.CONCERN: Judgement.IMPROVEMENT}
LIMITS = Path(__file__).parent / "cases" / "anhoej-limits.csv"
quick = settings(max_examples=150, deadline=None, derandomize=True)
counts = st.integers(1, 40)
reasons = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@st.composite
def asked(draw: st.DrawFn) -> tuple[str, list[Any], dict[str, Any]]:
    """A kind, its columns, and whatever keywords suit it."""
    code = draw(st.sampled_from(sorted(CHARTS)))
    column = draw(st.lists(st.none() | counts, max_size=30))
    count = len(column)
    on = [date(2024, 1, 1) + timedelta(days=day) for day in range(count)] if draw(st.booleans()) else None
    places: list[Any] = [*(on or range(1, count + 1))]
    options: dict[str, Any] = {
        "on": on,
        "multiply": draw(st.sampled_from([1, 100, 0.1])),
        "screen": draw(st.booleans()),
        "target": draw(st.none() | st.floats(0, 40)),
    }
    if count:
        options["rebase"] = draw(st.lists(st.sampled_from(places), max_size=2))
        options["exclude"] = draw(st.dictionaries(st.sampled_from(places), reasons, max_size=2))
        if not options["rebase"] and draw(st.booleans()):
            options |= {"fix": (places[0], draw(st.sampled_from(places))), "rules": Anhoej()}
    return code, _columns(draw, code, column), options


def _columns(draw: st.DrawFn, code: str, column: list[int | None]) -> list[Any]:
    if code in RATIOS:
        return [column, [draw(st.none() | st.integers(40, 90)) for _ in column]]
    if code in ("xbar", "s"):
        return [[[] if each is None else draw(st.lists(counts, max_size=4)) for each in column]]
    return [column]


def made(given: tuple[str, list[Any], dict[str, Any]], **more: Any) -> Chart:
    code, columns, options = given
    return CHARTS[code](*columns, **options | more)


@given(asked())
@quick
def test_every_chart_comes_back_exactly(given: tuple[str, list[Any], dict[str, Any]]) -> None:
    chart = made(given)
    assert from_json(to_json(chart)) == chart
    assert from_dict(to_dict(chart)) == chart
    assert from_csv(to_csv(chart)) == chart
    assert repr(from_csv(to_csv(chart))) == repr(from_json(to_json(chart))) == repr(chart)


@given(asked())
@quick
def test_the_other_direction_swaps_judgements_and_nothing_else(
    given: tuple[str, list[Any], dict[str, Any]],
) -> None:
    up, down = made(given), made(given, direction="decrease")
    assert down.parts == up.parts
    assert [each.judgement for each in down.signals] == [FLIPPED[each.judgement] for each in up.signals]
    for one, other in zip(up.points, down.points, strict=True):
        swapped = one.judgement and FLIPPED.get(one.judgement, one.judgement)
        assert other == one._replace(judgement=swapped)


@given(asked())
@quick
def test_gaps_and_points_left_out_are_never_signals(given: tuple[str, list[Any], dict[str, Any]]) -> None:
    chart = made(given)
    silent = {place for place, point in enumerate(chart.points) if not point.counts}
    assert all(chart.points[place].judgement is None for place in silent)
    assert not silent & {member for signal in chart.signals for member in signal.members}
    assert all(point.value is None for point in chart.points if point.is_gap)


@given(asked())
@quick
def test_every_chart_can_be_drawn_told_and_tabled(given: tuple[str, list[Any], dict[str, Any]]) -> None:
    chart = made(given)
    assert draw(chart, width=320).startswith("<svg")
    assert explain(chart) in describe(chart)
    assert len(table(chart)) == len(chart.points)
    assert all(point.lines.upper is None for point in chart.points) or chart.kind != "run"


@given(st.lists(st.sampled_from([-1, 0, 1]), max_size=60))
@quick
def test_runs_and_crossings_are_counted_right(sides: list[int]) -> None:
    useful = [side for side in sides if side]
    found = analyse(sides)
    assert found.useful == len(useful)
    if useful:
        sizes = range(1, len(useful) + 1)
        stretches = [useful[at : at + size] for size in sizes for at in range(len(useful) - size + 1)]
        assert found.longest == max(len(each) for each in stretches if len(set(each)) == 1)
        assert found.crossings == sum(one != other for one, other in itertools.pairwise(useful))


@given(st.lists(st.integers(0, 4), min_size=1, max_size=60))
@quick
def test_ties_with_the_median_are_not_useful(values: list[int]) -> None:
    chart = run(values)
    found = chart.parts[0].runs
    assert found is not None
    assert found.useful == sum(value != chart.points[0].lines.centre for value in values)


def test_limits_of_runs_are_those_published() -> None:
    for line in LIMITS.read_text(encoding="utf-8").splitlines()[1:]:
        useful, longest, crossings = map(int, line.split(","))
        assert (longest_usual(useful), crossings_usual(useful)) == (longest, crossings), useful


@pytest.mark.parametrize("useful", [1, 2, 3, 10, 99, 250, 500, 1000])
def test_crossings_are_the_binomial_quantile_for_any_number(useful: int) -> None:
    ways = list(itertools.accumulate(math.comb(useful - 1, k) for k in range(useful)))
    assert crossings_usual(useful) == next(k for k, way in enumerate(ways) if 20 * way >= 2 ** (useful - 1))


@pytest.mark.parametrize(
    "damage",
    [
        {"format": "other"},
        {"points": None},
        {"direction": "up"},
        {"rules": {"name": "none"}},
        {"lines": []},
        {"method": {}},
    ],
)
def test_a_damaged_dictionary_is_refused(damage: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        from_dict(to_dict(xmr([1, 2, 3])) | damage)


@pytest.mark.parametrize("text", ["", "nope", "[]", "{}", "3"])
def test_text_that_is_no_chart_is_refused(text: str) -> None:
    for read in (from_json, from_csv):
        with pytest.raises(Refused):
            read(text)


@pytest.mark.parametrize(
    ("here", "instead"),
    [
        ("rules shift,7", "rules shift,x"),
        ("rules trend,7\r\n", ""),
        ("method screen,yes\r\n", ""),
        ("kind,xmr", "kind,zzz"),
        ("\r\non,", "\r\nonn,"),
        ("direction,increase\r\n", ""),
    ],
)
def test_a_sheet_that_lost_something_is_refused(here: str, instead: str) -> None:
    whole = to_csv(xmr([1, 2, 3], rules=MakingDataCount()))
    assert here in whole
    with pytest.raises(Refused):
        from_csv(whole.replace(here, instead))
