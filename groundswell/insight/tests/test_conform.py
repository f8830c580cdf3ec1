"""Our own golden cases, at least one of each kind, worked by hand; and that judging can fail."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from groundswell.insight import conform
from groundswell.insight.conform.answers import KINDS
from groundswell.insight.conform.compare import differences
from groundswell.insight.measures.funnel import Where

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_case_conforms(path: Path):
    assert conform.judge(path.read_text()) == ()


def test_there_is_a_case_of_every_kind():
    assert {json.loads(path.read_text())["kind"] for path in CASES} == set(KINDS)


def numbers_of(value, path=()):
    """Where each number of an expected answer stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from numbers_of(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from numbers_of(inner, (*path, place))
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield path


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_number_of_a_case_is_compared(path: Path):
    """A million more in any one place, and the case fails. Where there is an exact fraction it is what counts."""
    for place in numbers_of(json.loads(path.read_text())["expected"]):
        case = json.loads(path.read_text())
        holder = case["expected"]
        for step in place[:-1]:
            holder = holder[step]
        holder[place[-1]] += 10**6
        if place[-1] == "value" and "exact" in holder:
            holder["exact"] = str(Fraction(holder["exact"]) + 10**6)
        assert conform.judge(json.dumps(case)), place


@pytest.mark.parametrize(
    ("got", "want", "same"),
    [
        (Fraction(1, 3), {"exact": "1/3", "value": 0.3}, True),
        (Fraction(1, 3), {"exact": "33/100", "value": 1 / 3}, False),
        (1 / 3, {"exact": "1/3", "value": 1 / 3 + 9e-10}, True),
        (1 / 3, {"exact": "1/3", "value": 1 / 3 + 2e-9}, False),
        (Fraction(60), {"exact": "60"}, True),
        (None, {"exact": None, "value": None}, True),
        (None, None, True),
        (0, None, False),
        (None, 0, False),
        (True, 1, False),
        ([1, 2], [2, 1], False),
        ([1, 2], [1, 2, 3], False),
        ("10", "10", True),
        ("10", None, False),
        (Where.INSIDE, "inside", True),
        (Where.INSIDE, "high", False),
        (Where.BEYOND_95, "high", True),
        (Where.BEYOND_95, "outside 95", True),
        (Where.BEYOND_95, "inside", False),
        (Where.BEYOND_95, "outside 99.8", False),
        (Where.BEYOND_998, "outside 99.8", True),
        (Where.BEYOND_998, "outside998", True),
        (1e6 + 1e-8, 1e6, True),
        (1e6 + 1e-6, 1e6, False),
    ],
)  # fmt: skip
def test_what_counts_as_the_same(got, want, same: bool):
    assert (not list(differences(got, want))) is same


def test_the_order_of_units_says_nothing_and_that_of_changes_does():
    units = [{"ids": ["b", "a"], "staff": 12}, {"ids": ["c"], "staff": 11}]
    turned = [{"ids": ["c"], "staff": 11}, {"ids": ["a", "b"], "staff": 12}]
    assert not list(differences({"units": units}, {"units": turned}))
    assert list(differences({"children": (1, 2)}, {"children": [2, 1]}))


def test_one_person_too_many_is_told():
    assert list(differences({"in_degree": {"a": 0, "b": 1}}, {"in_degree": {"a": 0}}))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nothing", "could not be worked out"),
        ("[]", "could not be worked out"),
        ('{"kind": "weather", "input": {}, "expected": {}}', "nothing here answers"),
        ('{"kind": "concentration", "input": {"staff": 0, "changes": [{"leads": ["a"]}]}, "expected": {}}', "1 leads"),
    ],
)
def test_what_is_no_case_fails_and_stops_no_other(text: str, said: str, tmp_path: Path):
    (tmp_path / "a.json").write_text(text)
    (tmp_path / "b.json").write_text(CASES[0].read_text())
    report = conform.run(tmp_path)
    first, last = report.lines()
    assert first.startswith("a: ")
    assert said in first
    assert last == "1 of 2"
    assert not report.is_good


def test_an_empty_folder_is_not_good_and_a_missing_one_is_told(tmp_path: Path):
    assert not conform.run(tmp_path).is_good
    with pytest.raises(OSError, match="is no folder"):
        conform.run(tmp_path / "none")
