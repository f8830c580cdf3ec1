"""Where limits could be redrawn, and why. It is only a suggestion: a person knows what changed, or does not.

Making Data Count (NHS England) asks for three things before limits are redrawn: the level has moved and
stayed moved, somebody can name the cause, and it is expected to last. The first can be seen in the numbers
and is what this looks for; the other two are for people.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate

from .charts import lay_out
from .kinds import Judgement, Refused, Side, SignalKind, judge
from .model import Chart, Part, Point, When
from .numbers import mean
from .recipes import recipe_for
from .series import Series

FIRM = 12  # readings that firm limits need, before and after
LEVEL = 0.4  # of the step: what a stretch may itself climb towards it; more is a slope, not a step
MOSTLY = 0.75  # of the readings since then stay on the new side of the old centre line
STEADY = (SignalKind.SHIFT, SignalKind.LONG_RUN)
ONE_SIGMA = 1 / 3  # of the way from the centre line to a limit


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Redraw from `on`, because the level moved from `before` to `after` (centre lines) and stayed there.

    `kept` of the `readings` since then are on the new side of the old centre line. `reason` says it in words.
    """

    on: When
    side: Side
    judgement: Judgement
    before: float
    after: float
    readings: int
    kept: int
    reason: str


def suggest_rebase(chart: Chart, *, percent: bool = False, unit: str = "") -> Suggestion | None:
    """Where the limits of the latest part could be redrawn; None where nothing speaks for it.

    Only when there is a long run on one side of the centre line. The place is the one that parts the readings
    into the two most even stretches (least squares), 12 or more in each; three quarters of those since are on
    their side of the old centre line; the two centre lines are more than one sigma apart; and no long run is
    left in either stretch, nor a slope. A chart whose centre line was given has nothing to redraw.
    """
    part = chart.current
    if part is None or chart.method.centre is not None:
        return None
    if not any(signal.kind in STEADY and part.first <= signal.members[-1] for signal in chart.signals):
        return None
    places = [place for place in range(part.first, part.last + 1) if chart.points[place].counts]
    start = _most_even(chart, places)
    return None if start is None else _suggested(chart, part, places[start], percent, unit)


def _most_even(chart: Chart, places: list[int]) -> int | None:
    """Which reading begins the second of the two most even stretches, counted from 0; None with too few."""
    values = [value for place in places if (value := chart.points[place].value) is not None]
    count = len(values)
    if count < 2 * FIRM:
        return None
    sums = [0.0, *accumulate(values)]
    # Least squares within the stretches are most squares between them.
    between = {
        start: sums[start] ** 2 / start + (sums[count] - sums[start]) ** 2 / (count - start)
        for start in range(FIRM, count - FIRM + 1)
    }
    return max(between, key=between.__getitem__)


def redrawn(chart: Chart, on: When) -> Chart:
    """The same chart with limits of their own from one more place in time."""
    points = chart.points
    count = len(points)
    series = Series(
        [point.on for point in points],
        [point.raw for point in points],
        [point.size for point in points],
        [point.spread for point in points],
        list(range(count)),
        count,
    )
    return lay_out(
        recipe_for(chart.kind),
        series,
        chart.direction,
        chart.rules,
        replace(chart.method),
        [*(points[part.first].on for part in chart.parts[1:]), on],
        {point.on: point.excluded for point in points if point.excluded is not None},
        [point.target for point in points],
    )


def _suggested(chart: Chart, part: Part, start: int, percent: bool, unit: str) -> Suggestion | None:
    points, old = chart.points, chart.points[start].lines
    levels = _settled(chart, points[start].on, part)
    if levels is None or old.centre is None:
        return None
    side = Side.HIGH if levels[1] > levels[0] else Side.LOW
    sign = 1 if side is Side.HIGH else -1
    since = [points[place] for place in range(start, part.last + 1) if points[place].counts]
    kept = sum(point.relative == sign for point in since)
    before = [points[place] for place in range(part.first, start) if points[place].counts]
    if not (_is_level(before, *levels) and _is_level(since, *levels)):
        return None
    if kept < MOSTLY * len(since) or not _apart(*levels, old.upper, old.lower, old.centre):
        return None
    reason = _reason(
        chart, points[start].on, side, (old.centre, levels[1]), (kept, len(since)), percent, unit
    )
    return Suggestion(points[start].on, side, judge(side, chart.direction), *levels, len(since), kept, reason)


def _settled(chart: Chart, on: When, part: Part) -> tuple[float, float] | None:
    """The centre lines before and from there on; None when a long run is left on either side of the place."""
    try:
        new = redrawn(chart, on)
    except Refused:  # a fixed baseline is longer than what would be left
        return None
    if any(signal.kind in STEADY and signal.members[-1] >= part.first for signal in new.signals):
        return None
    before, after = (new.parts[place].lines.centre for place in (part.number - 1, part.number))
    return None if before is None or after is None else (before, after)


def _is_level(stretch: list[Point], before: float, after: float) -> bool:
    """Its later half is not much nearer to where the step leads than its earlier half."""
    values = [point.value for point in stretch if point.value is not None]
    half = len(values) // 2
    return (
        (mean(values[half:]) - mean(values[:half])) / (after - before) <= LEVEL if after != before else False
    )


def _apart(before: float, after: float, upper: float | None, lower: float | None, centre: float) -> bool:
    """More than one sigma of the old limits from each other; a run chart has none."""
    edge = upper if after > before else lower
    needed = 0.0 if edge is None else abs(edge - centre) * ONE_SIGMA
    return abs(after - before) > needed


def _reason(
    chart: Chart,
    on: When,
    side: Side,
    centres: tuple[float, float],
    counts: tuple[int, int],
    percent: bool,
    unit: str,
) -> str:
    from .formats import format_for, is_monthly, long_date
    from .naming import centre_name

    form = format_for(chart, percent, unit)
    since = long_date(on, is_monthly(point.on for point in chart.points))
    where = "above" if side is Side.HIGH else "below"
    old, new = (form.number(centre) for centre in centres)
    return (
        f"Since {since}, {counts[0]} of {counts[1]} readings have been {where} the {centre_name(chart)}"
        f" of {old}; they now vary around {new}. If you know what changed and expect it to"
        " last, redraw the limits from there."
    )
