"""Charts in little: a card's worth of one, and a sheet of many as icons."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

import commoncause
from commoncause import Chart, Judgement
from groundswell.measures.models import LimitsChoice, Measure, Reading
from groundswell.measures.queries.charts import Load, build, how
from groundswell.measures.queries.pictures import icons_of, written

SPARK = 24


@dataclass(frozen=True)
class SmallChart:
    """A card's worth of a chart: the last readings as a line, the icon, the latest number, the sentence."""

    measure: Measure
    line: Markup
    icon: Markup
    latest: str
    sentence: str
    signal: bool = False  # the latest reading is more than chance


def sheet(loads: list[Load], caption: str) -> Markup:
    """Many measures as a table of icons, the way boards look at them."""
    rows = [
        commoncause.Measure(
            measure.name, build(measure, readings, choices), percent=how(measure).get("percent"), unit=how(measure).get("unit", ""),
            link=measure.get_absolute_url(),
        )
        for measure, readings, choices in loads
    ]  # fmt: skip
    return Markup(commoncause.sheet(rows, caption=caption))  # noqa: S704 - commoncause escapes every word


def small(measure: Measure, readings: list[Reading], choices: list[LimitsChoice]) -> SmallChart:
    chart = build(measure, readings, choices)
    icons = icons_of(chart, f"s-{measure.public_id}")
    latest = chart.latest
    value = "" if latest is None or latest.value is None else written(measure, latest.value)
    sentence = commoncause.explain(chart, **how(measure))
    signal = latest is not None and latest.judgement not in (None, Judgement.COMMON_CAUSE)
    return SmallChart(measure, _spark(chart), icons[0] if icons else Markup(""), value, sentence, signal)


COLOURS = {
    Judgement.IMPROVEMENT: "#005eb8",
    Judgement.CONCERN: "#c25100",
    Judgement.NEUTRAL: "#7c2fb0",
    Judgement.COMMON_CAUSE: "#4c6272",
}


def _spark(chart: Chart) -> Markup:
    """The last readings as a line without words: decoration, the sentence beside it says what it means."""
    points = chart.points[-SPARK:]
    values = [point.value for point in points if point.value is not None]
    if len(values) < 2:
        return Markup("")
    low, high = min(values), max(values)
    step, height = 160 / max(1, len(points) - 1), (high - low) or 1
    at = [None if p.value is None else (4 + n * step, 36 - 32 * (p.value - low) / height) for n, p in enumerate(points)]
    lines = "".join(
        f'<line x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}" stroke="#4c6272" stroke-width="2"/>'
        for a, b in pairwise(at)
        if a and b
    )
    dots = "".join(
        f'<circle cx="{spot[0]:.1f}" cy="{spot[1]:.1f}" r="3" fill="{COLOURS[point.judgement or Judgement.COMMON_CAUSE]}"/>'
        for spot, point in zip(at, points, strict=True)
        if spot
    )
    return Markup(  # noqa: S704 - numbers only
        f'<svg class="app-small-chart" viewBox="0 0 168 40" width="168" height="40" aria-hidden="true">{lines}{dots}</svg>'
    )
