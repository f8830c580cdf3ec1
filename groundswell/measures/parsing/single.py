"""One column of numbers without dates: dated from a first day, one step after another."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from groundswell.measures.parsing import asking
from groundswell.measures.parsing.rows import Sheet, Taken, value_of
from groundswell.measures.parsing.shapes import Found, RowError, Unreadable
from groundswell.measures.parsing.table import Record

STEPS = {"day": timedelta(days=1), "week": timedelta(weeks=1)}
MONTHS_IN = {"month": 1, "quarter": 3}


def read(sheet: Sheet, interval: str, start: date | None) -> list[Taken]:
    """Readings from `start` on. Without it the first day is asked, and only what cannot be read is told."""
    if interval not in STEPS and interval not in MONTHS_IN:
        raise Unreadable("no_dates", "There is only one column. Readings of this measure need a date each.")
    if start is None:
        sheet.choices.append(asking.START)
    taken: list[Taken] = []
    for place, row in enumerate(sheet.rows):
        try:
            value = value_of(sheet, row.cells[0])
            if start is not None:
                taken.append(Taken(Found(row.line, _past(after(start, interval, place), sheet.today), value), row))
        except RowError as error:
            sheet.leave_out(row, error.code, error.reason)
    return taken


def with_gaps(every: list[Record], first: int) -> list[Record]:
    """An empty cell between others is a gap; empty cells at the end are nothing."""
    rows = [row for row in every if row.line >= first]
    while rows and rows[-1].is_blank:
        rows.pop()
    return rows


def _past(day: date, today: date) -> date:
    if day > today:
        raise RowError("date_out_of_range", "Counted from the first day, this one would be in the future.")
    return day


def after(start: date, interval: str, steps: int) -> date:
    """The day `steps` days, weeks, months or quarters after `start`; the last day of a month that is too short."""
    if interval in STEPS:
        return start + STEPS[interval] * steps
    months = start.year * 12 + start.month - 1 + MONTHS_IN[interval] * steps
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
