"""From readings to a chart that explains itself. The mathematics and the drawing are `commoncause`'s."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

import commoncause
from commoncause import Assurance, Chart, Judgement, Variation
from groundswell.measures.models import SHARES, LimitsChoice, Measure, Reading
from groundswell.ui.formats import LONDON, day, number

LONGEST = 500  # readings on one chart: more cannot be told apart on a page
WIDE, NARROW = 720, 320
SPARK = 24

Load = tuple[Measure, list[Reading], list[LimitsChoice]]
What = LimitsChoice.What


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


def build(measure: Measure, readings: list[Reading], choices: Iterable[LimitsChoice] = ()) -> Chart:
    """The control chart of the measure's own kind. A choice whose reading is gone is passed over."""
    places = _places(readings)
    first_of, last_of = _ends(readings, places)
    of_what = {what: [row for row in choices if row.what == what] for what in What}
    options: dict[str, Any] = {
        "on": places,
        "direction": measure.direction,
        "target": None if measure.target is None else float(measure.target) / _scale(measure),
        "rebase": sorted({first_of[row.on] for row in of_what[What.REBASE] if row.on in first_of}),
        "exclude": _set_aside(readings, places, of_what[What.SET_ASIDE]),
    }
    for row in of_what[What.BASELINE]:
        options["fix"] = (first_of.get(row.on, row.on), last_of.get(row.until, row.until))
    columns = _columns(measure, readings)
    try:
        return commoncause.chart(measure.chart, *columns, **options)
    except commoncause.Refused as refused:
        if not refused.code.startswith("fix_"):
            raise
    return commoncause.chart(measure.chart, *columns, **{**options, "fix": None})  # its readings are gone


def _columns(measure: Measure, readings: list[Reading]) -> list[list[float | None]]:
    """Readings, or events and what they are out of. A reading whose size is not known is a gap."""
    if measure.is_out_of:
        whole = [row.value is not None and bool(row.denominator) for row in readings]
        return [
            [float(row.value) if ok and row.value is not None else None for row, ok in zip(readings, whole, strict=True)],
            [float(row.denominator) if ok and row.denominator else None for row, ok in zip(readings, whole, strict=True)],
        ]  # fmt: skip
    scale = _scale(measure)
    return [[None if row.value is None else float(row.value) / scale for row in readings]]


def _scale(measure: Measure) -> float:
    """What per cent are divided by. The target of a share is typed in per cent as well."""
    return 100 if how(measure).get("percent") else 1


def _ends(readings: list[Reading], places: Sequence[date]) -> tuple[dict[date, date], dict[date | None, date]]:
    """Where the first and the last reading of each day stand."""
    first_of: dict[date, date] = {}
    last_of: dict[date | None, date] = {}
    for reading, at in zip(readings, places, strict=True):
        first_of.setdefault(reading.on, at)
        last_of[reading.on] = at
    return first_of, last_of


def _set_aside(readings: list[Reading], places: Sequence[date], choices: Iterable[LimitsChoice]) -> dict[date, str]:
    reasons = {row.on: row.reason for row in choices}
    return {at: reasons[row.on] for row, at in zip(readings, places, strict=True) if row.on in reasons}


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
    return {"percent": True} if measure.is_per_cent or measure.chart in SHARES else {"unit": measure.unit}


def picture(
    measure: Measure, readings: list[Reading], choices: list[LimitsChoice], notes: Iterable[tuple[date, str]] = (),
    *, named: bool = True,
) -> Picture:  # fmt: skip
    """The whole chart, with flags for what happened: `notes` and what was decided about the limits.

    `named` says who decided and why; without it only that it was decided.
    """
    said = choices if named else [_unsaid(row) for row in choices]
    chart = build(measure, readings, said)
    flags = _flags(chart, notes, said) if named else _flags(chart, [(row.on, row.reason) for row in said], ())
    return drawn(measure, chart, flags)


def together(loads: list[Load], notes: Iterable[tuple[date, str]] = ()) -> list[Picture]:
    """Charts under each other on one time axis, each with its own scale; the flags are on all of them."""
    told, charts = list(notes), [(measure, build(measure, readings, choices)) for measure, readings, choices in loads]
    written = [commoncause.Written(chart, **how(measure)) for measure, chart in charts]
    axes = (
        {width: commoncause.common_axis(written, width=width) for width in (WIDE, NARROW)}
        if _of_one_sort(charts)
        else {}
    )
    return [
        drawn(measure, chart, _flags(chart, told, choices), name="t", axes=axes)
        for (measure, chart), (_measure, _readings, choices) in zip(charts, loads, strict=True)
    ]


def _of_one_sort(charts: Iterable[tuple[Measure, Chart]]) -> bool:
    """Days and times of day do not share an axis."""
    return len({type(chart.points[0].on) for _measure, chart in charts if chart.points}) < 2


