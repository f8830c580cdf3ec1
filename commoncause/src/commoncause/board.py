"""Many measures at a glance: a table with the icons, the latest reading and a small line for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .assess import assurance, variation
from .formats import Format, format_for, is_monthly, long_date, short_date
from .icons import icon
from .kinds import Assurance, Judgement, Refused, Stage
from .marks import SAID, marker
from .model import Chart, Point
from .naming import voice
from .plot import INK
from .scale import Scale, padded
from .svg import safe, tag

HEADINGS = ("Measure", "Latest", "Target", "Variation", "Assurance", "Lately")
SPARK, WIDE, TALL = 24, 72, 26
SCHEME = re.compile(r"[^/?#]*:")


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of a sheet. percent, unit and decimals as for `draw`. link: where the name leads."""

    name: str
    chart: Chart
    percent: bool | None = None
    unit: str = ""
    decimals: int | None = None
    link: str = ""

    def __post_init__(self) -> None:
        if SCHEME.match(self.link) and not self.link.startswith(("https://", "http://")):
            raise Refused("link", f"A link is an address on the web, not {self.link!r}")


def sheet(
    measures: Iterable[Measure] | Mapping[str, Chart], *, caption: str = "", id: str = "cc-sheet"
) -> str:
    """A table of measures as HTML: name, latest reading, target, variation, assurance, a line of the last 24.

    measures: `Measure`s, or charts by name. caption: of the table. id: of the table and start of the ids
    inside. Every word is escaped; there is no style and no script. `sheet.css` in this package lays it out,
    and makes a card of each row on a phone. The roles are there so that it stays a table to screen readers.
    """
    if isinstance(measures, Mapping):
        measures = [Measure(name, chart) for name, chart in measures.items()]
    rows = [_row(measure, f"{id}-{place}") for place, measure in enumerate(measures, start=1)]
    named = tag("caption", safe(caption)) if caption else ""
    heads = [tag("th", name, scope="col", role="columnheader") for name in HEADINGS]
    head = tag("thead", tag("tr", *heads, role="row"), role="rowgroup")
    body = tag("tbody", *rows, role="rowgroup") if rows else ""
    return tag("table", named, head, body, class_="cc-sheet", id=id, role="table")


def _row(measure: Measure, id: str) -> str:
    chart, latest = measure.chart, measure.chart.latest
    form = format_for(chart, measure.percent, measure.unit, measure.decimals)
    judged = chart.current is not None and chart.current.stage is not Stage.RUN_LINE
    varied, assured = (variation(chart), assurance(chart)) if judged else (None, Assurance.EMPTY)
    name = safe(measure.name)
    cells = (
        tag("a", name, href=measure.link) if measure.link else name,
        _latest(chart, latest, form),
        safe("None" if latest is None or latest.target is None else form.number(latest.target)),
        icon(varied, size=36, id=f"{id}-v") if varied else "Too few readings",
        _assured(assured, latest, id),
        spark(chart, form),
    )
    first = tag("th", cells[0], scope="row", role="rowheader")
    others = [
        tag("td", cell, role="cell", data_label=head)
        for cell, head in zip(cells[1:], HEADINGS[1:], strict=True)
    ]
    return tag("tr", first, *others, role="row", data_variation=varied, data_assurance=assured)


def _latest(chart: Chart, latest: Point | None, form: Format) -> str:
    if latest is None or latest.value is None:
        return "None yet"
    when = short_date(latest.on, is_monthly(point.on for point in chart.points))
    value = tag("span", safe(form.number(latest.value)), class_="cc-sheet-value")
    return f"{value} {tag('span', safe(when), class_='cc-sheet-when')}"


def _assured(assured: Assurance, latest: Point | None, id: str) -> str:
    """The icon; or in words why there is none."""
    if assured is not Assurance.EMPTY:
        return icon(assured, size=36, id=f"{id}-a")
    return "No target" if latest is None or latest.target is None else "Not judged"


def spark(chart: Chart, form: Format | None = None) -> str:
    """The last 24 points as a small line, between the limits of the current part; described in words."""
    points = [point for point in chart.points[-SPARK:] if point.excluded is None]
    values = [point.value for point in points if point.value is not None]
    form = form or format_for(chart)
    look = {
        "role": "img",
        "class_": "cc-spark",
        "viewBox": f"0 0 {WIDE} {TALL}",
        "width": WIDE,
        "height": TALL,
    }
    if not values:
        return tag("svg", aria_label="No readings", xmlns="http://www.w3.org/2000/svg", **look)
    lines = _limits(chart)
    x = Scale(0, max(len(points) - 1, 1), 4, WIDE - 6)
    y = Scale(*padded((min(*values, *lines, values[0]), max(*values, *lines, values[0]))), TALL - 3, 3)
    drawn = (_band(lines, y), _line(points, x, y), _last(points, x, y))
    return tag("svg", *drawn, aria_label=_said(chart, points, values, form), **look,
               xmlns="http://www.w3.org/2000/svg")  # fmt: skip


def _limits(chart: Chart) -> list[float]:
    latest, part = chart.latest, chart.current
    if latest is None or part is None or part.stage is Stage.RUN_LINE:
        return []
    return [
        line for line in (latest.lines.lower, latest.lines.centre, latest.lines.upper) if line is not None
    ]


def _band(lines: list[float], y: Scale) -> str:
    if len(lines) < 3:
        path = "".join(f"M2 {y(line):.1f}H{WIDE - 2}" for line in lines)
        return tag("path", d=path, stroke=INK, stroke_opacity=0.5, fill="none") if path else ""
    path = f"M2 {y(lines[2]):.1f}H{WIDE - 2}V{y(lines[0]):.1f}H2z"
    return tag("path", d=path, fill=INK, fill_opacity=0.12)


def _line(points: list[Point], x: Scale, y: Scale) -> str:
    path, pen = "", "M"
    for place, point in enumerate(points):
        if point.value is not None:
            path += f"{pen}{x(place):.1f} {y(point.value):.1f}"
        pen = "M" if point.value is None else "L"
    return tag("path", d=path, stroke=INK, stroke_width=1.5, fill="none")


def _last(points: list[Point], x: Scale, y: Scale) -> str:
    place, point = next(each for each in reversed(list(enumerate(points))) if each[1].value is not None)
    judgement = point.judgement or Judgement.COMMON_CAUSE
    return marker(judgement, point.side, x(place), y(point.value or 0.0), 3)


def _said(chart: Chart, points: list[Point], values: list[float], form: Format) -> str:
    """For example: Last 24 readings to December 2024, from 2 to 14 falls; the latest is a concern."""
    when = long_date(points[-1].on, is_monthly(point.on for point in chart.points))
    judgement = next((point.judgement for point in reversed(points) if point.counts), None)
    low, high = form.bare().number(min(values)), form.number(max(values))
    said = f"Last {voice(chart, form).some(len(values))} to {when}, from {low} to {high}"
    return f"{said}; the latest: {SAID[judgement]}" if judgement else said
