"""The readings of a chart: the line through them and a mark for each, told apart by shape and colour."""

from __future__ import annotations

from .formats import Format, is_monthly, long_date
from .icons import BLUE, ORANGE, PURPLE
from .kinds import Judgement, Side
from .model import Chart, Point
from .plot import INK, Frame
from .svg import safe, tag

COLOURS = {Judgement.IMPROVEMENT: BLUE, Judgement.CONCERN: ORANGE, Judgement.NEUTRAL: PURPLE}
SAID = {
    Judgement.COMMON_CAUSE: "usual variation",
    Judgement.IMPROVEMENT: "improvement",
    Judgement.CONCERN: "concern",
    Judgement.NEUTRAL: "change",
}
OUT_OF = {"p": "of", "p_prime": "of", "u": "in", "u_prime": "in", "i_prime": "in"}
PLAIN = Format(decimals=2)


def readings(chart: Chart, frame: Frame) -> str:
    """The line through the readings, and a mark for each of them and for each gap.

    The line is broken at a gap. It passes a point that was set aside by, as limits and rules do.
    """
    monthly = is_monthly(point.on for point in chart.points)
    path, pen, marks = "", "M", []
    size = marker_size(chart, frame)
    for point, x in zip(chart.points, frame.xs, strict=True):
        if point.value is None:
            pen = "M"
        elif point.excluded is None:
            path += f"{pen}{x:.1f} {frame.y(point.value):.1f}"
            pen = "L"
        marks.append(_mark(chart, point, x, frame, size, monthly))
    look = {"stroke_opacity": 0.6, "stroke_width": 1.5, "stroke_linejoin": "round"}
    line = tag("path", d=path, class_="cc-line", stroke=INK, fill="none", **look) if path else ""
    return line + tag("g", *marks, class_="cc-points")


def marker_size(chart: Chart, frame: Frame) -> float:
    """Half the width of a marker: smaller where readings stand close together."""
    apart = (frame.right - frame.left) / max(len(chart.points), 1)
    return min(max(apart * 0.45, 1.5), 3.5 if frame.narrow else 4.0)


def _mark(chart: Chart, point: Point, x: float, frame: Frame, size: float, monthly: bool) -> str:
    """A mark with its words as title, and hooks for a program: data-on, data-value, data-signal ..."""
    when, judgement = long_date(point.on, monthly), point.judgement
    hooks: dict[str, object] = {"data_on": point.on}
    if point.value is None:
        if not point.is_gap:
            return ""
        said, shape, kind = "no reading", cross(x, frame.bottom - 6, 3), "gap"
    else:
        y, value = frame.y(point.value), frame.form.number(point.value) + _made_of(chart, point)
        hooks |= {"data_value": repr(point.value), "data_signal": point.signal}
        if judgement is None:
            said, kind = f"{value}, set aside: {point.excluded}".removesuffix(": "), "set-aside"
            shape = ring(x, y, size)
        else:
            said, kind = f"{value}, {SAID[judgement]}", judgement.replace("_", "-")
            shape = marker(judgement, point.side, x, y, size)
    title = tag("title", safe(f"{when[0].upper()}{when[1:]}: {said}"))
    return tag("g", title, shape, class_=f"cc-point cc-{kind}", **hooks)


def _made_of(chart: Chart, point: Point) -> str:
    """What a ratio was made from, such as 669 of 10,784."""
    if chart.kind not in OUT_OF or point.raw is None or point.size is None:
        return ""
    return f" ({PLAIN.number(point.raw)} {OUT_OF[chart.kind]} {PLAIN.number(point.size)})"


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
    """The mark of a point that was set aside: hollow, with a stroke through it."""
    big = max(size * 1.2, 3.6)
    arm = big * 1.3
    circle = tag("circle", cx=x, cy=y, r=big, fill="none", stroke=INK, stroke_width=1.5)
    path = f"M{x - arm:.1f} {y + arm:.1f}L{x + arm:.1f} {y - arm:.1f}"
    return circle + tag("path", d=path, stroke=INK, stroke_width=1.2)


def cross(x: float, y: float, size: float) -> str:
    """The mark of a gap."""
    arm = 2 * size
    path = f"M{x - size:.1f} {y - size:.1f}l{arm:.1f} {arm:.1f}m0 {-arm:.1f}l{-arm:.1f} {arm:.1f}"
    return tag("path", d=path, stroke=INK, stroke_width=1.5)
