"""The names and values of the lines, at the right edge of the plot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .formats import Format
from .icons import GREEN
from .kinds import Stage
from .model import Chart, Part, Point
from .naming import centre_name
from .plot import INK, Frame
from .svg import BOLD, tag, text, width_of


class Label(NamedTuple):
    """One line that ends at the right edge."""

    name: str
    value: float
    colour: str
    beside: float | None = None  # a target that the number should not read like

    def number(self, form: Format) -> str:
        return form.beside(self.value, self.beside)


def line_labels(chart: Chart) -> list[Label]:
    """The lines of the last part, from the highest down."""
    if not chart.points:
        return []
    last = chart.points[-1]
    centre = centre_name(chart).capitalize()
    found = [*_limit_labels(chart.parts[-1], centre, last.target), *_target_label(last)]
    return sorted(found, key=lambda label: -label.value)


def _limit_labels(part: Part, centre: str, target: float | None) -> list[Label]:
    lines = part.lines
    if part.stage is Stage.RUN_LINE:
        return []
    flat = lines.lower == lines.upper
    named = (("Upper limit", lines.upper), (centre, lines.centre), ("Lower limit", lines.lower))
    return [
        Label(name, value, INK, target)
        for name, value in named
        if value is not None and (name == centre or not flat)
    ]


def _target_label(point: Point) -> list[Label]:
    return [] if point.target is None else [Label("Target", point.target, GREEN)]


def right_margin(chart: Chart, form: Format, size: int, narrow: bool) -> float:
    """Room that the labels need: one line each on a wide chart, two on a narrow one."""
    widths = []
    for label in line_labels(chart):
        name, number = width_of(f"{label.name} ", size), width_of(label.number(form), size) * BOLD
        widths.append(max(name, number) if narrow else name + number)
    return max(widths, default=4.0) + 14


def right_labels(chart: Chart, frame: Frame) -> str:
    """Names and values beside the ends of their lines, moved apart where they would touch."""
    labels = line_labels(chart)
    height = frame.size * (2.4 if frame.narrow else 1.35)
    half = height / 2
    wanted = [frame.y(label.value) for label in labels]
    places = spread_out(wanted, height, frame.top + half, frame.bottom - half)
    drawn = [_label(frame, label, y) for label, y in zip(labels, places, strict=True)]
    return tag("g", *drawn, class_="cc-labels") if drawn else ""


def _label(frame: Frame, label: Label, y: float) -> str:
    x = frame.right + 11
    value = label.number(frame.form)
    path = f"M{frame.right:.1f} {frame.y(label.value):.1f}L{x - 3:.1f} {y:.1f}"
    lead = tag("path", d=path, stroke=label.colour, stroke_opacity=0.75)
    if frame.narrow:
        return lead + text(x, y - 1, label.name) + text(x, y + frame.size, value, font_weight="bold")
    both = tag("tspan", f"{label.name} ") + tag("tspan", value, font_weight="bold")
    return lead + tag("text", both, x=x, y=y + frame.size * 0.35)


def spread_out(places: Sequence[float], apart: float, start: float, end: float) -> list[float]:
    """Places in order, at least `apart` from each other and between start and end when there is room."""
    found: list[float] = []
    for place in places:
        found.append(max(place, found[-1] + apart if found else start))
    limit = end
    for index in range(len(found) - 1, -1, -1):
        found[index] = min(found[index], limit)
        limit = found[index] - apart
    return found
