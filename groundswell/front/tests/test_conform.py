"""`groundswell conform`, as somebody types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from groundswell import safetext
from groundswell.front import cli
from groundswell.insight import tests as of_insight
from groundswell.measures import tests as of_measures
from groundswell.talk import tests as of_talk

FILES = {"imports": of_measures, "attachments": of_talk}


@pytest.mark.parametrize("what", FILES)
def test_our_own_files_behave(what, capsys):
    manifest = Path(FILES[what].__file__).parent / "bad_inputs/manifest.json"
    assert cli.main(["conform", what, str(manifest)]) == 0
    done, of = capsys.readouterr().out.strip().splitlines()[-1].split(" of ")
    assert done == of


def test_nothing_to_judge_is_not_good(tmp_path, capsys):
    (tmp_path / "m.json").write_text('{"files": []}')
    assert cli.main(["conform", "attachments", str(tmp_path / "m.json")]) == 1
    assert capsys.readouterr().out.strip() == "0 of 0"


def test_a_broken_manifest_is_told(tmp_path, capsys):
    (tmp_path / "m.json").write_text("nothing")
    assert cli.main(["conform", "attachments", str(tmp_path / "m.json")]) == 2
    assert "cannot be run" in capsys.readouterr().err


LABELLED = Path(safetext.__file__).parent / "tests" / "labelled_texts.jsonl"


def test_it_prints_figures_by_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["conform", "safetext", str(LABELLED)]) == 0
    told = capsys.readouterr().out
    assert "| nhs_number | 11 | 11 | 1.00 |" in told
    assert "| address | 7 |" in told
    assert "whole texts: precision 1.00, recall 1.00, F1 1.00" in told


def test_a_file_that_is_none_is_told_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.jsonl").write_text("{}\n")
    assert cli.main(["conform", "safetext", str(tmp_path / "bad.jsonl")]) == 2
    assert "these texts cannot be read: Line 1" in capsys.readouterr().err


GOLDEN = Path(of_insight.__file__).parent / "cases"


def test_every_golden_case_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["conform", "leadership", str(GOLDEN)]) == 0
    number = len(list(GOLDEN.glob("*.json")))
    assert capsys.readouterr().out == f"{number} of {number}\n"


def test_a_failing_case_is_told_and_a_missing_folder_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "odd.json").write_text('{"kind": "spread"}')
    assert cli.main(["conform", "leadership", str(tmp_path)]) == 1
    assert capsys.readouterr().out.startswith("odd: could not be worked out")
    assert cli.main(["conform", "leadership", str(tmp_path / "none")]) == 2
    assert "is no folder" in capsys.readouterr().err
