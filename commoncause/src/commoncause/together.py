"""Several charts under one another on one time axis, so that what happened together is seen together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .formats import Format, format_for
from .labels import right_margin
from .model import Chart, When
from .scale import padded, place_of, round_ticks, value_range
from .svg import width_of

NARROW_BELOW = 480
SMALL, USUAL = 11, 13  # sizes of type, in pixels


class TimeAxis(NamedTuple):
    """First and last place in time of all charts, and the margins in pixels that all of them share."""

    first: When
    last: When
    left: float
    right: float


class Written(NamedTuple):
    """A chart and how its numbers are written, as for `draw`."""

    chart: Chart
    percent: bool | None = None
    unit: str = ""
    decimals: int | None = None


def type_size(width: int) -> int:
    """Of type on a chart this wide, in pixels."""
    return SMALL if width < NARROW_BELOW else USUAL


def left_margin(low: float, high: float, form: Format, size: int) -> float:
    """Room that the numbers at the left need, in pixels."""
    ticks = round_ticks(low, high, 6)
    return max((width_of(form.number(tick), size) for tick in ticks), default=20.0) + 12


def common_axis(charts: Iterable[Written], *, width: int = 720) -> TimeAxis | None:
    """One axis for charts drawn under each other at this width: draw(axis=...). None when there is no point.

    Places in time must be of one sort in all of them: dates, times or numbers.
    """
    found = [each for each in charts if each.chart.points]
    if not found:
        return None
    firsts, lasts = (
        [each.chart.points[0].on for each in found],
        [each.chart.points[-1].on for each in found],
    )
    size, narrow = type_size(width), width < NARROW_BELOW
    lefts, rights = [], []
    for each in found:
        form = format_for(each.chart, each.percent, each.unit, each.decimals).bare()
        lefts.append(left_margin(*padded(value_range(each.chart)), form, size))
        rights.append(right_margin(each.chart, form, size, narrow))
    return TimeAxis(min(firsts, key=place_of), max(lasts, key=place_of), max(lefts), max(rights))
