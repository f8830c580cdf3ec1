"""One row after another: its date, its number, its size and its note, or the reason why not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from groundswell.measures.parsing import asking, dates, numbers
from groundswell.measures.parsing.shapes import NOTE_LEFT_OUT, Choice, Found, Problem, Progress, RowError
from groundswell.measures.parsing.table import Columns, Record

NOTE_LENGTH = 200
STEP = 5_000
FOOTER = re.compile(
    r"\s*(grand |sub|year to date |ytd )?-?(total|sum|average|mean|overall|source|note)s?\b", re.IGNORECASE
)
Check = Callable[[str], str]


@dataclass
class Sheet:
    """A table while it is being read: its rows, columns, how dates and numbers are written, and what was asked."""

    rows: list[Record]
    columns: Columns
    today: date
    mark: str
    check: Check = lambda words: ""
    heading: tuple[str, ...] = ()
    order: str = "day_first"
    day_zero: date = dates.DAY_ZERO
    day_numbers: date | None = None
    comma: bool = False
    percent: bool = False
    fraction: str = asking.LEAVE_OUT
    choices: list[Choice] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def cell(self, row: Record, at: int | None) -> str:
        return row.cells[at] if at is not None and at < len(row.cells) else ""

    def column(self, at: int | None) -> list[str]:
        return [] if at is None else [self.cell(row, at) for row in self.rows]

    def leave_out(self, row: Record, code: str, reason: str) -> None:
        self.problems.append(Problem(row.line, code, reason, row.cells))


@dataclass(frozen=True, slots=True)
class Taken:
    """A reading, the row it comes from, and its date as written."""

    found: Found
    row: Record
    when: dates.When | None = None


def read(sheet: Sheet, progress: Progress) -> list[Taken]:
    """Every row that can be taken; the others become problems of the sheet."""
    taken: list[Taken] = []
    for done, row in enumerate(sheet.rows):
        if done % STEP == 0:
            progress(done, len(sheet.rows))
        try:
            taken.append(_one(sheet, row))
        except RowError as error:
            sheet.leave_out(row, error.code, error.reason)
    return taken


def _one(sheet: Sheet, row: Record) -> Taken:
    _check_shape(sheet, row)
    when = dates.when(
        sheet.cell(row, sheet.columns.date), order=sheet.order, day_numbers=sheet.day_numbers, today=sheet.today
    )
    value = value_of(sheet, sheet.cell(row, sheet.columns.value))
    size = numbers.number(sheet.cell(row, sheet.columns.denominator), comma=sheet.comma)
    return Taken(Found(row.line, when.day, value, None, size, _note(sheet, row)), row, when)


def _note(sheet: Sheet, row: Record) -> str:
    """The note as typed. One that cannot be kept is left out and said; the reading stays."""
    note = sheet.cell(row, sheet.columns.note)
    if not note:
        return ""
    why = f"It is longer than {NOTE_LENGTH} letters." if len(note) > NOTE_LENGTH else sheet.check(note)
    if not why:
        return note
    sheet.leave_out(row, NOTE_LEFT_OUT, f"The reading is taken. Its note is left out: {why}")
    return ""


def _check_shape(sheet: Sheet, row: Record) -> None:
    if row.unclosed:
        raise RowError(
            "unclosed_quote", "A quotation mark opens here and never closes. This line and all below it are left out."
        )
    first = sheet.cell(row, sheet.columns.date)
    if not first[:1].isdigit() and (FOOTER.match(first) or FOOTER.match(row.cells[0])):
        raise RowError("footer_row", "This looks like a total or a note, not a reading.")
    if len(row.cells) > sheet.columns.width and any(cell.strip() for cell in row.cells[sheet.columns.width :]):
        raise RowError("extra_columns", "There are more cells here than headings.")
    if len(row.cells) <= sheet.columns.value:
        raise RowError("missing_columns", "The number is missing here.")
    if row.cells == sheet.heading:
        raise RowError("heading_row", "This is the heading once more, not a reading.")


def value_of(sheet: Sheet, cell: str) -> Decimal | None:
    """The number in a cell, None for a gap; a per cent between 0 and 100 where the column is in per cent."""
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
