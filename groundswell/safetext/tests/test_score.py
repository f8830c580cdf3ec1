"""The figures reached on texts that people labelled. They may only rise."""

from __future__ import annotations

from pathlib import Path

import pytest

from groundswell.safetext.__main__ import main
from groundswell.safetext.score import Score, Tally, read_cases, score, table

LABELLED = Path(__file__).with_name("labelled_texts.jsonl")

SET_OUT = ("nhs_number", "dob", "postcode", "phone", "email", "hospital_number")
# The texts written for this project, whose rules were made with them at hand; figures of `unseen_texts.jsonl`, which
# were not looked at until the rules were done, are in the README.
RECALL = dict.fromkeys(SET_OUT, 1.0) | {"patient_name": 1.0, "address": 1.0, "combo": 1.0}


@pytest.fixture(scope="module")
def result() -> Score:
    return score(read_cases(LABELLED))


@pytest.mark.parametrize("kind", RECALL)
def test_recall_by_kind_does_not_fall(result: Score, kind: str) -> None:
    assert result.kinds[kind].recall >= RECALL[kind]


@pytest.mark.parametrize("kind", RECALL)
def test_no_mark_lies_beside_what_people_labelled(result: Score, kind: str) -> None:
    assert result.kinds[kind].marked > 0
    assert result.kinds[kind].precision == 1.0


def test_whole_texts(result: Score) -> None:
    assert (result.texts.precision, result.false_alarms) == (1.0, [])
    assert result.texts.recall >= 0.98


def test_the_table_shows_every_kind(result: Score) -> None:
    assert "| nhs_number | 11 | 11 | 1.00 | 11 | 11 | 1.00 |" in table(result)
    assert "whole texts: precision 1.00, recall 1.00, F1 1.00" in table(result)


def test_nothing_to_count_is_no_failure() -> None:
    assert (Tally().recall, Tally().precision, Tally(labelled=1, marked=1).f1) == (1.0, 1.0, 0.0)


def test_the_command_prints_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(LABELLED)]) == 0
    assert capsys.readouterr().out.startswith("| kind | labelled | found | recall | marked | right | precision |")


def test_the_command_explains_what_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "Usage" in capsys.readouterr().err
    assert main([str(tmp_path / "none.jsonl")]) == 2
    bad = tmp_path / "bad.jsonl"
    bad.write_text('\n{"id": "x"}\n', encoding="utf-8")
    assert main([str(bad)]) == 2
    assert "Line 2 is not a labelled text" in capsys.readouterr().err


def test_missed_and_false_alarms_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "two.jsonl"
    file.write_text(
        '{"id": "a", "text": "Joan smiled", "identifiable": true, "spans": [[0, 4, "patient_name"]]}\n'
        '{"id": "b", "text": "Mrs Hill smiled", "identifiable": false, "spans": []}\n',
        encoding="utf-8",
    )
    counted = score(read_cases(file))
    assert (counted.missed, counted.false_alarms) == (["a"], ["b"])
    assert counted.kinds["patient_name"] == Tally(labelled=1, found=0, marked=1, right=0)
