"""`groundswell conform safetext FILE` says how well patients' details are found in labelled texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from groundswell import safetext
from groundswell.front.cli import main

LABELLED = Path(safetext.__file__).parent / "tests" / "labelled_texts.jsonl"


def test_it_prints_figures_by_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conform", "safetext", str(LABELLED)]) == 0
    told = capsys.readouterr().out
    assert "| nhs_number | 11 | 11 | 1.00 |" in told
    assert "| address | 7 |" in told
    assert "whole texts: precision 1.00, recall 1.00, F1 1.00" in told


def test_a_file_that_is_none_is_told_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.jsonl").write_text("{}\n")
    assert main(["conform", "safetext", str(tmp_path / "bad.jsonl")]) == 2
    assert "these texts cannot be read: Line 1" in capsys.readouterr().err
