"""The numbers behind the picture, for the table that stands beside it."""

from __future__ import annotations

from typing import NamedTuple

from .formats import Format, format_for, is_monthly, long_date
from .kinds import Judgement, Side, SignalKind, Stage
from .model import Chart, Lines, Point
from .naming import centre_name

HEADINGS = ("When", "Reading", "Average", "Lower limit", "Upper limit", "Target", "What it says")
PATTERNS = {
    (SignalKind.OUTSIDE, Side.HIGH): "above the upper limit",
    (SignalKind.OUTSIDE, Side.LOW): "below the lower limit",
    (SignalKind.TREND, Side.HIGH): "part of a rise",
    (SignalKind.TREND, Side.LOW): "part of a fall",
    (SignalKind.TWO_OF_THREE, Side.HIGH): "two of three near the upper limit",
    (SignalKind.TWO_OF_THREE, Side.LOW): "two of three near the lower limit",
    (SignalKind.SHIFT, Side.HIGH): "part of a run above the {}",
    (SignalKind.SHIFT, Side.LOW): "part of a run below the {}",
    (SignalKind.LONG_RUN, Side.HIGH): "part of a long run above the {}",
    (SignalKind.LONG_RUN, Side.LOW): "part of a long run below the {}",
    (SignalKind.FEW_CROSSINGS, Side.HIGH): "lately above the {}, which is crossed too seldom",
    (SignalKind.FEW_CROSSINGS, Side.LOW): "lately below the {}, which is crossed too seldom",
}
SAID = {Judgement.IMPROVEMENT: "Improvement", Judgement.CONCERN: "Concern", Judgement.NEUTRAL: "Change"}


def headings(chart: Chart) -> tuple[str, ...]:
    """The headings for this chart: HEADINGS, with the right name for its centre line."""
    return tuple(centre_name(chart).capitalize() if name == "Average" else name for name in HEADINGS)


class Row(NamedTuple):
    """One row as text, in the order of HEADINGS; an empty text where there is nothing to tell."""

    when: str
    reading: str
    average: str
    lower: str
    upper: str
    target: str
    says: str


def table(
    chart: Chart, *, percent: bool | None = None, unit: str = "", decimals: int | None = None
) -> tuple[Row, ...]:
    """One row for each point, gaps included. Limits are left out where they rest on fewer than 5 readings."""
    form = format_for(chart, percent, unit, decimals)
    monthly = is_monthly(point.on for point in chart.points)
    return tuple(_row(chart, point, form, monthly) for point in chart.points)


def _row(chart: Chart, point: Point, form: Format, monthly: bool) -> Row:
    shown = chart.parts[point.part - 1].stage is not Stage.RUN_LINE
    lines = point.lines if shown else Lines()
    when = long_date(point.on, monthly)
    return Row(
        when[0].upper() + when[1:],
        _number(point.value, form),
        _number(lines.centre, form),
        _number(lines.lower, form),
        _number(lines.upper, form),
        _number(point.target, form),
        _says(point, centre_name(chart)),
    )


def _number(value: float | None, form: Format) -> str:
    return "" if value is None else form.number(value)


def _says(point: Point, centre: str) -> str:
    if point.excluded is not None:
        return f"Set aside: {point.excluded}" if point.excluded else "Set aside"
    if point.judgement is None:
        return "No reading" if point.is_gap else ""
    if point.signal is None or point.side is None:
        return "Usual variation"
    return f"{SAID[point.judgement]}: {PATTERNS[point.signal, point.side].format(centre)}"
