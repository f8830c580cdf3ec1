"""What every kind of chart does alike: baselines, parts, points left out, rules, refusals."""

from __future__ import annotations

import math
from typing import Any

import pytest

from commoncause import (
    CHARTS,
    Anhoej,
    Chart,
    Judgement,
    MakingDataCount,
    Refused,
    SignalKind,
    c,
    chart,
    mr,
    run,
    xmr,
)

RATIOS = {"p", "p_prime", "u", "u_prime", "i_prime"}
ALL = sorted(CHARTS)
COUNTS = [4, 6, 5, 7, 3, 5, 6, 4, 8, 2, 5, 5]
GROUPS = [[count, count + 2, count + 1] for count in COUNTS]


def data(code: str, counts: list[Any] | None = None) -> list[list[Any]]:
    counts = COUNTS if counts is None else counts
    if code in ("xbar", "s"):
        return [[[] if count is None else [count, count + 2, count + 1] for count in counts]]
    return [counts, [20 + place for place in range(len(counts))]] if code in RATIOS else [counts]


def lines(chart: Chart) -> Any:
    return chart.points[-1].lines[:3]


@pytest.mark.parametrize("code", ALL)
def test_an_excluded_point_is_shown_and_changes_nothing_else(code: str) -> None:
    wild = [*COUNTS[:6], 19, *COUNTS[6:]]
    found = CHARTS[code](*data(code, wild), exclude={7: "strike"})
    with_gap = CHARTS[code](*data(code, wild), exclude=[7])
    assert found.points[6].excluded == "strike"
    assert found.points[6].value is not None
    assert found.points[6].judgement is None
    assert not any(6 in signal.members for signal in found.signals)
    assert found.parts == with_gap.parts
    with pytest.raises(Refused, match="no point on 99"):
        CHARTS[code](*data(code), exclude=[99])


@pytest.mark.parametrize("code", ALL)
def test_a_fixed_baseline_makes_the_limits(code: str) -> None:
    later = [*COUNTS, *(count + 6 for count in COUNTS)]
    alone, fixed = CHARTS[code](*data(code)), CHARTS[code](*data(code, later), fix_first=12)
    assert fixed.points[0].lines == alone.points[0].lines
    assert CHARTS[code](*data(code, later), fix=(1, 12)).points == fixed.points
    assert fixed.parts[0].baseline == alone.parts[0].baseline


@pytest.mark.parametrize("code", ALL)
def test_parts_have_their_own_lines(code: str) -> None:
    later = [*COUNTS, *(count + 6 for count in COUNTS)]
    found = CHARTS[code](*data(code, later), rebase=[13])
    assert [(part.first, part.last) for part in found.parts] == [(0, 11), (12, 23)]
    assert found.points[0].lines == CHARTS[code](*data(code)).points[0].lines
    with pytest.raises(Refused, match="no point on 99 to rebase at"):
        CHARTS[code](*data(code, later), rebase=[99])


@pytest.mark.parametrize("code", ALL)
def test_multiplying_moves_values_and_lines_and_nothing_else(code: str) -> None:
    one, many = CHARTS[code](*data(code)), CHARTS[code](*data(code), multiply=1000)
    for point, other in zip(one.points, many.points, strict=True):
        assert other.value == (None if point.value is None else point.value * 1000)
        assert other.lines == tuple(None if line is None else line * 1000 for line in point.lines)
        assert (other.signal, other.relative, other.outside) == (point.signal, point.relative, point.outside)


@pytest.mark.parametrize("code", ALL)
def test_a_given_centre_line_is_kept(code: str) -> None:
    centre = 0.3 if code in RATIOS else 4
    found = CHARTS[code](*data(code), centre=centre)
    assert all(point.lines.centre == centre for point in found.points)
    assert found.method.centre == centre


