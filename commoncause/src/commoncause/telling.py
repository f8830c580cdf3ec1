"""The chart in words for those who do not see it: what the picture shows, line by line, and what it says."""

from __future__ import annotations

from collections.abc import Sequence

from .formats import Format, format_for, is_monthly, listed, long_date, often, short_date, times
from .kinds import Judgement, Side, SignalKind, Stage
from .model import Chart, Lines, Part, Signal
from .naming import Voice, chart_name, voice
from .words import explain

MOST = 5  # of a kind that are told one by one
PATTERNS = {
    SignalKind.OUTSIDE: ("above the upper limit", "below the lower limit"),
    SignalKind.TREND: ("each higher than the one before", "each lower than the one before"),
    SignalKind.TWO_OF_THREE: ("close to the upper limit", "close to the lower limit"),
    SignalKind.SHIFT: ("all above the {}", "all below the {}"),
    SignalKind.LONG_RUN: ("a long run above the {}", "a long run below the {}"),
    SignalKind.FEW_CROSSINGS: (
        "lately above the {}, which is crossed too seldom",
        "lately below the {}, which is crossed too seldom",
    ),
}
SAID = {Judgement.IMPROVEMENT: "improvement", Judgement.CONCERN: "concern", Judgement.NEUTRAL: "change"}


def describe(
    chart: Chart,
    *,
    percent: bool | None = None,
    unit: str = "",
    decimals: int | None = None,
    phases: Sequence[str] = (),
) -> str:
    """The text alternative of the picture: what it is, its lines and parts, its signals, the two sentences.

    phases: names of the parts, as for `draw`.
    """
    speak = voice(chart, format_for(chart, percent, unit, decimals))
    said = explain(chart, percent=percent, unit=unit, decimals=decimals)
    told = (
        _span(chart, speak),
        _lines(chart, speak),
        _redrawn(chart, phases),
        baseline(chart),
        _signals(chart, speak),
        set_aside(chart, speak.form),
        said,
    )
    return " ".join(each for each in told if each)


def _span(chart: Chart, speak: Voice) -> str:
    if not chart.points:
        return f"{chart_name(chart)} without readings."
    monthly = is_monthly(point.on for point in chart.points)
    if isinstance(chart.points[0].on, int):
        return f"{chart_name(chart)} of {speak.some(chart.readings)}."
    first, last = (long_date(chart.points[place].on, monthly) for place in (0, -1))
    return f"{chart_name(chart)} of {speak.some(chart.readings)} from {first} to {last}."


def _lines(chart: Chart, speak: Voice) -> str:
    latest, part = chart.latest, chart.current
    if latest is None or part is None:
        return ""
    lines = Lines() if part.stage is Stage.RUN_LINE else latest.lines
    sentence = listed(values_of(lines, latest.target, speak, "latest " if part.stepped else ""))
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def values_of(lines: Lines, target: float | None, speak: Voice, stepped: str = "") -> list[str]:
    """The lines by name, each with its number."""
    form, found = speak.form, []
    if lines.centre is not None:
        found.append(f"{speak.centre} {form.number(lines.centre)}")
    if lines.lower is not None and lines.upper is not None:
        found.append(f"{stepped}lower limit {form.beside(lines.lower, target)}")
        found.append(f"{stepped}upper limit {form.beside(lines.upper, target)}")
    return [*found, f"target {form.number(target)}"] if target is not None else found


def _redrawn(chart: Chart, phases: Sequence[str]) -> str:
    if len(chart.parts) < 2:
        return ""
    monthly = is_monthly(point.on for point in chart.points)
    names = [*phases, *[""] * len(chart.parts)]
    since = [
        long_date(chart.points[part.first].on, monthly) + (f" ({names[place]})" if names[place] else "")
        for place, part in enumerate(chart.parts)
    ]
    return f"Limits redrawn from {listed(since[1:])}."


def baseline(chart: Chart) -> str:
    """Which readings the lines come from, where that is not all of them."""
    method = chart.method
    if method.fix_first is not None:
        each = " of each part" if len(chart.parts) > 1 else ""
        return f"Lines come from the first {method.fix_first} points{each}."
    if method.fix is None:
        return ""
    monthly = is_monthly(method.fix)
    first, last = (long_date(on, monthly) for on in method.fix)
    lines = "In their part of the chart, lines" if len(chart.parts) > 1 else "Lines"
    return f"{lines} come from the points from {first} to {last}."


def _signals(chart: Chart, speak: Voice) -> str:
    """The latest signals, newest first."""
    found = sorted(chart.signals, key=lambda signal: -signal.members[-1])
    told = [_signal(chart, signal, speak) for signal in found[:MOST]]
    more = f"; and {len(found) - MOST} more" if len(found) > MOST else ""
    return f"Stands out: {'; '.join(told)}{more}." if told else ""


def _signal(chart: Chart, signal: Signal, speak: Voice) -> str:
    monthly = is_monthly(point.on for point in chart.points)
    first, last = (short_date(chart.points[signal.members[place]].on, monthly) for place in (0, -1))
    pattern = PATTERNS[signal.kind][signal.side is Side.LOW].format(speak.centre)
    where = first if first == last else f"{first} to {last}"
    return f"{where}, {pattern} ({SAID[signal.judgement]})"


def set_aside(chart: Chart, form: Format) -> str:
    """The points that were set aside, with their reasons."""
    monthly = is_monthly(point.on for point in chart.points)
    left_out = [point for point in chart.points if point.excluded is not None]
    told = []
    for point in left_out[:MOST]:
        value = "no reading" if point.value is None else form.number(point.value)
        reason = f" ({point.excluded})" if point.excluded else ""
        told.append(f"{short_date(point.on, monthly)}, {value}{reason}")
    more = f"; and {len(left_out) - MOST} more" if len(left_out) > MOST else ""
    return f"Set aside: {'; '.join(told)}{more}." if told else ""


def unusual(chart: Chart, part: Part, speak: Voice) -> str:
    """What the runs analysis of Anhøj & Olesen finds unusual in a part; empty when nothing is."""
    runs = part.runs
    kinds = {signal.kind for signal in chart.signals if part.first <= signal.members[0] <= part.last}
    found = []
    if runs and SignalKind.LONG_RUN in kinds:
        usual = f"where {runs.longest_max} at most are usual"
        found.append(f"a run of {runs.longest} {speak.values} on one side, {usual}")
    if runs and SignalKind.FEW_CROSSINGS in kinds:
        usual = f"where {often(runs.crossings_min or 0)} or more are usual"
        found.append(f"{f'crossed {times(runs.crossings)}' if runs.crossings else 'never crossed'}, {usual}")
    return "; ".join(found)
