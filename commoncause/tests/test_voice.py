"""What people read is true of each kind of chart, of both sets of rules, and of all that may be set aside."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from scenes import scenes

from commoncause import CHARTS, Anhoej, MakingDataCount, chart, describe, explain, run, t, table, xmr
from commoncause.formats import Format, times

SCENES = {scene.name: scene for scene in scenes()}
QUIET = [50, 52, 49, 51, 48, 53, 50, 47, 52, 49, 51, 50]
CASES = Path(__file__).parent / "cases"


def said(name: str) -> str:
    return explain(SCENES[name].chart, **SCENES[name].wording)


def test_every_kind_has_a_scene() -> None:
    assert {scene.chart.kind for scene in SCENES.values()} == set(CHARTS)


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("run", "The last 9 readings off the median are all below", "half of the readings are that or less."),
        ("mr", "The latest step, 4 minutes on 16 June 2025, is", "the next step to be 39 minutes or less."),
        ("xbar", "The latest group average, 32.6 minutes on 19 May 2025, is below", "as many as the latest."),
        (
            "s",
            "The last 9 spreads are all below the average",
            "12.6 minutes or less, from as many as the latest.",
        ),
        ("t", "The latest interval between events, 52 days on 11 November 2024", "between 1 and 91 days."),
        (
            "g",
            "The latest interval between events, 131 operations,",
            "interval to be 187 operations or less.",
        ),
        ("c", "The latest count, 3 falls in December 2024", "expect the next count to be 12 falls or less."),
        ("u", "The latest rate, 3.6 in December 2024", "15 or less, over as much as the latest."),
        ("p", "The last 10 percentages are all above the average", "some of the time, but not every time."),
        ("i_prime", "The latest reading, 4.56 days in August 2024", "6.06 days, over as much as the latest."),
        ("few", "There are only 4 readings, too few to tell a real change.", "firm ones at 12."),
    ],
)
def test_each_kind_speaks_of_what_it_plots(name: str, start: str, end: str) -> None:
    assert said(name).startswith(start)
    assert said(name).endswith(end)


def test_the_sentence_about_real_figures_is_true() -> None:
    """Worked out again from the published figures, without the engine's rules."""
    cases = json.loads((CASES / "ptd-ae-attendances.json").read_text(encoding="utf-8"))
    values = next(case["input"]["value"] for case in cases if case["id"] == "ptd-RP5-perf-inc-t95")
    mean = sum(values) / len(values)
    ranges = [abs(after - before) for before, after in pairwise(values)]
    average = sum(ranges) / len(ranges)
    kept = [size for size in ranges if size < 3.267 * average]
    reach = 2.66 * sum(kept) / len(kept)
    assert mean - reach <= values[-1] <= mean + reach
    assert max(values) < 0.95 < mean + reach
    assert f"{values[-1]:.1%}" == "91.7%"
    assert said("xmr") == (
        "The latest reading, 91.7% in March 2019, is within the usual ups and downs, but 21 earlier readings "
        "stand out. "
        "The target of 95% is within reach, but none of these 36 readings met it."
    )


@pytest.mark.parametrize("kind", ["t", "g"])
def test_rare_events_read_the_other_way_round(kind: str) -> None:
    values = [5, 7, 4, 9, 6, 3, 8, 5, 7, 6, 4, 8, 5, 9, 6, 400]
    good = explain(chart(kind, values), unit="days")
    assert (
        "above the upper limit, so events have become rarer: this points to a real change, for the better"
        in good
    )
    few = explain(t([90, 120, 80, 150, 99, 110, 130, 95, 140, 105, 0.01]))
    assert "so events come closer together: this points to a real change, for the worse" in few


def test_percentages_are_written_as_such_unless_told() -> None:
    found = chart("p", [8, 9, 7, 8, 9, 8], [10] * 6)
    assert "80%" in explain(found)
    assert "The latest reading, 0.8," in explain(found, percent=False)
    assert "80%" not in explain(chart("p", [8, 9, 7, 8, 9, 8], [10] * 6, multiply=100))
    assert table(found)[0].reading == "80%"


