"""The README and the pages of docs/ are true: their code prints what they say, links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import gallery
import pytest

from commoncause import CHARTS, conform
from commoncause.conform import DEVIATIONS, check
from commoncause.conform.cases import load

HERE = Path(__file__).parent
README = HERE.parent / "README.md"
PAGES = [README, *sorted((HERE.parent / "docs").glob("*.md"))]
CODE = re.compile(r"```python\n(.*?)```(?:\n\n```\n(.*?)```)?", re.DOTALL)
EXAMPLES = [
    (page, *found.groups()) for page in PAGES for found in CODE.finditer(page.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("page", "code", "output"), EXAMPLES, ids=lambda value: getattr(value, "name", ""))
def test_examples_print_what_they_say(
    page: Path, code: str, output: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    exec(compile(code, page.name, "exec"), {})
    assert capsys.readouterr().out == (output or "")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_pages_from_the_code_are_fresh() -> None:
    """When this fails: python tests/gallery.py"""
    assert gallery.stale() == []


def test_the_readme_counts_the_cases_right() -> None:
    cases = [case for path in (HERE / "cases").glob("*.json") for case in load(path)]
    gated = [case for case in cases if conform.FRAGILE not in case["tags"]]
    right = sum(not check(case).mismatches for case in gated)
    text = " ".join(README.read_text(encoding="utf-8").split())
    assert f"{right} of the {len(gated)} cases in `tests/cases` conform" in text
    assert f"{len(cases) - len(gated)} more, where a value stands exactly on a line" in text


def test_every_deviation_has_its_row() -> None:
    page = (HERE.parent / "docs" / "differences.md").read_text(encoding="utf-8")
    assert all(f"| {each.name} | {each.what} | {each.why} |" in page for each in DEVIATIONS)


@pytest.mark.parametrize("page", ["which-chart.md", "from-r.md", "../README.md"])
def test_pages_name_every_chart(page: str) -> None:
    text = (HERE.parent / "docs" / page).read_text(encoding="utf-8")
    assert [code for code in CHARTS if not re.search(rf"[`\"]{code}\b", text)] == []
