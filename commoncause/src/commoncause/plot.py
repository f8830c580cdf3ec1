"""The lines of a chart: grid, time axis, centre line, limits and target."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .formats import Format
from .icons import GREEN
from .kinds import SignalKind, Stage
from .model import Chart, Part, When
from .scale import Scale, round_ticks, time_ticks
from .svg import tag, text

INK = "currentColor"
RUNS = (SignalKind.LONG_RUN, SignalKind.FEW_CROSSINGS)
STRIP = 1.7  # height of the strip with the letters of the parts, in sizes of type


class Frame(NamedTuple):
    """Where the plot stands and how big its type is, in pixels.

    days, xs: where each point stands on the scale of time, and on the page. first, last: ends of the axis.
    """

    left: float
    right: float
    top: float
    bottom: float
    x: Scale
    y: Scale
    size: int
    narrow: bool
    form: Format
    days: list[float]
    xs: list[float]
    first: When
    last: When


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
    axis = f"M{frame.left:.1f} {frame.bottom:.1f}H{frame.right:.1f}"
    parts = [tag("path", d=axis, stroke=INK, stroke_opacity=0.5)]
    if chart.points:
        apart = min((other - one for one, other in pairwise(frame.days)), default=0.0)
        for tick in time_ticks(frame.first, frame.last, frame.x, frame.size, apart):
            parts += _tick(frame, frame.x(tick.at), tick.word, tick.year)
    return tag("g", *parts, class_="cc-times")


def _tick(frame: Frame, x: float, word: str, year: str) -> Iterator[str]:
    below = frame.bottom + 5 + frame.size
    yield tag("path", d=f"M{x:.1f} {frame.bottom:.1f}v5", stroke=INK, stroke_opacity=0.5)
    yield text(x, below, word, text_anchor="middle")
    if year:
        yield text(x, below + frame.size + 2, year, text_anchor="middle", font_weight="bold")


def limits(chart: Chart, frame: Frame) -> str:
    """Centre line and limits of each part; a part under 5 readings is a run line and has none."""
    drawn = [_part(chart, part, frame) for part in chart.parts if part.stage is not Stage.RUN_LINE]
    starts = [edges(part, frame)[0] for part in chart.parts[1:]]
    path = "".join(f"M{x:.1f} {frame.top:.1f}V{frame.bottom:.1f}" for x in starts)
    rebase = tag("path", d=path, stroke=INK, stroke_dasharray="1 3", class_="cc-rebase") if starts else ""
    return tag("g", *drawn, rebase, class_="cc-lines")


def edges(part: Part, frame: Frame) -> tuple[float, float]:
    """From half way to the part before until half way to the part after."""
    xs = frame.xs
    start = frame.left if part.first == 0 else (xs[part.first - 1] + xs[part.first]) / 2
    last = part.last + 1 == len(xs)
    return start, frame.right if last else (xs[part.last] + xs[part.last + 1]) / 2


def _part(chart: Chart, part: Part, frame: Frame) -> str:
    """The three lines. A centre line that runs or crossings speak against is thick and dashed."""
    odd = any(sign.kind in RUNS and part.first <= sign.members[0] <= part.last for sign in chart.signals)
    centre = ("cc-mean cc-unusual", 2.5, "9 5") if odd else ("cc-mean", 1.5, None)
    dashes = "2 3" if part.stage is Stage.TRIAL else "6 3"
    limit = ("cc-limit", 1.1 if part.stepped else 1.5, dashes)
    drawn = []
    for line, (name, wide, dash) in (("centre", centre), ("lower", limit), ("upper", limit)):
        if path := _level(chart, part, line, frame):
            look = {"stroke_width": wide, "stroke_dasharray": dash, "stroke_opacity": 0.8}
            drawn.append(tag("path", d=path, class_=f"{name} cc-{line}", stroke=INK, fill="none", **look))
    return tag("g", *drawn, class_="cc-part", data_part=part.number) if drawn else ""


def _level(chart: Chart, part: Part, line: str, frame: Frame) -> str:
    """One line of a part as a path: level, or in steps half way between points where it follows the size."""
    start, end = edges(part, frame)
    value = getattr(part.lines, line)
    if not part.stepped or line == "centre":
        return "" if value is None else f"M{start:.1f} {frame.y(value):.1f}H{end:.1f}"
    points = chart.points[part.first : part.last + 1]
    between = pairwise(frame.xs[part.first : part.last + 1])
    sides = [start, *((one + other) / 2 for one, other in between), end]
    path, before = "", ""
    for point, left, right in zip(points, sides, sides[1:], strict=False):
        value = getattr(point.lines, line)
        y = "" if value is None else f"{frame.y(value):.1f}"
        if y and y != before:
            path += f"V{y}" if before else f"M{left:.1f} {y}"
        path += f"H{right:.1f}" if y else ""
        before = y
    return path


def target(chart: Chart, frame: Frame) -> str:
    """The target as a line that steps where the target changes."""
    path, held, pen = "", None, False
    for place, (point, at) in enumerate(zip(chart.points, frame.xs, strict=True)):
        if point.target != held or not place:
            x = frame.left if place == 0 else (frame.xs[place - 1] + at) / 2
            held = point.target
            path += f"H{x:.1f}" if pen else ""
            pen = held is not None
            path += f"M{x:.1f} {frame.y(held):.1f}" if held is not None else ""
    path += f"H{frame.right:.1f}" if pen else ""
    line = {"stroke": GREEN, "stroke_width": 2, "stroke_dasharray": "10 3 2 3", "fill": "none"}
    return tag("path", d=path, class_="cc-target", **line) if path else ""
