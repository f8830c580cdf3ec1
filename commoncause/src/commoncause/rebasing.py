"""Where limits could be redrawn, and why. It is only a suggestion: a person knows what changed, or does not.

Making Data Count (NHS England) asks for three things before limits are redrawn: the level has moved and
stayed moved, somebody can name the cause, and it is expected to last. The first can be seen in the numbers
and is what this looks for; the other two are for people.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .charts import lay_out
from .kinds import Judgement, Refused, Side, SignalKind
from .model import Chart, Part, When
from .recipes import recipe_for
from .series import Series

FIRM = 12  # readings that firm limits need, before and after
MOSTLY = 0.75  # of the readings since then stay on the new side of the old centre line
STEADY = (SignalKind.SHIFT, SignalKind.LONG_RUN)
NEAR = 4  # how many readings of a run may be its beginning
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

    The earliest long run on one side of the centre line that, from one of its first readings on, has 12
    readings before it and 12 from it on, three quarters of these still on that side, and a centre line of its
    own that is more than one sigma from that of the readings before; and neither what was before nor what
    came since moves once more. A chart whose centre line was given has nothing to redraw.
    """
    part = chart.current
    if part is None or chart.method.centre is not None:
        return None
    for signal in sorted(chart.signals, key=lambda signal: signal.members[0]):
        starts = signal.members[:NEAR] if signal.kind in STEADY else ()
        for start in starts:  # the first readings of a run may still be of the old level, by chance
            if not part.first < start <= part.last:
                continue
            found = _suggested(chart, part, start, signal.side, signal.judgement, percent, unit)
            if found:
                return found
    return None


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


def _suggested(
    chart: Chart, part: Part, start: int, side: Side, judgement: Judgement, percent: bool, unit: str
) -> Suggestion | None:
    points = chart.points
    before = sum(points[place].counts for place in range(part.first, start))
    since = [points[place] for place in range(start, part.last + 1) if points[place].counts]
    old = points[start].lines
    if min(before, len(since)) < FIRM or old.centre is None:
        return None
    sign = 1 if side is Side.HIGH else -1
    kept = sum(point.relative == sign for point in since)
    levels = _settled(chart, points[start].on, part)
    if levels is None or kept < MOSTLY * len(since) or not _apart(*levels, old.upper, old.lower, sign):
        return None
    reason = _reason(
        chart, points[start].on, side, (old.centre, levels[1]), (kept, len(since)), percent, unit
    )
    return Suggestion(points[start].on, side, judgement, *levels, len(since), kept, reason)


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


def _apart(old: float, new: float, upper: float | None, lower: float | None, sign: int) -> bool:
    """More than one sigma of the old limits, towards the side of the run; a run chart has none."""
    edge = upper if sign > 0 else lower
    needed = 0.0 if edge is None else abs(edge - old) * ONE_SIGMA
    return (new - old) * sign > needed


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
