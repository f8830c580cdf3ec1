"""A chart as pages show it: drawn, with its sentence, icons and table. The drawing is `commoncause`'s."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext as _
from markupsafe import Markup

import commoncause
from commoncause import Assurance, Chart, Variation
from groundswell.measures.models import LimitsChoice, Measure, Reading
from groundswell.measures.queries.charts import Load, build, how, local
from groundswell.ui.formats import LONDON, day, number

WIDE, HALF, NARROW = 720, 520, 320


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
    """Charts under each other on one time axis, each with its own scale; the flags are on all of them and explained once."""
    told, charts = list(notes), [(measure, build(measure, readings, choices)) for measure, readings, choices in loads]
    axes = _axes(charts)
    flags = [_flags(chart, told, choices) for (_measure, chart), (*_rest, choices) in zip(charts, loads, strict=True)]
    return [
        drawn(measure, chart, shown, name="t", axes=axes, legend=number == 0 or shown != flags[0])
        for number, ((measure, chart), shown) in enumerate(zip(charts, flags, strict=True))
    ]


def _axes(charts: list[tuple[Measure, Chart]]) -> dict[int, commoncause.TimeAxis | None]:
    """One time axis for each width, where they can share one."""
    if not _of_one_sort(charts):
        return {}
    written = [commoncause.Written(chart, **how(measure)) for measure, chart in charts]
    return {width: commoncause.common_axis(written, width=width) for width in (WIDE, NARROW)}


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


def _flag(chart: Chart, on: date, words: str) -> commoncause.Annotation:
    """At its day; for charts by the clock, at the noon of that day."""
    timed = chart.points and isinstance(chart.points[0].on, datetime)
    return commoncause.Annotation(local(datetime.combine(on, time(12), LONDON)) if timed else on, words)


def drawn(
    measure: Measure, chart: Chart, flags: list[commoncause.Annotation], y_range: tuple[float, float] | None = None,
    *, title: str = "", name: str = "", axes: Mapping[int, commoncause.TimeAxis | None] | None = None,
    wide: int = WIDE, legend: bool = True,
) -> Picture:  # fmt: skip
    """On a common scale the ids inside say so, because a page may show the same chart on its own as well."""
    written = how(measure)
    name = f"{name or ('b' if y_range else 'm')}-{measure.public_id}"
    large, small = (
        Markup(  # noqa: S704 - commoncause escapes every word it is given
            commoncause.draw(
                chart, title=title or measure.name, width=width, annotations=flags, y_range=y_range, icons=False,
                axis=(axes or {}).get(width),
                legend_of_flags=legend, id=f"{name}-{width}", **written,
            )
        )
        for width in (wide, NARROW)
    )  # fmt: skip
    return Picture(
        measure, chart, large, small, commoncause.explain(chart, **written), icons_of(chart, name),
        commoncause.table(chart, **(written if written.get("percent") else {})),
    )  # fmt: skip


def icons_of(chart: Chart, name: str) -> tuple[Markup, ...]:
    """Variation, and assurance where there is a target: none while there are too few readings for limits."""
    if chart.current is None or chart.current.stage == commoncause.Stage.RUN_LINE:
        return ()
    found: list[Variation | Assurance] = [commoncause.variation(chart), commoncause.assurance(chart)]
    shown = [each for each in found if each is not Assurance.EMPTY]
    return tuple(Markup(commoncause.icon(each, size=48, id=f"{name}-{each}")) for each in shown)  # noqa: S704 - fixed words


def written(measure: Measure, value: float) -> str:
    """One number as people write it, with its unit."""
    return (
        f"{number(round(value * 100, 1))}%"
        if how(measure).get("percent")
        else f"{number(value)} {measure.unit}".strip()
    )


def side_by_side_of(loads: list[Load], *, one_time: bool = False) -> list[Picture]:
    """Each with its own limits, all on one scale; the same unit is asked for by whoever chose them.

    `one_time`: on one time axis as well, so that they can stand under each other.
    """
    charts = [(measure, build(measure, readings, choices)) for measure, readings, choices in loads]
    scale = commoncause.common_range(chart for _measure, chart in charts)
    axes = _axes(charts) if one_time else {}
    return [drawn(measure, chart, [], scale, axes=axes) for measure, chart in charts]
