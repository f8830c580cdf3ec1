"""What a chart says, in two plain sentences, and the longer description that stands in for the picture."""

from __future__ import annotations

from .assess import assurance, met
from .formats import (
    Format,
    centre_name,
    chart_name,
    count,
    format_for,
    is_monthly,
    listed,
    long_date,
    value_name,
)
from .kinds import Assurance, Judgement, Side, SignalKind, Stage
from .model import RUN_LINE_BELOW, TRIAL_BELOW, Chart, Part, Point, Signal

VERDICTS = {
    Judgement.IMPROVEMENT: "this points to a real change, for the better",
    Judgement.CONCERN: "this points to a real change, for the worse",
    Judgement.NEUTRAL: "this points to a real change",
}
TARGET_WORDS = {
    Assurance.PASS: "As things are, expect to meet the target of {} every time",
    Assurance.FAIL: "As things are, expect to miss the target of {} every time",
}


def explain(chart: Chart, *, percent: bool = False, unit: str = "", decimals: int | None = None) -> str:
    """Two sentences for people who never heard of control charts.

    The first says what the latest reading means, the second what to expect. Under 5 readings they say that it
    is too soon to tell; from 5 to 11 that the limits are trial limits. They tell how many gaps were left out.
    """
    latest, part = chart.latest, chart.current
    if latest is None or part is None:
        return "There are no readings yet. The chart starts with the first one."
    form = format_for(chart, percent, unit, decimals)
    if part.stage is Stage.RUN_LINE:
        return f"{_too_few(part, chart)}. {_next_step(latest, part, chart, form)}{_gaps(chart)}."
    news = f"{_news(chart, latest, part, form)}{_trial(chart, part)}"
    return f"{news}. {_outlook(chart, latest, form)}{_gaps(chart)}."


def _trial(chart: Chart, part: Part) -> str:
    if part.stage is not Stage.TRIAL:
        return ""
    what = "a trial median" if chart.kind == "run" else "trial limits"
    return f" ({what}, from only {part.baseline} {value_name(chart)}s)"


def _too_few(part: Part, chart: Chart) -> str:
    since = " since the limits were redrawn" if part.number > 1 else ""
    verb = "is" if part.baseline == 1 else "are"
    return (
        f"There {verb} only {count(part.baseline, value_name(chart))}{since}, too few to tell a real change"
    )


def _next_step(latest: Point, part: Part, chart: Chart, form: Format) -> str:
    what = (
        ("a trial median comes", "a firm one") if chart.kind == "run" else ("trial limits come", "firm ones")
    )
    more = f"{what[0]} at {RUN_LINE_BELOW} {value_name(chart)}s and {what[1]} at {TRIAL_BELOW}"
    reached = met(latest, chart.direction)
    if reached is None or latest.value is None or latest.target is None:
        return more[0].upper() + more[1:]
    verb = "meets" if reached else "misses"
    return (
        f"The latest, {form.number(latest.value)}, {verb} the target of {form.number(latest.target)}; {more}"
    )


def _news(chart: Chart, latest: Point, part: Part, form: Format) -> str:
    for signal in chart.latest_signals()[:1]:
        return f"{_pattern(signal, chart, part, _named(chart, latest, form))}: {VERDICTS[signal.judgement]}"
    here = f"The latest {value_name(chart)}, {_named(chart, latest, form)}, is within the usual ups and downs"
    return here + _earlier(chart, part)


def _named(chart: Chart, point: Point, form: Format) -> str:
    value = "" if point.value is None else form.number(point.value)
    if isinstance(point.on, int):
        return value
    monthly = is_monthly(each.on for each in chart.points)
    return f"{value} {'in' if monthly else 'on'} {long_date(point.on, monthly)}"


def _pattern(signal: Signal, chart: Chart, part: Part, latest: str) -> str:
    high, length, values = signal.side is Side.HIGH, len(signal.members), f"{value_name(chart)}s"
    if signal.kind is SignalKind.OUTSIDE:
        where = "above the upper" if high else "below the lower"
        return f"The latest {value_name(chart)}, {latest}, is {where} limit"
    if signal.kind is SignalKind.TREND:
        return (
            f"The last {length} {values} have each been {'higher' if high else 'lower'} than the one before"
        )
    if signal.kind is SignalKind.TWO_OF_THREE:
        return (
            f"At least two of the last three {values} are close to the {'upper' if high else 'lower'} limit"
        )
    where = f"{'above' if high else 'below'} the {centre_name(chart)}"
    if signal.kind is SignalKind.SHIFT or part.runs is None:
        return f"The last {length} {values} are all {where}"
    if signal.kind is SignalKind.LONG_RUN:
        return f"The last {length} {values} off the {centre_name(chart)} are all {where}"
    fewest, crossed = part.runs.crossings_min, count(part.runs.crossings or 0, "time")
    so_few = f"crosses the {centre_name(chart)} only {crossed}, where {fewest} or more would be usual"
    return f"The line {so_few}, and was last {where}"


