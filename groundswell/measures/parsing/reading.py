"""Read a pasted or uploaded table into readings: the whole way from text to what was understood."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from groundswell.measures.parsing import asking, columns, dates, numbers
from groundswell.measures.parsing.files import Unreadable, checked
from groundswell.measures.parsing.shapes import Choice, Found, Problem, RowError, Understood
from groundswell.measures.parsing.table import Columns, Record, records

MAX_ROWS = 10_000
NOTE_LENGTH = 200
FOOTER = re.compile(r"\s*(grand |sub)?(total|sum|average|mean|overall|source|note)s?\b", re.IGNORECASE)
STEPS = {"day": timedelta(days=1), "week": timedelta(weeks=1)}
MONTHS_IN = {"month": 1, "quarter": 3}
Check = Callable[[str], str]


@dataclass
class Sheet:
    """A table while it is being read: its rows, columns, how dates and numbers are written, and what was asked."""

    rows: list[Record]
    columns: Columns
    today: date
    mark: str
    order: str = "day_first"
    day_numbers: bool = False
    comma: bool = False
    percent: bool = False
    fraction: str = asking.LEAVE_OUT
    check: Check = lambda words: ""
    choices: list[Choice] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def cell(self, row: Record, at: int | None) -> str:
        return row.cells[at] if at is not None and at < len(row.cells) else ""

    def column(self, at: int | None) -> list[str]:
        return [] if at is None else [self.cell(row, at) for row in self.rows]


def read(
    text: str,
    *,
    today: date,
    interval: str = "week",
    percent: bool = False,
    start: date | None = None,
    chosen: Mapping[str, str] | None = None,
    check: Check = lambda words: "",
) -> Understood:
    """What somebody pasted, as readings. Raises Unreadable when nothing of it can be used.

    interval: how often, for one column without dates that begins at `start`. percent: the measure is in per cent.
    chosen: answers to choices, by name. check: why a note must not be kept, or nothing. Nothing here is stored.
    """
    sheet = _sheet(checked(text), today, chosen or {}, percent, check)
    if sheet.columns.date is None:
        found = _one_column(sheet, interval, start)
    else:
        found = [each for row in sheet.rows if (each := _try(sheet, row))]
    found = _without_doubles(sheet, _at_moments(sheet, found))
    if not found and not sheet.choices and all(problem.code == "not_dated" for problem in sheet.problems):
        raise Unreadable("no_rows", "There are no data rows: no line has both a date and a number.")
    return Understood(
        found=tuple(sorted((each for each, _when in found), key=_by_time)),
        problems=tuple(sorted(sheet.problems, key=lambda problem: problem.line)),
        choices=tuple(sheet.choices),
        notes=tuple(sheet.notes),
        columns=sheet.columns.names,
        rows=len(sheet.rows),
    )


def _by_time(found: Found) -> tuple[date, float]:
    return found.on, found.moment.timestamp() if found.moment else 0.0


def _sheet(text: str, today: date, chosen: Mapping[str, str], percent: bool, check: Check) -> Sheet:
    mark, every = records(text, MAX_ROWS + SPARE)
    rows = columns.split_at_blanks([row for row in every if not row.is_blank], today)
    above = columns.heading(rows, today)
    head, data = rows[above - 1] if above else None, rows[above:]
    if not data:
        raise Unreadable("no_rows", "There are no data rows below the heading.")
    if len(data) > MAX_ROWS:
        raise Unreadable("too_many_rows", f"There are more than {MAX_ROWS:,} rows. Load them in parts.")
    found, could = columns.find(head, data, today, chosen.get("column", ""))
    if found.width == 1:
        data = _with_gaps(every, data[0].line)
    sheet = Sheet(data, found, today, mark, check=check)
    asking.about(sheet, chosen, could, head, percent)
    if above > 1:
        sheet.notes.append(
            f"{above - 1} lines above the heading are left out."
            if above > 2
            else "The line above the heading is left out."
        )
    return sheet


SPARE = 50  # lines above the heading do not count as rows


def _with_gaps(every: list[Record], first: int) -> list[Record]:
    """One column: an empty cell between others is a gap; empty cells at the end are nothing."""
    rows = [row for row in every if row.line >= first]
    while rows and rows[-1].is_blank:
        rows.pop()
    return rows


When = dates.When | None
Pair = tuple[Found, When]


def _try(sheet: Sheet, row: Record) -> Pair | None:
    try:
        return _one(sheet, row)
    except RowError as error:
        _problem(sheet, row, error)
        return None


def _problem(sheet: Sheet, row: Record, error: RowError) -> None:
    shown = " | ".join(cell.strip() for cell in row.cells)[:80]
    sheet.problems.append(Problem(row.line, error.code, error.reason, shown))


def _one(sheet: Sheet, row: Record) -> Pair:
    _check_shape(sheet, row)
    when = dates.when(
        sheet.cell(row, sheet.columns.date), order=sheet.order, day_numbers=sheet.day_numbers, today=sheet.today
    )
    value = _value(sheet, sheet.cell(row, sheet.columns.value))
    size = numbers.number(sheet.cell(row, sheet.columns.denominator), comma=sheet.comma)
    return Found(row.line, when.day, value, None, size, _note(sheet, row)), when


def _note(sheet: Sheet, row: Record) -> str:
    """The note as typed. One that cannot be kept is left out and said; the reading stays."""
    note = sheet.cell(row, sheet.columns.note)
    why = f"It is longer than {NOTE_LENGTH} letters." if len(note) > NOTE_LENGTH else sheet.check(note)
    if not why:
        return note
    _problem(sheet, row, RowError("note_left_out", f"The reading is taken. Its note is left out: {why}"))
    return ""


def _check_shape(sheet: Sheet, row: Record) -> None:
    if row.unclosed:
        raise RowError(
            "unclosed_quote", "A quotation mark opens here and never closes. This line and all below it are left out."
        )
    first = sheet.cell(row, sheet.columns.date)
    if FOOTER.match(first) or FOOTER.match(row.cells[0]):
        raise RowError("footer_row", "This looks like a total or a note, not a reading.")
    if any(cell.strip() for cell in row.cells[sheet.columns.width :]):
        raise RowError("extra_columns", "There are more cells here than headings.")
    if len(row.cells) <= sheet.columns.value:
        raise RowError("missing_columns", "The number is missing here.")


def _value(sheet: Sheet, cell: str) -> Decimal | None:
    value = numbers.number(cell, comma=sheet.comma)
    if value is None or not sheet.percent:
        return value
    if not numbers.is_percent(cell) and 0 < abs(value) < 1:
        if sheet.fraction == asking.LEAVE_OUT:
            raise RowError("mixed_units", "Is this a share of one, or a per cent? Choose above.")
        value = value * 100 if sheet.fraction == "share" else value
    if not 0 <= value <= 100:
        raise RowError("out_of_range", "A per cent lies between 0 and 100.")
    return value


def _one_column(sheet: Sheet, interval: str, start: date | None) -> list[Pair]:
    """Numbers alone: dated from `start`, one step after another."""
    if interval not in STEPS and interval not in MONTHS_IN:
        raise Unreadable("no_dates", "There is only one column. Readings of this measure need a date each.")
    if start is None:
        sheet.choices.append(asking.START)
    found: list[Pair] = []
    for place, row in enumerate(sheet.rows):
        try:
            value = _value(sheet, row.cells[0])
            if start is not None:
                found.append((Found(row.line, _past(_after(start, interval, place), sheet.today), value), None))
        except RowError as error:
            _problem(sheet, row, error)
    return found


def _past(day: date, today: date) -> date:
    if day > today:
        raise RowError("date_out_of_range", "Counted from the first day, this one would be in the future.")
    return day


def _after(start: date, interval: str, steps: int) -> date:
    if interval in STEPS:
        return start + STEPS[interval] * steps
    months = start.year * 12 + start.month - 1 + MONTHS_IN[interval] * steps
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _at_moments(sheet: Sheet, found: list[Pair]) -> list[Pair]:
    """The time of day counts when any is not midnight. A time that came twice is taken in the order of the file."""
    if not any(when and when.clock and (when.clock.hour or when.clock.minute) for _each, when in found):
        return found
    backwards = found[0][0].on > found[-1][0].on
    pairs, seen = [], Counter[dates.When]()
    for each, when in reversed(found) if backwards else found:
        try:
            pairs.append((_at_moment(each, when, seen), when))
        except RowError as error:
            _problem(sheet, Record(each.line, (str(each.value),)), error)
    return pairs


def _at_moment(each: Found, when: When, seen: Counter[dates.When]) -> Found:
    if when is None or when.clock is None:
        return each
    moment = dates.local_moment(when, second_time=dates.comes_twice(when) and seen[when] > 0)
    seen[when] += 1
    return _moved(each, moment)


def _moved(each: Found, moment: datetime) -> Found:
    day = moment.astimezone(dates.LONDON).date()
    return Found(each.line, day, each.value, moment, each.denominator, each.note)


def _without_doubles(sheet: Sheet, found: list[Pair]) -> list[Pair]:
    """The same row twice is kept once; two different readings for one time are both left out."""
    by_time: dict[tuple[date, datetime | None], list[Pair]] = {}
    for pair in sorted(found, key=lambda pair: pair[0].line):
        by_time.setdefault(pair[0].key, []).append(pair)
    kept = []
    for pairs in by_time.values():
        if len({pair[0].said for pair in pairs}) > 1:
            lines = ", ".join(str(each.line) for each, _when in pairs)
            _leave_out(
                sheet, pairs, "duplicate_date", f"Different numbers for one date (lines {lines}). Keep the right one."
            )
        else:
            kept.append(pairs[0])
            _leave_out(sheet, pairs[1:], "duplicate_row", f"The same as line {pairs[0][0].line}. It is kept once.")
    return kept


def _leave_out(sheet: Sheet, pairs: list[Pair], code: str, reason: str) -> None:
    for each, _when in pairs:
        sheet.problems.append(Problem(each.line, code, reason, f"{each.on.isoformat()} | {each.value}"))