def _flags(
    chart: Chart, notes: Iterable[tuple[date, str]], choices: Iterable[LimitsChoice]
) -> list[commoncause.Annotation]:
    told = [*notes, *((row.on, said_of(row)) for row in choices)]
    return [_flag(chart, on, words) for on, words in told]


def _unsaid(choice: LimitsChoice) -> LimitsChoice:
    """That it was decided, without who said what."""
    said = str(choice.get_what_display())
    return LimitsChoice(what=choice.what, on=choice.on, until=choice.until, reason=said, at=choice.at)


def said_of(choice: LimitsChoice) -> str:
    """`New limits: the second hoist arrived (Sister Grace Okafor, 4 March 2026)`."""
    who = choice.person.called if choice.person else _("a colleague")
    return f"{choice.get_what_display()}: {choice.reason} ({who}, {day(choice.at)})"


def drawing(measure: Measure, readings: list[Reading], choices: list[LimitsChoice]) -> str:
    """The chart as one SVG, with its icons, for a file or a slide."""
    chart = build(measure, readings, choices)
    flags = _flags(chart, (), choices)
    return commoncause.draw(chart, title=measure.name, width=WIDE, annotations=flags, **how(measure))


def as_csv(measure: Measure, readings: list[Reading], choices: list[LimitsChoice]) -> str:
    """The chart with every parameter, from which `commoncause.from_csv` makes it again."""
    return commoncause.to_csv(build(measure, readings, choices))


def suggestion(measure: Measure, readings: list[Reading], choices: list[LimitsChoice]) -> commoncause.Suggestion | None:
    """Where the limits could be redrawn. A person decides."""
    return commoncause.suggest_rebase(build(measure, readings, choices), **how(measure))


def advice(measure: Measure, readings: list[Reading]) -> commoncause.Advice:
    """The chart that suits what the readings are, and why."""
    counted = [row for row in readings if row.value is not None and row.denominator]
    if not counted:
        return commoncause.which_chart("measured")
    events, sizes = [row.value for row in counted], [row.denominator for row in counted]
    are_shares = all(row.value <= row.denominator for row in counted if row.value is not None and row.denominator)
    return commoncause.which_chart("share" if are_shares else "rate", events=events, sizes=sizes)


def _flag(chart: Chart, on: date, words: str) -> commoncause.Annotation:
    """At its day; for charts by the clock, at the noon of that day."""
    timed = chart.points and isinstance(chart.points[0].on, datetime)
    return commoncause.Annotation(_local(datetime.combine(on, time(12), LONDON)) if timed else on, words)


def drawn(
    measure: Measure, chart: Chart, flags: list[commoncause.Annotation], y_range: tuple[float, float] | None = None,
    *, title: str = "", name: str = "", axes: Mapping[int, commoncause.TimeAxis | None] | None = None,
) -> Picture:  # fmt: skip
    """On a common scale the ids inside say so, because a page may show the same chart on its own as well."""
    written = how(measure)
    name = f"{name or ('b' if y_range else 'm')}-{measure.public_id}"
    wide, narrow = (
        Markup(  # noqa: S704 - commoncause escapes every word it is given
            commoncause.draw(
                chart, title=title or measure.name, width=width, annotations=flags, y_range=y_range, icons=False,
                axis=(axes or {}).get(width),
                id=f"{name}-{width}", **written,
            )
        )
        for width in (WIDE, NARROW)
    )  # fmt: skip
    return Picture(
        measure, chart, wide, narrow, commoncause.explain(chart, **written), icons_of(chart, name),
        commoncause.table(chart, **(written if written.get("percent") else {})),
    )  # fmt: skip


def icons_of(chart: Chart, name: str) -> tuple[Markup, ...]:
    """Variation, and assurance where there is a target: none while there are too few readings for limits."""
    if chart.current is None or chart.current.stage == commoncause.Stage.RUN_LINE:
        return ()
    found: list[Variation | Assurance] = [commoncause.variation(chart), commoncause.assurance(chart)]
    shown = [each for each in found if each is not Assurance.EMPTY]
    return tuple(Markup(commoncause.icon(each, size=48, id=f"{name}-{each}")) for each in shown)  # noqa: S704 - fixed words


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
    return SmallChart(measure, _spark(chart), icons[0] if icons else Markup(""), value, sentence)


def written(measure: Measure, value: float) -> str:
    """One number as people write it, with its unit."""
    return (
        f"{number(round(value * 100, 1))}%"
        if how(measure).get("percent")
        else f"{number(value)} {measure.unit}".strip()
    )


def side_by_side_of(loads: list[Load]) -> list[Picture]:
    """Each with its own limits, all on one scale; the same unit is asked for by whoever chose them."""
    charts = [(measure, build(measure, readings, choices)) for measure, readings, choices in loads]
    scale = commoncause.common_range(chart for _measure, chart in charts)
    return [drawn(measure, chart, [], scale) for measure, chart in charts]


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