def test_run_charts_count_who_met_the_target() -> None:
    found = run([*QUIET, None], target=50)
    assert explain(found).endswith(
        "The median is 50: at least half of the readings are that or less; 8 of 12 met the target of 50; "
        "1 gap in the data is left out."
    )
    assert "The median since it was redrawn is" in explain(run([*QUIET, *QUIET], rebase=[13]))
    assert "The median is 50." in f"{explain(run(QUIET, fix_first=6))}"


def test_few_crossings_say_where_the_last_stretch_lies() -> None:
    values = [1, 1.1, 2, 3, 6.1, 3.2, 2.9, 3, 2.2, 5.8, 6.1, 6, 5.9, 6, 6.3, 5.9, 6.4, 6.1, 2, 6.2, 6.3, 6.1]
    found = xmr(values, rules=Anhoej(), direction="decrease")
    kinds = {str(signal.kind) for signal in found.signals}
    assert "few_crossings" in kinds
    assert "its last stretch of three or more readings lies above the average" in explain(found)


@pytest.mark.parametrize(
    ("number", "words"), [(1, "only once"), (2, "only twice"), (1200, "only 1,200 times")]
)
def test_how_often(number: int, words: str) -> None:
    assert times(number) == words


def test_a_frozen_baseline_is_not_called_the_present() -> None:
    found = xmr([*QUIET, 70, 71, 72], fix_first=12, target=60)
    assert explain(found).endswith(
        "Going by the fixed baseline, expect to miss the target of 60 every time, "
        "although 3 of these 15 readings met it."
    )
    assert "Lines come from the first 12 points." in describe(found)
    ranged = xmr(QUIET, fix=(1, 12))
    assert "Lines come from the points from reading 1 to reading 12." in describe(ranged)


def test_a_baseline_before_a_rebase_is_not_what_comes_next_goes_by() -> None:
    found = xmr([*QUIET, *QUIET], fix=(1, 12), rebase=[13])
    assert "As things are, expect the next reading" in explain(found)
    assert "In their part of the chart, lines come from the points from reading 1 to reading 12." in describe(
        found
    )
    assert "Going by the fixed baseline" in explain(xmr([*QUIET, *QUIET], fix=(13, 24), rebase=[13]))


def test_a_baseline_that_is_too_small_says_so() -> None:
    found = xmr(QUIET, rules=Anhoej(), fix_first=3)
    assert explain(found).startswith(
        "The lines would rest on only 3 readings, too few to tell a real change."
    )


def test_points_set_aside_are_told_with_their_reason() -> None:
    found = xmr([*QUIET, 90], exclude={13: "wrong ward", 2: ""}, target=40)
    assert explain(found).endswith("expect to meet the target of 40 every time; 2 points were set aside.")
    assert "Set aside: reading 2, 52; reading 13, 90 (wrong ward)." in describe(found)
    nothing = xmr([5, 6], exclude=[1, 2])
    assert (
        explain(nothing)
        == "All readings were set aside. The chart starts with the first one; 2 points were set aside."
    )


def test_the_description_tells_the_latest_signals() -> None:
    found = xmr([*QUIET, 90, *QUIET, 91], direction="decrease", rules=MakingDataCount())
    told = describe(found)
    assert (
        "Stands out: reading 26, above the upper limit (concern); reading 14 to reading 25, all below" in told
    )
    assert "reading 13, above the upper limit (concern); reading 1 to" in told
    many = xmr([value for _ in range(12) for value in (*QUIET, 200)])
    assert "; and " in describe(many)


def test_parts_are_told_by_their_names() -> None:
    found = xmr([*QUIET, *QUIET], rebase=[13])
    assert "Limits redrawn from reading 13 (New rota)." in describe(found, phases=["Before", "New rota"])


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("days", "1 day"),
        ("%", "1%"),
        ("bed days", "1 bed days"),
        ("losses", "1 losses"),
        ("visits", "1 visit"),
        ("", "1"),
    ],
)
def test_one_of_a_unit(unit: str, expected: str) -> None:
    assert Format(unit=unit).number(1) == expected


def test_every_sentence_ends_once_and_holds_no_machine_words() -> None:
    for name in SCENES:
        words: Any = said(name)
        assert words.endswith(".")
        assert words.count(". ") == 1
        assert not {"None", "nan", "inf", "{}"} & set(words.replace(".", " ").split())
