"""Read a pasted or uploaded table into readings: the whole way from text or bytes to what was understood."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from groundswell.measures.parsing import asking, columns, doubles, rows, single
from groundswell.measures.parsing.files import open_table
from groundswell.measures.parsing.rows import Check, Sheet
from groundswell.measures.parsing.shapes import Found, Progress, Understood, Unreadable
from groundswell.measures.parsing.table import Record, Table

MAX_ROWS = 100_000
SPARE = 50  # lines above the heading do not count as rows
NOTHING = "There are no data rows: no line has both a date and a number."


def read(
    source: str | bytes,
    *,
    today: date,
    interval: str = "week",
    percent: bool = False,
    start: date | None = None,
    chosen: Mapping[str, str] | None = None,
    check: Check = lambda words: "",
    progress: Progress = lambda done, of: None,
) -> Understood:
    """What somebody pasted (text) or uploaded (bytes: text or XLSX), as readings. Raises Unreadable when nothing can be used.

    interval: how often, for one column without dates that begins at `start`. percent: the measure is in per cent.
    chosen: answers to choices, by name. check: why a note must not be kept, or nothing. progress: told how many rows are
    done, of how many. Nothing here is stored.
    """
    chosen = chosen or {}
    sheet = _sheet(open_table(source, MAX_ROWS + SPARE, chosen), today, chosen, percent, check)
    found = single.read(sheet, interval, start) if sheet.columns.date is None else rows.read(sheet, progress)
    found = doubles.without(sheet, doubles.at_moments(sheet, found))
    return Understood(
        found=tuple(sorted((each.found for each in found), key=_by_time)),
        problems=tuple(sorted(sheet.problems, key=lambda problem: problem.line)),
        choices=tuple(sheet.choices),
        notes=tuple(sheet.notes),
        columns=sheet.columns.names,
        heading=sheet.heading,
        rows=len(sheet.rows),
    )


def _by_time(found: Found) -> tuple[date, float]:
    return found.on, found.moment.timestamp() if found.moment else 0.0


def _sheet(table: Table, today: date, chosen: Mapping[str, str], percent: bool, check: Check) -> Sheet:
    filled = columns.split_at_blanks([row for row in table.rows if not row.is_blank], today)
    above = columns.heading(filled, today)
    head, data = filled[above - 1] if above else None, filled[above:]
    _refuse_if_none(head, data, today)
    found, could = columns.find(head, data, today, chosen.get("column", ""))
    if found.width == 1:
        data = single.with_gaps(table.rows, data[0].line)
    sheet = Sheet(data, found, today, table.mark, check, head.cells if head else (), choices=[*table.choices])
    sheet.notes += table.notes
    sheet.day_zero = table.day_zero or sheet.day_zero
    asking.about(sheet, chosen, could, head, percent)
    if above > 1:
        sheet.notes.append(_above(above - 1))
    return sheet


def _refuse_if_none(head: Record | None, data: list[Record], today: date) -> None:
    if not data:
        raise Unreadable("no_rows", "There are no data rows below the heading.")
    if len(data) > MAX_ROWS:
        raise Unreadable(
            "too_many_rows", f"There are more than {MAX_ROWS:,} rows, which is the limit. Load them in parts."
        )
    if not columns.has_any([head, *data] if head else data, today):
        raise Unreadable("no_rows", NOTHING)


def _above(lines: int) -> str:
    return "The line above the heading is left out." if lines == 1 else f"{lines} lines above the heading are left out."
