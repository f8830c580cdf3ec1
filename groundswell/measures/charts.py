"""From readings to a chart that explains itself. The mathematics and the drawing are `commoncause`'s."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise
from typing import Any

from markupsafe import Markup

import commoncause
from commoncause import Assurance, Chart, Judgement, Variation
from groundswell.measures.models import Measure, Reading, Rebase
from groundswell.ui.formats import LONDON, number

LONGEST = 500  # readings on one chart: more cannot be told apart on a page
WIDE, NARROW = 720, 320
SPARK = 24

Load = tuple[Measure, list[Reading], list[Rebase]]


@dataclass(frozen=True)
class Picture:
    """A chart as a page shows it: wide and narrow drawing, two sentences, icons, table."""

    measure: Measure
    chart: Chart
    wide: Markup
    narrow: Markup
    sentence: str
    icons: tuple[Markup, ...]
    table: tuple[commoncause.Row, ...]

    @property
    def has_readings(self) -> bool:
        return self.chart.readings > 0


@dataclass(frozen=True)
class SmallChart:
    """A card's worth of a chart: the last readings as a line, the icon, the latest number, the sentence."""

    measure: Measure
    line: Markup
    icon: Markup
    latest: str
    sentence: str


def build(measure: Measure, readings: list[Reading], rebases: Iterable[Rebase] = ()) -> Chart:
    """The control chart. A redrawing whose reading is gone is passed over."""
    places = _places(readings)
    first_of: dict[date, date] = {}
    for reading, at in zip(readings, places, strict=True):
        first_of.setdefault(reading.on, at)
    scale = 100 if measure.is_per_cent else 1
    return commoncause.xmr(
        [None if row.value is None else float(row.value) / scale for row in readings],
        on=places,
        direction=measure.direction,
        target=None if measure.target is None else float(measure.target) / scale,
        rebase=sorted({first_of[row.on] for row in rebases if row.on in first_of}),
    )


def _places(readings: list[Reading]) -> list[date] | list[datetime]:
    """Days; or moments on London's clocks, each with a fixed offset so that an hour that comes twice stays two."""
    if not any(row.moment for row in readings):
        return [row.on for row in readings]
    return [moment_of(row) for row in readings]


def moment_of(reading: Reading) -> datetime:
    """A reading without a time, among others that have one, stands at noon; never quite where another may stand."""
    return _local(reading.moment or datetime.combine(reading.on, time(12, microsecond=1), LONDON))


def _local(moment: datetime) -> datetime:
    return moment.astimezone(timezone(moment.astimezone(LONDON).utcoffset() or timedelta()))


def how(measure: Measure) -> dict[str, Any]:
    """How the numbers of a measure are written."""
    return {"percent": True} if measure.is_per_cent else {"unit": measure.unit}


def picture(
    measure: Measure, readings: list[Reading], rebases: list[Rebase], notes: Iterable[tuple[date, str]] = ()
) -> Picture:
    """The whole chart, with flags for what happened: `notes` and the reasons for new limits."""
    chart = build(measure, readings, rebases)
    told = [*notes, *((row.on, row.reason) for row in rebases)]
    return _drawn(measure, chart, [_flag(chart, on, words) for on, words in told])


def _flag(chart: Chart, on: date, words: str) -> commoncause.Annotation:
    """At its day; for charts by the clock, at the noon of that day."""
    timed = chart.points and isinstance(chart.points[0].on, datetime)
    return commoncause.Annotation(_local(datetime.combine(on, time(12), LONDON)) if timed else on, words)


def _drawn(
    measure: Measure, chart: Chart, flags: list[commoncause.Annotation], y_range: tuple[float, float] | None = None
) -> Picture:
    """On a common scale the ids inside say so, because a page may show the same chart on its own as well."""
    written = how(measure)
    name = f"{'b' if y_range else 'm'}-{measure.public_id}"
    wide, narrow = (
        Markup(  # noqa: S704 - commoncause escapes every word it is given
            commoncause.draw(
                chart, title=measure.name, width=width, annotations=flags, y_range=y_range, icons=False,
                id=f"{name}-{width}", **written,
            )
        )
        for width in (WIDE, NARROW)
    )  # fmt: skip
    return Picture(
        measure, chart, wide, narrow, commoncause.explain(chart, **written), icons_of(chart, name),
        commoncause.table(chart, **(written if measure.is_per_cent else {})),
    )  # fmt: skip


def icons_of(chart: Chart, name: str) -> tuple[Markup, ...]:
    """Variation, and assurance where there is a target: none while there are too few readings for limits."""
    if chart.current is None or chart.current.stage == commoncause.Stage.RUN_LINE:
        return ()
    found: list[Variation | Assurance] = [commoncause.variation(chart), commoncause.assurance(chart)]
    shown = [each for each in found if each is not Assurance.EMPTY]
    return tuple(Markup(commoncause.icon(each, size=48, id=f"{name}-{each}")) for each in shown)  # noqa: S704 - fixed words


def small(measure: Measure, readings: list[Reading], rebases: list[Rebase]) -> SmallChart:
    chart = build(measure, readings, rebases)
    icons = icons_of(chart, f"s-{measure.public_id}")
    latest = chart.latest
    value = "" if latest is None or latest.value is None else _written(measure, latest.value)
    sentence = commoncause.explain(chart, **how(measure))
    return SmallChart(measure, _spark(chart), icons[0] if icons else Markup(""), value, sentence)


def _written(measure: Measure, value: float) -> str:
    return f"{number(round(value * 100, 1))}%" if measure.is_per_cent else f"{number(value)} {measure.unit}".strip()


def side_by_side_of(loads: list[Load]) -> list[Picture]:
    """Each with its own limits, all on one scale; the same unit is asked for by whoever chose them."""
    charts = [(measure, build(measure, readings, rebases)) for measure, readings, rebases in loads]
    scale = commoncause.common_range(chart for _measure, chart in charts)
    return [_drawn(measure, chart, [], scale) for measure, chart in charts]


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
