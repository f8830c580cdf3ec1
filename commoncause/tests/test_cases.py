"""Every case of the reference program: agreement, or the difference that we chose and state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from commoncause import conform, limits
from commoncause.conform import DEVIATIONS, check
from commoncause.conform.cases import load
from commoncause.conform.compare import differences
from commoncause.conform.making_data_count import NAMES, answer
from commoncause.recipes import RECIPES

FILES = sorted((Path(__file__).parent / "cases").glob("*.json"))
CASES = [case for path in FILES for case in load(path)]
GATED = [case for case in CASES if conform.FRAGILE not in case["tags"]]


def made(values: list[Any], **params: Any) -> dict[str, Any]:
    dates = [f"2024-{month:02}-01" for month in range(1, 13)] + [
        f"2025-{month:02}-01" for month in range(1, 13)
    ]
    common = {"improvement_direction": "increase", "screen_outliers": True}
    return {
        "id": "made",
        "engine": "NHSRplotthedots::ptd_spc",
        "tags": [],
        "params": common | params,
        "input": {"date": dates[: len(values)], "value": values},
        "expected": {"points": {}, "groups": [], "icons": [], "warnings": []},
    }


def test_the_cases_are_all_there() -> None:
    assert (len(CASES), len(GATED)) == (516, 512)


@pytest.mark.parametrize("case", GATED, ids=lambda case: str(case["id"]))
def test_conforms(case: dict[str, Any]) -> None:
    assert check(case).mismatches == []


def test_fragile_cases_are_compared_but_never_gated() -> None:
    outcomes = [check(case) for case in CASES if conform.FRAGILE in case["tags"]]
    assert len(outcomes) == 4
    assert not any(outcome.gated for outcome in outcomes)


@pytest.mark.parametrize(
    ("name", "count"),
    [("unmatched rebase", 1), ("gap", 3), ("flat series", 1), ("rebase at the first point", 1)],
)
def test_each_deviation_is_a_real_difference(name: str, count: int) -> None:
    """The answer differs from what the reference gave, and is what the deviation says instead."""
    used = [case for case in GATED if name in [deviation.name for deviation in check(case).deviations]]
    assert len(used) == count
    assert all(list(differences(case["expected"], answer(case))) for case in used)


def test_every_deviation_gives_its_reason() -> None:
    assert all(deviation.what and deviation.why.endswith(".") for deviation in DEVIATIONS)


def test_a_quirk_is_met_or_answered() -> None:
    quirks = [check(case) for case in GATED if case.get("peer_quirk")]
    met = sorted(str(outcome.case["id"]) for outcome in quirks if not outcome.deviations)
    assert met == ["ptd-edge-fix11", "ptd-edge-one-point", "ptd-edge-rebase-last"]


def test_no_assurance_for_a_chart_without_limits() -> None:
    case = made([5], target=4)
    case["expected"] = answer(case)
    case["expected"]["groups"][0]["assurance_type"] = "inconsistent"
    case["expected"]["icons"].append({"facet": "no facet", "type": "assurance", "icon": "inconsistent"})
    outcome = check(case)
    assert ([each.name for each in outcome.deviations], outcome.mismatches) == (["nothing to assure"], [])


def test_a_level_turn_keeps_its_own_direction() -> None:
    case = made([1, 2, 3, 4, 5, 6, 7, 7, 8, 9, 10, 11, 12, 13])
    names = list(answer(case)["points"]["special_cause_type"])
    assert names[6] == "7 Point Trend (Increasing)"
    case["expected"] = answer(case)
    case["expected"]["points"]["special_cause_type"] = [*names[:6], "7 Point Trend (Decreasing)", *names[7:]]
    case["expected"]["points"]["point_type"][6] = "special_cause_concern"
    outcome = check(case)
    assert ([each.name for each in outcome.deviations], outcome.mismatches) == (["level turn"], [])


def test_a_wrong_factor_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = RECIPES["xmr"]._replace(factor=2.6600001 + 1e-5)
    monkeypatch.setitem(RECIPES, "xmr", wrong)
    assert sum(bool(check(case).mismatches) for case in GATED) > 150


def test_a_wrong_name_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in NAMES:
        monkeypatch.setitem(NAMES, key, "7 Points Below CL")
    assert sum(bool(check(case).mismatches) for case in GATED) > 50


def test_an_unexpected_chart_or_refusal_is_a_mismatch() -> None:
    refused = made([1, 2, 3], fix_after_n_points=3) | {"expected": answer(made([1, 2, 3]))}
    assert "refused" in check(refused).mismatches[0]
    charted = made([1, 2, 3]) | {"expected": {"error": "something else"}}
    assert "given a chart" in check(charted).mismatches[0]


def test_names_of_charts_that_are_not_there_are_refused() -> None:
    case = made([1, 2, 3], target={"elsewhere": 1})
    case["expected"] = {"error": "options provided to target are not in the facet_field column."}
    assert check(case).mismatches == []


def test_what_is_not_built_is_said_and_not_passed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "other.json"
    path.write_text('[{"id": "x", "engine": "other::chart", "params": {}, "tags": []}]')
    assert conform.run([path]) == 0
    said = capsys.readouterr().out
    assert "0 of 1 conform; 1 NOT BUILT" in said
    assert "not built: other::chart" in said


def test_the_count_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert conform.run(FILES) == 0
    assert "Total: 512 of 512 conform, 8 by a documented deviation; 4 fragile" in capsys.readouterr().out


def test_a_mismatch_is_printed_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(limits, "SCREEN_AT", 3.0)
    assert conform.run(FILES[:1]) == 1
    assert "MISMATCH" in capsys.readouterr().out
