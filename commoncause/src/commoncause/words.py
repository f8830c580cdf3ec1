"""What a chart says, in two plain sentences for people who never heard of control charts."""

from __future__ import annotations

import math

from .assess import assurance, met
from .formats import Format, count, format_for, is_monthly, long_date, often, times
from .kinds import Assurance, Direction, Judgement, Side, SignalKind, Stage
from .model import RUN_LINE_BELOW, TRIAL_BELOW, Chart, Part, Point, Runs, Signal
from .naming import BETWEEN_EVENTS, WHOLE, Voice, as_many, voice
from .runs import is_one_sided

VERDICTS = {
    Judgement.IMPROVEMENT: "this points to a real change, for the better",
    Judgement.CONCERN: "this points to a real change, for the worse",
    Judgement.NEUTRAL: "this points to a real change",
}
UNSTEADY = (
    "readings go to and fro, which points to a process that is not steady and varies more than chance would"
    " make it"
)
RARER = {Side.HIGH: ", so events have become rarer", Side.LOW: ", so events come closer together"}


def explain(chart: Chart, *, percent: bool | None = None, unit: str = "", decimals: int | None = None) -> str:
    """Two sentences. The first says what the latest reading means, the second what to expect.

    Under 5 readings they say that it is too soon to tell; from 5 to 11 that the limits are trial limits. They
    tell how many gaps and points set aside were left out. Keywords as for `draw`.
    """
    latest, part = chart.latest, chart.current
    if latest is None or part is None:
        nothing = "All readings were set aside" if chart.excluded else "There are no readings yet"
        return f"{nothing}. The chart starts with the first one{_left_out(chart)}."
    speak = voice(chart, format_for(chart, percent, unit, decimals))
    if part.stage is Stage.RUN_LINE:
        return f"{_too_few(part, speak)}. {_next_step(latest, part, chart, speak)}{_left_out(chart)}."
    news = f"{_news(chart, latest, part, speak)}{_trial(chart, part, speak)}"
    return f"{news}. {_outlook(chart, latest, part, speak)}{_left_out(chart)}."


def counted(chart: Chart, part: Part) -> list[Point]:
    """The points of a part that the rules look at."""
    return [point for point in chart.points[part.first : part.last + 1] if point.counts]


def named(chart: Chart, point: Point, form: Format) -> str:
    """A reading and when it was taken."""
    value = "" if point.value is None else form.number(point.value)
    if isinstance(point.on, int):
        return value
    monthly = is_monthly(each.on for each in chart.points)
    return f"{value} {'in' if monthly else 'on'} {long_date(point.on, monthly)}"


def _trial(chart: Chart, part: Part, speak: Voice) -> str:
    if part.stage is not Stage.TRIAL:
        return ""
    what = f"a trial {speak.centre}" if part.lines.upper is None else "trial limits"
    return f" ({what}, from only {speak.some(part.baseline)})"


def _too_few(part: Part, speak: Voice) -> str:
    if part.baseline < part.readings:
        return f"The lines would rest on only {speak.some(part.baseline)}, too few to tell a real change"
    since = " since the limits were redrawn" if part.number > 1 else ""
    verb = "is" if part.baseline == 1 else "are"
    return f"There {verb} only {speak.some(part.baseline)}{since}, too few to tell a real change"


def _next_step(latest: Point, part: Part, chart: Chart, speak: Voice) -> str:
    what = (
        ("a trial median comes", "a firm one") if chart.kind == "run" else ("trial limits come", "firm ones")
    )
    more = f"{what[0]} at {RUN_LINE_BELOW} {speak.values} and {what[1]} at {TRIAL_BELOW}"
    reached = met(latest, chart.direction)
    if reached is None or latest.value is None or latest.target is None:
        return more[0].upper() + more[1:]
    value, target = speak.form.number(latest.value), speak.form.number(latest.target)
    return f"The latest, {value}, {'meets' if reached else 'misses'} the target of {target}; {more}"