@pytest.mark.parametrize("code", ALL)
@pytest.mark.parametrize(
    ("direction", "judged"), [("increase", "improvement"), ("decrease", "concern"), ("neither", "neutral")]
)
def test_signals_of_every_chart_are_judged(code: str, direction: str, judged: str) -> None:
    far = [*COUNTS, 25]
    found = CHARTS[code](*data(code, far), fix_first=12, direction=direction)
    if code in ("run", "s"):  # no limits; the same spread in each subgroup
        assert not any(point.outside for point in found.points)
        return
    assert found.points[-1].signal is SignalKind.OUTSIDE
    assert found.points[-1].judgement is Judgement(judged)


def test_anhoej_signals_are_judged() -> None:
    found = run([1] * 6 + [9] * 9, centre=5, direction="decrease")
    assert {signal.kind for signal in found.signals} == {SignalKind.LONG_RUN, SignalKind.FEW_CROSSINGS}
    assert {signal.judgement for signal in found.signals} == {Judgement.CONCERN}


def test_one_set_of_rules_for_a_chart() -> None:
    assert isinstance(xmr(COUNTS).rules, MakingDataCount)
    assert isinstance(xmr(COUNTS, rules=Anhoej()).rules, Anhoej)
    assert all(isinstance(CHARTS[code](*data(code)).rules, Anhoej) for code in ALL if code != "xmr")
    assert c(COUNTS, rules=MakingDataCount(shift=9)).rules == MakingDataCount(shift=9)
    with pytest.raises(Refused, match="share a reading"):
        mr(COUNTS, rules=MakingDataCount())


@pytest.mark.parametrize("code", ALL)
@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_readings_or_none(code: str, count: int) -> None:
    found = CHARTS[code](*data(code, COUNTS[:count]))
    assert len(found.points) == count
    assert not found.signals


@pytest.mark.parametrize("code", sorted({*ALL} - RATIOS - {"run", "mr", "s", "c", "g"}))
def test_a_flat_series_has_limits_equal_to_the_centre(code: str) -> None:
    values: list[Any] = [[5, 5, 5]] * 12 if code == "xbar" else [5] * 12
    centre, lower, upper = lines(CHARTS[code](values))
    assert centre == pytest.approx(5)
    assert lower == upper == pytest.approx(centre)


@pytest.mark.parametrize(
    ("code", "columns", "refusal"),
    [
        ("t", [[1, 0, 2]], "time_not_positive"),
        ("c", [[1, -1]], "negative"),
        ("g", [[1, -1]], "negative"),
        ("p", [[5], [4]], "more_than_all"),
        ("u", [[5], [-4]], "negative"),
        ("p", [[5, 1], [9]], "lengths"),
        ("p", [[5]], "lengths"),
        ("xmr", [[5], [9]], "lengths"),
        ("xbar", [[5, 6]], "no_subgroups"),
        ("z", [[5]], "unknown_chart"),
    ],
)
def test_what_cannot_be_charted_is_refused(code: str, columns: list[list[Any]], refusal: str) -> None:
    with pytest.raises(Refused) as refused:
        chart(code, *columns)
    assert refused.value.code == refusal


@pytest.mark.parametrize(
    ("options", "refusal"),
    [
        ({"fix": (1,)}, "fix_no_match"),
        ({"fix": "12"}, "fix_no_match"),
        ({"fix": (90, 99)}, "fix_no_match"),
        ({"fix": (1, 12), "fix_first": 12}, "fix_twice"),
        ({"fix": (1, 12), "rebase": [6]}, "fix_across_parts"),
        ({"multiply": 0}, "not_positive"),
        ({"factor": math.nan}, "not_positive"),
        ({"combine": "max"}, "unknown_combine"),
    ],
)
def test_parameters_that_mean_nothing_are_refused(options: dict[str, Any], refusal: str) -> None:
    with pytest.raises(Refused) as refused:
        xmr(COUNTS, **options)
    assert refused.value.code == refusal


@pytest.mark.parametrize(
    "given", [{"shift": 4}, {"trend": 10}, {"shift": True}, {"two_of_three": "lax"}, {"tolerance": 1}]
)
def test_rules_out_of_range_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        MakingDataCount(**given)