def _earlier(chart: Chart, part: Part) -> str:
    """Readings of the current part that stand out although the latest does not."""
    found = sum(point.signal is not None for point in chart.points[part.first : part.last + 1])
    if not found:
        return ""
    return f", but {count(found, f'earlier {value_name(chart)}')} {'stands' if found == 1 else 'stand'} out"


def _outlook(chart: Chart, latest: Point, form: Format) -> str:
    assured = assurance(chart)
    if latest.target is not None and assured is not Assurance.EMPTY:
        target = form.number(latest.target)
        return (
            _hit_or_miss(chart, target)
            if assured is Assurance.INCONSISTENT
            else TARGET_WORDS[assured].format(target)
        )
    lines = latest.lines
    if lines.upper is None and lines.centre is not None:
        return (
            f"Half of the readings so far are {form.number(lines.centre)} or less"
            if _is_median(chart)
            else (f"The {centre_name(chart)} is {form.number(lines.centre)}")
        )
    return f"As things are, expect the next {value_name(chart)} to be {_between(chart, latest, form)}"


def _is_median(chart: Chart) -> bool:
    """The median of all readings: one part, no fixed baseline, nothing left out."""
    method = chart.method
    whole = method.fix_first is None and method.fix is None and method.centre is None and not chart.excluded
    return chart.kind == "run" and whole and len(chart.parts) == 1


def _hit_or_miss(chart: Chart, target: str) -> str:
    """The limits say now and then; the readings of the current part may so far say always or never."""
    part = chart.current
    points = chart.points[part.first : part.last + 1] if part else ()
    reached = [met(point, chart.direction) for point in points if not point.is_gap]
    if not any(reached):
        return f"The target of {target} is within reach, but none of these {len(reached)} readings met it"
    if all(reached):
        return (
            f"All of these {len(reached)} readings met the target of {target}, but it could still be missed"
        )
    return f"As things are, expect to meet the target of {target} some of the time, but not every time"


def _between(chart: Chart, latest: Point, form: Format) -> str:
    lower, upper = latest.lines.lower, latest.lines.upper
    if lower is None or upper is None:
        return "about the same"
    if lower == upper:
        return form.number(upper)
    never_negative = all(point.value is None or point.value >= 0 for point in chart.points)
    no_floor = never_negative and lower <= 0
    no_ceiling = form.percent and upper >= 1
    if no_floor and no_ceiling:
        return "anywhere from 0% to 100%"
    if no_floor:
        return f"{form.number(upper)} or less"
    return (
        f"{form.number(lower)} or more"
        if no_ceiling
        else f"between {form.number(lower)} and {form.number(upper)}"
    )


def _gaps(chart: Chart) -> str:
    found = ""
    if chart.gaps:
        found += f"; {count(chart.gaps, 'gap')} in the data {'is' if chart.gaps == 1 else 'are'} left out"
    if chart.excluded:
        verb = "was" if chart.excluded == 1 else "were"
        found += f"; {count(chart.excluded, value_name(chart))} {verb} set aside"
    return found


def describe(chart: Chart, *, percent: bool = False, unit: str = "", decimals: int | None = None) -> str:
    """The chart in words, for those who do not see it: what it is, its lines, and the two sentences."""
    form = format_for(chart, percent, unit, decimals)
    said = explain(chart, percent=percent, unit=unit, decimals=decimals)
    parts = [_span(chart), _lines(chart, form), _redrawn(chart), said]
    return " ".join(part for part in parts if part)


def _span(chart: Chart) -> str:
    if not chart.points:
        return f"A {chart_name(chart)} without readings."
    monthly = is_monthly(point.on for point in chart.points)
    if isinstance(chart.points[0].on, int):
        return f"A {chart_name(chart)} of {count(chart.readings, value_name(chart))}."
    first, last = (long_date(chart.points[place].on, monthly) for place in (0, -1))
    return f"A {chart_name(chart)} of {count(chart.readings, value_name(chart))} from {first} to {last}."


def _lines(chart: Chart, form: Format) -> str:
    latest, part = chart.latest, chart.current
    if latest is None or part is None:
        return ""
    lines = latest.lines
    found = []
    if part.stage is not Stage.RUN_LINE and lines.centre is not None:
        found.append(f"{centre_name(chart)} {form.number(lines.centre)}")
        if lines.lower is not None and lines.upper is not None:
            latest_ = "latest " if part.stepped else ""
            found.append(f"{latest_}lower limit {form.beside(lines.lower, latest.target)}")
            found.append(f"{latest_}upper limit {form.beside(lines.upper, latest.target)}")
    if latest.target is not None:
        found.append(f"target {form.number(latest.target)}")
    sentence = listed(found)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def _redrawn(chart: Chart) -> str:
    monthly = is_monthly(point.on for point in chart.points)
    since = [long_date(chart.points[part.first].on, monthly) for part in chart.parts[1:]]
    return f"Limits redrawn from {listed(since)}." if since else ""
