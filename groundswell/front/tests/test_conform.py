"""`groundswell conform`, as somebody types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from groundswell.front import cli
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
