"""The table of many measures: a table to everyone, safe, and plain where there is nothing to judge."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from importlib.resources import files

import pytest

from commoncause import Chart, Measure, Refused, run, sheet, spark, xmr

QUIET = [50, 52, 49, 51, 48, 53, 50, 47, 52, 49, 51, 50]
EVIL = "<script>alert('x')</script> & \"quoted\" \x00"


def rows(html: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(html).iter("tr"))


def cells(found: Chart, **look: str) -> list[ElementTree.Element]:
    return list(rows(sheet([Measure("Falls", found, **look)]))[1])  # type: ignore[arg-type]


def test_it_is_a_table_with_headings_and_roles() -> None:
    root = ElementTree.fromstring(sheet({"Falls": xmr(QUIET)}, caption="Ward 21"))
    assert (root.tag, root.get("role"), root.findtext("caption")) == ("table", "table", "Ward 21")
    assert [head.text for head in rows(sheet([]))[0]] == [
        "Measure",
        "Latest",
        "Target",
        "Variation",
        "Assurance",
        "Lately",
    ]
    row = rows(sheet({"Falls": xmr(QUIET)}))[1]
    assert [(cell.tag, cell.get("role")) for cell in row] == [("th", "rowheader"), *[("td", "cell")] * 5]
    assert row[0].get("scope") == "row"
    assert [cell.get("data-label") for cell in row[1:]] == [head.text for head in rows(sheet([]))[0][1:]]


def test_a_row_says_what_the_chart_says() -> None:
    found = xmr(
        [*QUIET, 90], target=20, on=[f"2024-{month:02}-01" for month in range(1, 13)] + ["2025-01-01"]
    )
    row = rows(sheet([Measure("Seen", found, unit="patients")]))[1]
    assert (row.get("data-variation"), row.get("data-assurance")) == ("improvement_high", "pass")
    assert " ".join("".join(row[1].itertext()).split()) == "90 patients Jan 2025"
    assert row[2].text == "20 patients"
    titles = [element.text for element in row.iter("{http://www.w3.org/2000/svg}title")]
    assert titles == ["Improvement: higher than before", "Target: expect to meet it every time"]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (xmr([]), ["None yet", "None", "Too few readings", "No target"]),
        (xmr([3, 4, 5], target=4), ["5 reading 3", "4", "Too few readings", "Not judged"]),
        (run(QUIET, target=50), ["50 reading 12", "50", "Usual variation: no clear change", "Not judged"]),
    ],
)
def test_words_where_there_is_no_icon(found: Chart, expected: list[str]) -> None:
    said = [" ".join("".join(cell.itertext()).split()) for cell in cells(found)[1:5]]
    assert said == expected


def test_names_are_text_and_links_are_safe() -> None:
    html = sheet([Measure(EVIL, xmr(QUIET), link="/measures/7?a=1&b=2")], caption=EVIL)
    root = ElementTree.fromstring(html)
    assert root.find(".//script") is None
    assert [link.get("href") for link in root.iter("a")] == ["/measures/7?a=1&b=2"]
    assert " style=" not in html
    for link in (
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "data:text/html,x",
        " javascript:x",
        "java\nscript:x",
    ):
        with pytest.raises(Refused):
            Measure("Falls", xmr(QUIET), link=link)
    assert Measure("Falls", xmr(QUIET), link="https://example.org/a:b").link.endswith("a:b")


def test_ids_are_used_once_and_start_with_the_tables() -> None:
    html = sheet({"a": xmr(QUIET, target=50), "b": xmr(QUIET, target=50)}, id="board")
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 5
    assert all(each.startswith("board") for each in ids)


def test_a_spark_is_described_and_breaks_at_gaps() -> None:
    root = ElementTree.fromstring(spark(xmr([51, 50, None, *QUIET])))
    said = root.get("aria-label") or ""
    assert said == "Last 14 readings to reading 15, from 47 to 53; the latest: usual variation"
    assert any(
        (path.get("d") or "").count("M") == 2 for path in root.iter("{http://www.w3.org/2000/svg}path")
    )
    assert 'aria-label="No readings"' in spark(xmr([None]))


def test_the_style_sheet_comes_with_the_package() -> None:
    style = (files("commoncause") / "sheet.css").read_text(encoding="utf-8")
    classes = set(re.findall(r"\.(cc-[a-z-]+)", style))
    html = sheet({"Falls": xmr(QUIET)}, caption="c")
    assert classes
    assert [name for name in classes if name not in html] == []
    assert not re.search(r"url\(|@import", style)
