"""The command line, and keeping a chart."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import commoncause
from commoncause import Refused, from_csv, from_dict, from_json, to_dict, xmr
from commoncause.__main__ import main

CSV = "month,seen\n2024-01-01,90%\n2024-02-01,\n2024-03-01,95%\n"


def test_a_chart_from_a_csv_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, out = tmp_path / "data.csv", tmp_path / "chart.svg"
    data.write_text("\ufeff" + CSV, encoding="utf-8")
    status = main(
        [
            "chart",
            str(data),
            "--date",
            "month",
            "--value",
            "seen",
            "--percent",
            "--target",
            "0.92",
            "--out",
            str(out),
        ]
    )
    assert status == 0
    assert out.read_text(encoding="utf-8").startswith("<svg")
    assert "The latest, 95%, meets the target of 92%" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("month,other\n", "There is no column seen. Columns: month, other"),
        ("month,seen\n2024-01-01,many\n", "The value on 2024-01-01 is not a number: many"),
        ("month,seen\n01/02/2024,3\n", "Not a date: '01/02/2024'"),
    ],
)
def test_a_file_that_cannot_be_charted_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, problem: str
) -> None:
    data = tmp_path / "data.csv"
    data.write_text(text, encoding="utf-8")
    assert (
        main(["chart", str(data), "--date", "month", "--value", "seen", "--out", str(tmp_path / "x.svg")])
        == 2
    )
    assert problem in capsys.readouterr().err


def test_conform_as_a_module() -> None:
    cases = Path(__file__).parent / "cases" / "ptd-edge-synthetic.json"
    source = Path(commoncause.__file__).parents[1]
    run = subprocess.run(
        [sys.executable, "-m", "commoncause", "conform", str(cases)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(source)},
        check=False,
    )
    assert run.returncode == 0
    assert "25 of 25 conform" in run.stdout


def test_a_file_that_is_no_list_of_cases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.json"
    path.write_text("{}")
    assert main(["conform", str(path)]) == 2
    assert "not a list of cases" in capsys.readouterr().err


def test_the_dictionary_names_its_format() -> None:
    kept = to_dict(xmr([1, 2, 3], on=["2024-01-01", "2024-01-02", "2024-01-03"], target=2))
    assert kept["format"] == "commoncause.chart/2"
    assert kept["points"][0]["on"] == "2024-01-01"
    with pytest.raises(Refused):
        from_dict({**kept, "format": "other"})


def test_nothing_but_the_standard_library() -> None:
    source = Path(commoncause.__file__).parent
    imports = {
        line.split()[1].split(".")[0]
        for path in source.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith(("import ", "from ")) and line.split()[1][0] != "."
    }
    assert imports <= sys.stdlib_module_names


def test_files_stay_small() -> None:
    source = Path(commoncause.__file__).parent
    assert max(len(path.read_text(encoding="utf-8").splitlines()) for path in source.rglob("*.py")) <= 250


RATES = "month,falls,days\n" + "\n".join(
    f"2024-{month:02}-01,{5 + month % 4},{900 + 10 * month}" for month in range(1, 13)
)


@pytest.mark.parametrize("code", ["p", "u", "p_prime", "u_prime", "i_prime"])
def test_a_ratio_needs_its_sizes(code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "falls.csv", tmp_path / "chart.svg"
    source.write_text(RATES)
    asked = ["chart", str(source), "--date", "month", "--value", "falls", "--type", code, "--out", str(out)]
    assert main(asked) == 2
    assert "needs --denominator" in capsys.readouterr().err
    assert main([*asked, "--denominator", "days"]) == 0
    assert out.read_text().startswith("<svg")


@pytest.mark.parametrize("code", ["run", "mr", "c", "t", "g"])
def test_every_chart_of_one_column(code: str, tmp_path: Path) -> None:
    source, out = tmp_path / "falls.csv", tmp_path / "chart.json"
    source.write_text(RATES)
    asked = ["chart", str(source), "--date", "month", "--value", "falls", "--type", code, "--out", str(out)]
    assert main(asked) == 0
    assert from_json(out.read_text()).kind == code


def test_a_chart_as_csv_has_every_parameter(tmp_path: Path) -> None:
    source, out = tmp_path / "falls.csv", tmp_path / "chart.csv"
    source.write_text(RATES)
    asked = [
        "chart",
        str(source),
        "--date",
        "month",
        "--value",
        "falls",
        "--denominator",
        "days",
        "--type",
        "u",
    ]
    more = ["--multiply", "1000", "--rebase", "2024-07-01", "--exclude", "2024-03-01", "--rules", "anhoej"]
    assert main([*asked, *more, "--out", str(out)]) == 0
    chart = from_csv(out.read_text())
    assert (chart.kind, len(chart.parts), chart.excluded) == ("u", 2, 1)
    assert chart.method.multiply == 1000