def _news(chart: Chart, latest: Point, part: Part, speak: Voice) -> str:
    here = f"The latest {_first_named(chart, speak)}, {named(chart, latest, speak.form)},"
    for signal in chart.latest_signals()[:1]:
        if _goes_to_and_fro(chart, signal, part):
            return _unsteady(chart, signal, part, speak)
        rarer = RARER[signal.side] if chart.kind in BETWEEN_EVENTS else ""
        return f"{_pattern(chart, signal, part, here, speak)}{rarer}: {VERDICTS[signal.judgement]}"
    return f"{here} is within the usual ups and downs{_earlier(chart, part, speak)}"


def _first_named(chart: Chart, speak: Voice) -> str:
    return f"{speak.value} between events" if chart.kind in BETWEEN_EVENTS else speak.value


def _pattern(chart: Chart, signal: Signal, part: Part, here: str, speak: Voice) -> str:
    high, length = signal.side is Side.HIGH, len(signal.members)
    if signal.kind is SignalKind.OUTSIDE:
        return f"{here} is {'above the upper' if high else 'below the lower'} limit"
    if signal.kind is SignalKind.TREND:
        than = "higher" if high else "lower"
        return f"The last {length} {speak.values} have each been {than} than the one before"
    if signal.kind is SignalKind.TWO_OF_THREE:
        limit = "upper" if high else "lower"
        return f"At least two of the last three {speak.values} are close to the {limit} limit"
    where = f"{'above' if high else 'below'} the {speak.centre}"
    if signal.kind is SignalKind.SHIFT or part.runs is None:
        return f"The last {length} {speak.values} are all {where}"
    if signal.kind is SignalKind.LONG_RUN:
        since = sum(point.counts for point in chart.points[signal.members[0] : part.last + 1])
        on_line = "" if since == length else f" off the {speak.centre}"
        return f"The last {length} {speak.values}{on_line} are all {where}"
    return f"{_crossed(part.runs, speak)}, and its last stretch of three or more {speak.values} lies {where}"


def _crossed(runs: Runs, speak: Voice) -> str:
    line, usual = f"the {speak.centre}", f"where {often(runs.crossings_min or 0)} or more would be usual"
    if not runs.crossings:
        return f"The line never crosses {line}, {usual}"
    return f"The line crosses {line} {times(runs.crossings)}, {usual}"


def _goes_to_and_fro(chart: Chart, signal: Signal, part: Part) -> bool:
    """A long run or few crossings that say neither better nor worse, because readings do not stay there."""
    if part.runs is None or part.runs.longest_max is None or signal.judgement is not Judgement.NEUTRAL:
        return False
    if signal.kind not in (SignalKind.LONG_RUN, SignalKind.FEW_CROSSINGS):
        return False
    places = [place for place in range(part.first, part.last + 1) if chart.points[place].counts]
    relative = [chart.points[place].relative or 0 for place in places]
    first, last = (places.index(signal.members[end]) for end in (0, -1))
    run = (first, last) if signal.kind is SignalKind.LONG_RUN else None
    return not is_one_sided(relative, part.runs.longest_max, relative[first], run)


def _unsteady(chart: Chart, signal: Signal, part: Part, speak: Voice) -> str:
    if signal.kind is SignalKind.FEW_CROSSINGS and part.runs is not None:
        seen = _crossed(part.runs, speak)
    else:
        seen = _pattern(chart, signal, part, "", speak)
    unjudged = "" if chart.direction is Direction.NEITHER else "; we cannot say if it is for better or worse"
    return f"{seen}: {UNSTEADY}{unjudged}"


def _earlier(chart: Chart, part: Part, speak: Voice) -> str:
    """Readings of the current part that stand out although the latest does not."""
    found = sum(point.signal is not None for point in chart.points[part.first : part.last + 1])
    if not found:
        return ""
    earlier = count(found, f"earlier {speak.value}", f"earlier {speak.values}")
    return f", but {earlier} {'stands' if found == 1 else 'stand'} out"


