"""What people should know beside the plot: numbered flags for what happened, the key, and notes below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .formats import is_monthly, short_date
from .kinds import Judgement, Side
from .labels import spread_out
from .marks import cross, marker, ring
from .model import Chart, When
from .plot import INK, Frame
from .scale import place_of
from .svg import tag, text, width_of, wrap
from .when import same_sort

SET_ASIDE = "Set aside"


@dataclass(frozen=True, slots=True)
class Annotation:
    """Something that happened: drawn as a numbered flag at its place in time, told in the legend below.

    on: a date, a datetime or the number of a reading, of the same sort as those of the chart.
    """

    on: When
    text: str


def in_order(chart: Chart, annotations: Sequence[Annotation]) -> list[Annotation]:
    """Annotations by time. Refuses one that cannot be placed among the readings of this chart."""
    on = [point.on for point in chart.points[:1]]
    placed = [Annotation(same_sort(each.on, on), each.text) for each in annotations]
    return sorted(placed, key=lambda each: place_of(each.on))


def flags(frame: Frame, annotations: Sequence[Annotation]) -> str:
    """Numbered flags in a row above the plot, each with a thin pole from its place in time."""
    radius = frame.size * 0.75
    wanted = [min(max(frame.x(place_of(each.on)), frame.left), frame.right) for each in annotations]
    apart = min(2 * radius + 3, (frame.right - frame.left) / max(len(wanted), 1))
    y = frame.top - radius - 8
    drawn = []
    for number, x in enumerate(spread_out(wanted, apart, frame.left, frame.right), start=1):
        path = f"M{x:.1f} {y + radius:.1f}L{wanted[number - 1]:.1f} {frame.top:.1f}V{frame.bottom:.1f}"
        pole = tag("path", d=path, stroke=INK, stroke_opacity=0.45, fill="none")
        drawn.append(tag("g", pole, badge(number, x, y, frame.size), class_="cc-flag", data_number=number))
    return "".join(drawn)


def badge(number: int, x: float, y: float, size: int) -> str:
    """A number in a ring."""
    ring = tag("circle", cx=x, cy=y, r=size * 0.75, fill="none", stroke=INK, stroke_width=1.5)
    return ring + text(x, y + size * 0.36, str(number), text_anchor="middle", font_weight="bold")


def key_items(chart: Chart) -> list[tuple[Judgement | None, Side | None, str]]:
    """The kinds of marker that this chart shows, with what they mean."""
    seen = {point.judgement for point in chart.points}
    side = next((point.side for point in chart.points if point.judgement is Judgement.IMPROVEMENT), None)
    named = (
        (Judgement.COMMON_CAUSE, None, "Usual variation"),
        (Judgement.IMPROVEMENT, side, "Improvement"),
        (Judgement.CONCERN, None, "Concern"),
        (Judgement.NEUTRAL, None, "Change"),
    )
    found: list[tuple[Judgement | None, Side | None, str]] = [item for item in named if item[0] in seen]
    if chart.excluded:
        found.append((Judgement.COMMON_CAUSE, None, SET_ASIDE))
    return [*found, (None, None, "No reading")] if chart.gaps else found


def key(chart: Chart, left: float, top: float, width: float, size: int) -> tuple[str, float]:
    """The key, and how far down it reaches."""
    x, y = left, top
    drawn = []
    for judgement, side, words in key_items(chart):
        needed = width_of(words, size) + 26
        if x > left and x + needed > left + width:
            x, y = left, y + size * 1.6
        middle = y - size * 0.35
        if words == SET_ASIDE:
            shape = ring(x + 6, middle, 4)
        elif judgement is None:
            shape = cross(x + 6, middle, 3)
        else:
            shape = marker(judgement, side, x + 6, middle, 4)
        drawn.append(tag("g", shape, text(x + 16, y, words)))
        x += needed + 4
    return tag("g", *drawn, class_="cc-key") if drawn else "", y


def legend(
    annotations: Sequence[Annotation], monthly: bool, left: float, top: float, width: float, size: int
) -> tuple[str, float]:
    """What each flag stands for, and how far down that reaches."""
    drawn, y, indent = [], top, size * 2.2
    for number, each in enumerate(annotations, start=1):
        drawn.append(badge(number, left + size * 0.8, y - size * 0.35, size))
        line = f"{short_date(each.on, monthly and is_monthly([each.on]))}: {each.text}"
        for words in wrap(line, size, width - indent):
            drawn.append(text(left + indent, y, words))
            y += size * 1.4
        y += size * 0.4
    return tag("g", *drawn, class_="cc-legend") if drawn else "", y


def paragraphs(lines: Sequence[str], left: float, top: float, width: float, size: int) -> tuple[str, float]:
    """Lines of text, and how far down they reach."""
    drawn, y = [], top
    for words in (words for line in lines for words in wrap(line, size, width)):
        drawn.append(text(left, y, words))
        y += size * 1.4
    return tag("g", *drawn, class_="cc-notes") if drawn else "", y
