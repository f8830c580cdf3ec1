"""The inside of a chart: grid, lines, readings, gaps and labels, once every place on the page is known."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .formats import Format, is_monthly, long_date
from .icons import BLUE, GREEN, ORANGE, PURPLE
from .kinds import Judgement, Side, Stage
from .model import Chart, Part, Point
from .scale import Scale, place_of, round_ticks, time_ticks
from .svg import safe, tag, text

INK = "currentColor"
COLOURS = {Judgement.IMPROVEMENT: BLUE, Judgement.CONCERN: ORANGE, Judgement.NEUTRAL: PURPLE}
SAID = {
    Judgement.COMMON_CAUSE: "usual variation",
    Judgement.IMPROVEMENT: "improvement",
    Judgement.CONCERN: "concern",
    Judgement.NEUTRAL: "change",
}


class Frame(NamedTuple):
    """Where the plot stands and how big its type is, in pixels."""

    left: float
    right: float
    top: float
    bottom: float
    x: Scale
    y: Scale
    size: int
    narrow: bool
    form: Format


def grid(frame: Frame) -> str:
    """Light lines across at round numbers, with the numbers at the left."""
    most = 5 if frame.narrow else 7
    ticks = round_ticks(frame.y.low, frame.y.high, most)
    form = frame.form._replace(decimals=max(frame.form.decimals, 2))
    lines = "".join(f"M{frame.left:.1f} {frame.y(tick):.1f}H{frame.right:.1f}" for tick in ticks)
    numbers = [
        text(frame.left - 6, frame.y(tick) + frame.size * 0.35, form.number(tick), text_anchor="end")
        for tick in ticks
    ]
    path = tag("path", d=lines, stroke=INK, stroke_opacity=0.15, fill="none")
    return tag("g", path, *numbers, class_="cc-grid") if ticks else ""


def times(chart: Chart, frame: Frame) -> str:
    """The time axis: a line, short marks, months or days under them, years under those."""
    parts = [
        tag(
            "path",
            d=f"M{frame.left:.1f} {frame.bottom:.1f}H{frame.right:.1f}",
            stroke=INK,
            stroke_opacity=0.5,
        )
    ]
    if chart.points:
        for tick in time_ticks(chart.points[0].on, chart.points[-1].on, frame.x, frame.size):
            parts += _tick(frame, frame.x(tick.at), tick.word, tick.year)
    return tag("g", *parts, class_="cc-times")


def _tick(frame: Frame, x: float, word: str, year: str) -> Iterator[str]:
    below = frame.bottom + 5 + frame.size
    yield tag("path", d=f"M{x:.1f} {frame.bottom:.1f}v5", stroke=INK, stroke_opacity=0.5)
    yield text(x, below, word, text_anchor="middle")
    if year:
        yield text(x, below + frame.size + 2, year, text_anchor="middle", font_weight="bold")


def limits(chart: Chart, frame: Frame) -> str:
    """Average and limits of each part; a part under 5 readings is a run line and has none."""
    drawn = [_part(chart, part, frame) for part in chart.parts if part.stage is not Stage.RUN_LINE]
    starts = [_edges(chart, part, frame)[0] for part in chart.parts[1:]]
    path = "".join(f"M{x:.1f} {frame.top:.1f}V{frame.bottom:.1f}" for x in starts)
    rebase = tag("path", d=path, stroke=INK, stroke_dasharray="1 3", class_="cc-rebase") if starts else ""
    return tag("g", *drawn, rebase, class_="cc-lines")


def _edges(chart: Chart, part: Part, frame: Frame) -> tuple[float, float]:
    """From half way to the part before until half way to the part after."""
    places = [frame.x(place_of(point.on)) for point in chart.points]
    start = frame.left if part.first == 0 else (places[part.first - 1] + places[part.first]) / 2
    last = part.last + 1 == len(places)
    return start, frame.right if last else (places[part.last] + places[part.last + 1]) / 2


def _part(chart: Chart, part: Part, frame: Frame) -> str:
    dashes = "2 3" if part.stage is Stage.TRIAL else "6 3"
    kinds = (("cc-mean", "centre", None), ("cc-limit", "lower", dashes), ("cc-limit", "upper", dashes))
    drawn = ((name, _level(chart, part, line, frame), dash) for name, line, dash in kinds)
    look = {"stroke": INK, "stroke_width": 1.5, "stroke_opacity": 0.75, "fill": "none"}
    return "".join(
        tag("path", d=path, class_=name, stroke_dasharray=dash, **look) for name, path, dash in drawn if path
    )


def _level(chart: Chart, part: Part, line: str, frame: Frame) -> str:
    """One line of a part as a path: level, or in steps half way between points where it follows the size."""
    start, end = _edges(chart, part, frame)
    value = getattr(part.lines, line)
    if not part.stepped or line == "centre":
        return "" if value is None else f"M{start:.1f} {frame.y(value):.1f}H{end:.1f}"
    points = chart.points[part.first : part.last + 1]
    places = [frame.x(place_of(point.on)) for point in points]
    edges = [start, *((one + other) / 2 for one, other in pairwise(places)), end]
    path, pen = "", False
    for point, left, right in zip(points, edges, edges[1:], strict=False):
        value = getattr(point.lines, line)
        if value is not None:
            y = frame.y(value)
            path += f"{f'V{y:.1f}' if pen else f'M{left:.1f} {y:.1f}'}H{right:.1f}"
        pen = value is not None
    return path


def target(chart: Chart, frame: Frame) -> str:
    """The target as a line that steps where the target changes."""
    path, held, pen = "", None, False
    for place, point in enumerate(chart.points):
        if point.target != held or not place:
            x = frame.left if place == 0 else frame.x(place_of(point.on))
            held = point.target
            path += f"H{x:.1f}" if pen else ""
            pen = held is not None
            path += f"M{x:.1f} {frame.y(held):.1f}" if held is not None else ""
    path += f"H{frame.right:.1f}" if pen else ""
    line = {"stroke": GREEN, "stroke_width": 2, "stroke_dasharray": "10 3 2 3", "fill": "none"}
    return tag("path", d=path, class_="cc-target", **line) if path else ""


def readings(chart: Chart, frame: Frame) -> str:
    """The line through the readings, broken at gaps; a marker for each, and a cross on the axis for a gap."""
    monthly = is_monthly(point.on for point in chart.points)
    path, pen = "", "M"
    marks = []
    size = marker_size(chart, frame)
    for point in chart.points:
        x = frame.x(place_of(point.on))
        if point.value is None:
            pen = "M"
        else:
            path += f"{pen}{x:.1f} {frame.y(point.value):.1f}"
            pen = "L"
        marks.append(_mark(point, x, frame, size, monthly))
    line = {
        "stroke": INK,
        "stroke_opacity": 0.6,
        "stroke_width": 1.5,
        "fill": "none",
        "stroke_linejoin": "round",
    }
    return (
        tag("path", d=path, class_="cc-line", **line) + tag("g", *marks, class_="cc-points") if marks else ""
    )


def marker_size(chart: Chart, frame: Frame) -> float:
    """Half the width of a marker: smaller where readings stand close together."""
    apart = (frame.right - frame.left) / max(len(chart.points), 1)
    return min(max(apart * 0.45, 1.5), 3.5 if frame.narrow else 4.0)


def _mark(point: Point, x: float, frame: Frame, size: float, monthly: bool) -> str:
    when = long_date(point.on, monthly)
    if point.value is None:
        if not point.is_gap:
            return ""
        said, shape, value = f"{when}: no reading", cross(x, frame.bottom - 6, 3), None
    elif point.judgement is None:
        why = f", set aside: {point.excluded}" if point.excluded else ", set aside"
        said, value = f"{when}: {frame.form.number(point.value)}{why}", repr(point.value)
        said, shape = said[0].upper() + said[1:], ring(x, frame.y(point.value), size)
    else:
        words = f"{when}: {frame.form.number(point.value)}, {SAID[point.judgement]}"
        said, value = words[0].upper() + words[1:], repr(point.value)
        shape = marker(point.judgement, point.side, x, frame.y(point.value), size)
    kind = "gap" if value is None else str(point.judgement or "set-aside").replace("_", "-")
    return tag(
        "g", tag("title", safe(said)), shape, class_=f"cc-point cc-{kind}", data_on=point.on, data_value=value
    )


def marker(judgement: Judgement, side: Side | None, x: float, y: float, size: float) -> str:
    """A small dot; a triangle for improvement, a diamond for concern, a square for a neutral change."""
    if judgement is Judgement.COMMON_CAUSE:
        return tag("circle", cx=x, cy=y, r=size * 0.8, fill=INK, fill_opacity=0.75)
    big = max(size * 1.5, 4.0)
    colour = COLOURS[judgement]
    if judgement is Judgement.IMPROVEMENT:
        way = 1 if side is Side.HIGH else -1
        path = f"M{x:.1f} {y - way * big:.1f}l{big:.1f} {way * big * 1.7:.1f}h{-2 * big:.1f}z"
    elif judgement is Judgement.CONCERN:
        path = f"M{x:.1f} {y - big:.1f}l{big:.1f} {big:.1f}l{-big:.1f} {big:.1f}l{-big:.1f} {-big:.1f}z"
    else:
        half = big * 0.85
        path = f"M{x - half:.1f} {y - half:.1f}h{2 * half:.1f}v{2 * half:.1f}h{-2 * half:.1f}z"
    return tag("path", d=path, fill=colour)


def ring(x: float, y: float, size: float) -> str:
    """The mark of a point that was set aside."""
    return tag("circle", cx=x, cy=y, r=size, fill="none", stroke=INK, stroke_width=1.5)


def cross(x: float, y: float, size: float) -> str:
    """The mark of a gap."""
    arm = 2 * size
    path = f"M{x - size:.1f} {y - size:.1f}l{arm:.1f} {arm:.1f}m0 {-arm:.1f}l{-arm:.1f} {arm:.1f}"
    return tag("path", d=path, stroke=INK, stroke_width=1.5)
