"""The README is true: its code runs, its output is what is printed, its picture is what is drawn.

Run this file with Python to draw the picture again.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commoncause import Annotation, draw, xmr
from commoncause.conform import DEVIATIONS
from commoncause.conform.cases import load

HERE = Path(__file__).parent
README = HERE.parent / "README.md"
PICTURE = HERE.parent / "docs" / "example.svg"


def picture() -> str:
    cases = load(HERE / "cases" / "ptd-ae-attendances.json")
    case = next(case for case in cases if case["id"] == "ptd-RP5-perf-inc-t95")
    chart = xmr(case["input"]["value"], on=case["input"]["date"], target=0.95)
    flag = Annotation(chart.points[20].on, "Winter begins: December 2017")
    return draw(
        chart, title="Seen within four hours, Doncaster and Bassetlaw", percent=True, annotations=[flag]
    )


def test_the_picture_is_what_is_drawn() -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture()


def test_the_example_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    code, output = re.findall(
        r"```python\n(.*?)```\n\n```\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL
    )[0]
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out == output


def test_every_deviation_has_its_row() -> None:
    section = README.read_text(encoding="utf-8").split("### Where we differ")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    assert len(rows) - 1 == len(DEVIATIONS)


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