def _outlook(chart: Chart, latest: Point, part: Part, speak: Voice) -> str:
    lines, assured = latest.lines, assurance(chart)
    basis = _basis(chart)
    if latest.target is not None and assured is not Assurance.EMPTY:
        return _assured(chart, assured, part, basis, speak.form.number(latest.target))
    if lines.lower is not None and lines.upper is not None:
        like_last = as_many(chart) if part.stepped else ""
        between = _between(chart, lines.lower, lines.upper, speak.form)
        return f"{basis}, expect the next {speak.value} to be {between}{like_last}"
    middle = "" if lines.centre is None else speak.form.number(lines.centre)
    return f"{_middle(chart, middle, speak)}{_reached(chart, part, latest, speak)}"


def _basis(chart: Chart) -> str:
    """What the limits rest on: they foretell only while nothing has changed."""
    if _is_fixed(chart):
        return "Going by the fixed baseline"
    return "Going by the limits so far" if chart.latest_signals() else "As things are"


def _is_fixed(chart: Chart) -> bool:
    """Whether the limits of the latest readings come from a fixed baseline: one before a rebase is past."""
    fix = chart.method.fix
    if fix is None:
        return chart.method.fix_first is not None
    return bool(chart.points[chart.parts[-1].first].on <= fix[1])  # type: ignore[operator]


def _assured(chart: Chart, assured: Assurance, part: Part, basis: str, target: str) -> str:
    """What the limits foretell of the target, and what the readings so far say where that is not the same."""
    reached = [met(point, chart.direction) for point in counted(chart, part)]
    reached = [each for each in reached if each is not None]
    hits, of = sum(map(bool, reached)), len(reached)
    if assured is Assurance.INCONSISTENT:
        if not hits:
            return f"The target of {target} is within reach, but none of these {of} readings met it"
        if hits == of:
            return f"All of these {of} readings met the target of {target}, but it could still be missed"
        return f"{basis}, expect to meet the target of {target} some of the time, but not every time"
    verb, other = ("meet", of - hits) if assured is Assurance.PASS else ("miss", hits)
    although = f", although {other} of these {of} readings {'met' if verb == 'miss' else 'missed'} it"
    return f"{basis}, expect to {verb} the target of {target} every time{although if other else ''}"


def _middle(chart: Chart, middle: str, speak: Voice) -> str:
    method = chart.method
    fixed = method.fix_first is not None or method.fix is not None or method.centre is not None
    if chart.kind != "run" or fixed:
        return f"The {speak.centre} is {middle}"
    since = " since it was redrawn" if len(chart.parts) > 1 else ""
    return f"The median{since} is {middle}: at least half of the readings are that or less"


def _reached(chart: Chart, part: Part, latest: Point, speak: Voice) -> str:
    """How many readings met the target, where there are no limits to foretell it."""
    if latest.target is None or chart.direction is Direction.NEITHER:
        return ""
    reached = [met(point, chart.direction) for point in counted(chart, part)]
    hits, of = sum(each is True for each in reached), sum(each is not None for each in reached)
    return f"; {hits} of {of} met the target of {speak.form.number(latest.target)}"


def _between(chart: Chart, lower: float, upper: float, form: Format) -> str:
    if chart.kind in WHOLE and chart.method.multiply == 1 and math.floor(upper) >= math.ceil(lower):
        lower, upper = float(math.ceil(lower)), float(math.floor(upper))
    if lower == upper:
        return form.number(upper)
    never_negative = all(point.value is None or point.value >= 0 for point in chart.points)
    no_floor = never_negative and lower <= 0
    no_ceiling = form.percent and upper >= 1
    if no_floor and no_ceiling:
        return "anywhere from 0% to 100%"
    if no_floor:
        return f"{form.number(upper)} or less"
    if no_ceiling:
        return f"{form.number(lower)} or more"
    return f"between {form.bare().number(lower)} and {form.number(upper)}"


def _left_out(chart: Chart) -> str:
    found = ""
    if chart.gaps:
        found += f"; {count(chart.gaps, 'gap')} in the data {'is' if chart.gaps == 1 else 'are'} left out"
    if chart.excluded:
        verb = "was" if chart.excluded == 1 else "were"
        found += f"; {count(chart.excluded, 'point')} {verb} set aside"
    return found
