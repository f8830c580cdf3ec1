"""Working days beside weekends and bank holidays, so that a seven-day service is seen to be one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from django.utils.translation import gettext as _

import commoncause
from commoncause import Chart
from groundswell.measures.models import Interval, LimitsChoice, Measure, Reading
from groundswell.measures.queries import charts, pictures
from groundswell.measures.queries.pictures import HALF, Picture
from groundswell.ui.workdays import is_working_day

FEWEST = 5  # readings of each sort, below which a chart is a run line and nothing can be compared


@dataclass(frozen=True)
class Both:
    """The two charts on one scale, and what they say side by side."""

    working: Picture
    other: Picture
    sentence: str

    @property
    def rows(self) -> list[tuple[commoncause.Row, bool]]:
        """Both tables as one, newest first; each row with whether it is of a working day."""
        sorts = [(self.working, True), (self.other, False)]
        found = [
            (point.on, row, working)
            for picture, working in sorts
            for point, row in zip(picture.chart.points, picture.table, strict=True)
        ]
        return [(row, working) for _on, row, working in sorted(found, key=itemgetter(0), reverse=True)]


def makes_sense(measure: Measure, readings: list[Reading]) -> bool:
    """A daily number with enough readings of both sorts."""
    if measure.interval not in (Interval.DAY, Interval.SHIFT):
        return False
    working, other = split(readings)
    return all(sum(row.value is not None for row in rows) >= FEWEST for rows in (working, other))


def split(readings: list[Reading]) -> tuple[list[Reading], list[Reading]]:
    """Readings of working days in England, and of weekends and bank holidays."""
    working = [row for row in readings if is_working_day(row.on)]
    return working, [row for row in readings if not is_working_day(row.on)]


def side_by_side(measure: Measure, readings: list[Reading], choices: Sequence[LimitsChoice] = ()) -> Both:
    """Each sort with its own limits, both on one scale. What was decided about the limits holds for both."""
    working, other = (charts.build(measure, rows, on_days_of(rows, choices)) for rows in split(readings))
    scale = commoncause.common_range([working, other])
    return Both(
        pictures.drawn(measure, working, [], scale, title=_("Working days"), name="w", wide=HALF),
        pictures.drawn(measure, other, [], scale, title=_("Weekends and bank holidays"), name="h", wide=HALF),
        compared(measure, working, other),
    )


def on_days_of(readings: list[Reading], choices: Sequence[LimitsChoice]) -> list[LimitsChoice]:
    """The choices as they fall on these days alone: new limits, decided for a Friday, begin on Saturday for weekends."""
    days = sorted({row.on for row in readings})
    found = []
    for choice in choices:
        first = choice.on if choice.what == LimitsChoice.What.SET_ASIDE else _first(days, choice.on)
        last = next((day for day in reversed(days) if choice.until and day <= choice.until), None)
        if first and (choice.until is None or (last and first <= last)):
            found.append(LimitsChoice(what=choice.what, on=first, until=last, reason=choice.reason))
    return found


def _first(days: list[date], since: date) -> date | None:
    return next((day for day in days if day >= since), None)


def compared(measure: Measure, working: Chart, other: Chart) -> str:
    """Two sentences: the two averages, and whether the one lies within what is usual for the other."""
    here, there = working.latest, other.latest
    if here is None or there is None or here.lines.centre is None or there.lines.centre is None:
        return _("There are too few readings to compare.")
    averages = _("On average {working} on working days and {other} on weekends and bank holidays.").format(
        working=_average(measure, working),
        other=_average(measure, other),
    )
    lower, upper = here.lines.lower, here.lines.upper
    if lower is None or upper is None:
        return averages
    if lower <= there.lines.centre <= upper:
        return f"{averages} {_('The weekend lies within what is usual on working days.')}"
    return f"{averages} {_('The weekend lies outside what is usual on working days: it is not the same service.')}"


def _average(measure: Measure, chart: Chart) -> str:
    """As the chart writes it, so that one number has one look."""
    percent = bool(pictures.how(measure).get("percent")) or None  # None: the library looks itself
    said = next(row.average for row in reversed(commoncause.table(chart, percent=percent)) if row.average)
    return said if percent else f"{said} {measure.unit}".strip()
