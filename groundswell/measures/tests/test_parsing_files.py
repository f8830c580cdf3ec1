"""Every nasty file behaves as its manifest says."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from groundswell.measures.parsing import Unreadable, read

HERE = Path(__file__).parent / "bad_inputs"
FILES = {each["file"]: each["expect"] for each in json.loads((HERE / "manifest.json").read_text())["files"]}
TODAY = date(2026, 3, 2)
TAKEN = [name for name, expect in FILES.items() if expect["outcome"] != "refuse"]


def understood(name, **chosen):
    return read((HERE / name).read_bytes(), today=TODAY, chosen=chosen)


def points(found):
    return [[each.on.isoformat(), None if each.value is None else float(each.value)] for each in found]


def test_every_file_of_readings_is_tried():
    assert len(FILES) == 21


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_comes_out_as_its_manifest_says(name):
    expect, result = FILES[name], understood(name)
    assert result.outcome == expect["outcome"]
    assert result.rows == expect["rows"]
    left_out = [{"line": problem.line, "reason": problem.code} for problem in result.problems]
    assert left_out == expect.get("bad_rows", [])
    assert all(problem.reason.endswith(".") or "?" in problem.reason for problem in result.problems)
    if "points" in expect:
        assert points(result.found) == expect["points"]
    for column, heading in expect.get("columns", {}).items():
        assert result.columns[column] == heading


@pytest.mark.parametrize("name", [name for name in TAKEN if "points_if" in FILES[name]])
def test_a_choice_is_asked_and_each_answer_gives_its_points(name):
    expect = FILES[name]
    (choice,) = understood(name).choices
    assert {option.code for option in choice.options} >= set(expect["choices"])
    for answer, wanted in expect["points_if"].items():
        result = understood(name, **{choice.name: answer})
        assert points(result.found) == sorted(wanted)
        assert result.choices[0].chosen == answer


def test_a_workbook_with_the_wrong_ending_is_read_all_the_same():
    assert FILES["x01_workbook_named_csv.csv"]["also_allowed"] == "ok"
    assert understood("x01_workbook_named_csv.csv").outcome == "ok"


@pytest.mark.parametrize("name", [name for name in FILES if FILES[name]["outcome"] == "refuse" and name[:3] != "x01"])
def test_a_file_that_cannot_be_used_is_refused_in_words(name):
    with pytest.raises(Unreadable) as caught:
        understood(name)
    hint = FILES[name]["message_hint"].lower()
    assert any(word in str(caught.value).lower() for word in (hint, hint.split(", not")[0]))


def test_the_day_month_order_that_was_assumed_is_said():
    assert "Dates are read with the day first, then the month." in understood("m05_mixed_date_formats.csv").notes


def test_the_first_of_two_orders_is_shown_preselected():
    assert understood("m06_ambiguous_order.csv").choices[0].chosen == "day_first"


def test_local_times_over_the_clock_changes_become_moments_in_order():
    result = understood("m17_clock_changes.csv")
    wanted = FILES["m17_clock_changes.csv"]["points_utc"]
    assert [[each.moment, float(each.value)] for each in result.found] == [
        [datetime.fromisoformat(moment), value] for moment, value in wanted
    ]


def test_words_in_notes_survive_as_typed():
    notes = [each.note for each in understood("m18_windows_1252.csv").found]
    assert notes == FILES["m18_windows_1252.csv"]["comments"]
    formulas = [each.note for each in understood("m11_formula_injection.csv").found]
    assert "\t=1+1" in formulas
    assert formulas[0].startswith("=HYPERLINK(")


def test_a_share_of_one_among_per_cents_is_asked():
    result = understood("m10_percent_mixed_units.csv", fraction="share")
    assert [float(each.value) for each in result.found] == [78, 81, 79, 83]
    result = understood("m10_percent_mixed_units.csv", fraction="percent")
    assert [float(each.value) for each in result.found] == [78, 81, 0.79, 83]
