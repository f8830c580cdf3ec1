"""The choices of the command line: where limits come from, what is left out, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from commoncause import Chart, from_json
from commoncause.__main__ import main

MONTHS = [f"{year}-{month:02}-01" for year in (2023, 2024) for month in range(1, 13)]
ROWS = "month,seen,beds\n" + "\n".join(f"{on},{50 + place * 7 % 5},900" for place, on in enumerate(MONTHS))


def asked(folder: Path, *more: str, text: str = ROWS) -> tuple[int, Path]:
    source, out = folder / "data.csv", folder / "chart.json"
    source.write_text(text, encoding="utf-8")
    return main(["chart", str(source), "--date", "month", "--value", "seen", *more, "--out", str(out)]), out


def charted(folder: Path, *more: str, text: str = ROWS) -> Chart:
    status, out = asked(folder, *more, text=text)
    assert status == 0
    return from_json(out.read_text(encoding="utf-8"))


def test_limits_from_a_stretch(tmp_path: Path) -> None:
    found = charted(tmp_path, "--fix", "2023-01-01", "2023-12-31")
    assert found.parts[0].baseline == 12


def test_a_centre_line_and_a_factor(tmp_path: Path) -> None:
    found = charted(tmp_path, "--centre", "-5.5", "--factor", "3")
    assert found.parts[0].lines.centre == -5.5
    assert found.method.factor == 3


@pytest.mark.parametrize(
    ("how", "value"), [("mean", 4), ("median", 3), ("sum", 12), ("sd", 2.6457513110645907)]
)
def test_several_readings_of_one_date(tmp_path: Path, how: str, value: float) -> None:
    text = "month,seen\n2024-01-01,2\n2024-01-01,3\n2024-01-01,7\n"
    assert charted(tmp_path, "--combine", how, text=text).points[0].value == value


def test_reasons_are_kept(tmp_path: Path) -> None:
    more = ["--exclude", "2023-03-01=flood = no records", "--exclude", "2023-04-01"]
    found = charted(tmp_path, *more)
    assert [point.excluded for point in found.points[2:4]] == ["flood = no records", ""]


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (["--fix", "2020-01-01", "2020-12-01"], "There is no point from 2020-01-01 to 2020-12-01"),
        (["--fix", "2023-12-01", "2023-01-01"], "ends before it begins: 2023-12-01 to 2023-01-01"),
        (["--fix", "2023-01-01", "soon"], "Not a date: 'soon'"),
        (["--fix", "2023-01-01", "2023-05-01"], "needs 12 points or more, not 5"),
        (["--fix", "2023-01-01", "2024-01-01", "--fix-first", "12"], "Give fix_first or fix, not both"),
        (["--fix", "2023-01-01", "2024-01-01", "--rebase", "2023-06-01"], "cannot reach across a rebase"),
        (["--rebase", "2023-06-02"], "There is no point on 2023-06-02 to rebase at"),
        (["--exclude", "2023-06-02=ill"], "There is no point on 2023-06-02 to leave out"),
        (["--factor", "0"], "factor is a number above 0"),
        (["--type", "run", "--factor", "3"], "--factor is not for a run chart"),
        (["--type", "c", "--combine", "mean"], "--combine is not for a c chart, which adds up counts itself"),
        (["--type", "xbar", "--combine", "mean"], "--combine is not for a xbar chart, which groups"),
        (["--denominator", "beds"], "--denominator is not for a xmr chart"),
    ],
)
def test_choices_that_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], problem: str
) -> None:
    status, out = asked(tmp_path, *more)
    assert status == 2
    assert problem in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    "more", [["--centre", "nan"], ["--target", "inf"], ["--factor", "x"], ["--combine", "max"]]
)
def test_words_that_are_no_choice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        asked(tmp_path, *more)
    assert stopped.value.code == 2
    assert more[0] in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("month,seen\n2024-01-01,3\n,4\n", "Row 2 under the headings has a value but no date"),
        ('month,seen\n2024-01-01,"1,5"\n', "is not a number: 1,5"),
        ("month,seen\n2024-01-01,inf\n", "is too large to be a reading"),
        ("month,seen\n2024-01-01,3\n2024-01-01,4\n", "More than one reading on 2024-01-01"),
    ],
)
def test_rows_that_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, problem: str
) -> None:
    assert asked(tmp_path, text=text)[0] == 2
    assert problem in capsys.readouterr().err


def test_thousands_have_commas(tmp_path: Path) -> None:
    assert charted(tmp_path, text='month, seen\n2024-01-01,"1,234.5"\n').points[0].value == 1234.5


def test_a_file_of_another_encoding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "data.csv"
    source.write_bytes(b"month,seen\n2024-01-01,\xa35\n")
    more = ["--date", "month", "--value", "seen", "--out", str(tmp_path / "x.svg")]
    assert main(["chart", str(source), *more]) == 2
    assert "In Excel, save it as CSV UTF-8" in capsys.readouterr().err


def test_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["chart", "--help"])
    said = capsys.readouterr().out
    assert "--fix 2023-01-01 2023-12-01" in said
    assert '--exclude "2024-03-01=ward closed' in said
