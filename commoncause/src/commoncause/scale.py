"""From numbers and dates to places on the page: ranges, round ticks, and dates as written in Britain."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from .formats import MONTHS
from .kinds import Stage
from .model import Chart, Part, When

Range = tuple[float, float]
DAY_STEPS = (1, 2, 7, 14)
MOST_DAYS = 100  # beyond a season, months read better than days
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


class Scale(NamedTuple):
    """A straight line from numbers (low to high) to pixels (start to end)."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.start + share * (self.end - self.start)


class Tick(NamedTuple):
    """A mark on the time axis with one word under it and perhaps a year under that."""

    at: float
    word: str
    year: str = ""


def value_range(chart: Chart) -> Range:
    """Lowest and highest number to be seen on a chart: readings, targets and the limits that are drawn."""
    found = [value for point in chart.points for value in (point.value, point.target) if value is not None]
    for part in chart.parts:
        if part.stage is not Stage.RUN_LINE:
            found += _ends(chart, part)
    return (min(found), max(found)) if found else (0.0, 1.0)


def _ends(chart: Chart, part: Part) -> list[float]:
    """The centre and the limits of a part, at every point where they step."""
    points = chart.points[part.first : part.last + 1] if part.stepped else ()
    all_lines = {part.lines, *(point.lines for point in points)}
    return [value for lines in all_lines for value in lines[:3] if value is not None]


def common_range(charts: Iterable[Chart]) -> Range:
    """One range for several charts, to draw them side by side on one scale: draw(y_range=...)."""
    ranges = [value_range(chart) for chart in charts if chart.points]
    return (min(low for low, _ in ranges), max(high for _, high in ranges)) if ranges else (0.0, 1.0)


def padded(found: Range) -> Range:
    """A little air above and below; a range without height is given some."""
    low, high = found
    air = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
    return low - air, high + air


def round_ticks(low: float, high: float, most: int) -> list[float]:
    """At most `most` round numbers (steps of 1, 2 or 5) from low to high."""
    step = 10.0 ** math.floor(math.log10((high - low) / max(most, 1)))
    while not step or (high - low) / step > most:
        step = _next_step(step, low, high)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [number * step for number in range(first, last + 1)]


def _next_step(step: float, low: float, high: float) -> float:
    lead = round(step / 10.0 ** math.floor(math.log10(step) + 1e-9)) if step else 0
    return step * {1: 2.0, 2: 2.5, 5: 2.0}.get(lead, 1.0) if step else high - low


def place_of(on: When) -> float:
    """A date as days, a datetime as days and a fraction, a number as itself."""
    if isinstance(on, datetime):
        return on.toordinal() + (on.hour * 3600 + on.minute * 60 + on.second) / 86400
    return float(on.toordinal() if isinstance(on, date) else on)


def time_ticks(first: When, last: When, scale: Scale, size: int, apart: float = 0) -> list[Tick]:
    """Marks with room for type of this size: days, weeks, months, quarters or years, or round numbers.

    apart: how many days readings are apart; marks stand no closer, and weekly ones under weekly readings.
    """
    if isinstance(first, date) and isinstance(last, date):
        return _date_ticks(_day(first), _day(last), scale, size, apart)
    most = max(int((scale.end - scale.start) / (size * 3.5)), 1)
    numbers = round_ticks(scale.low, scale.high, most) if scale.high > scale.low else [scale.low]
    return [Tick(number, f"{number:.0f}") for number in numbers if number == int(number)]


def _day(on: date) -> date:
    return on.date() if isinstance(on, datetime) else on


def _date_ticks(first: date, last: date, scale: Scale, size: int, apart: float) -> list[Tick]:
    monthly = first.day == last.day == 1 and last > first
    for step in () if monthly or (last - first).days > MOST_DAYS else DAY_STEPS:
        if _gap(scale, step) >= size * 3.7 and (step >= apart or apart > DAY_STEPS[-1]):
            return _with_years(_every_days(first, last, step, apart % 7 == 0 < apart), "day")
    for step in MONTH_STEPS:
        if _gap(scale, step * 28) >= size * (2.3 if step < 12 else 2.8) or step == MONTH_STEPS[-1]:
            found = list(_every_months(first, last, step))
            return _with_years(found or [first], "month" if step < 12 else "year")
    return []


def _gap(scale: Scale, days: float) -> float:
    return abs(scale(scale.low + days) - scale(scale.low)) if scale.high > scale.low else math.inf


def _every_days(first: date, last: date, step: int, weekly: bool) -> list[date]:
    to_monday = step >= 7 and not weekly and (last - first).days >= 14
    start = first + timedelta(days=-first.weekday() % 7) if to_monday else first
    return [start + timedelta(days=days) for days in range(0, (last - start).days + 1, step)]


def _every_months(first: date, last: date, step: int) -> Iterator[date]:
    month = -(-(first.year * 12 + first.month - 1 + (first.day > 1)) // step) * step
    while month // 12 <= 9999 and (at := date(month // 12, month % 12 + 1, 1)) <= last:
        yield at
        month += step


def _with_years(dates: list[date], kind: str) -> list[Tick]:
    """The year under the first mark and under each that begins another."""
    ticks: list[Tick] = []
    shown = 0
    for on in dates:
        month = MONTHS[on.month - 1][:3]
        word = {"day": f"{on.day} {month}", "month": month, "year": str(on.year)}[kind]
        ticks.append(Tick(place_of(on), word, str(on.year) if on.year != shown and kind != "year" else ""))
        shown = on.year
    return ticks
