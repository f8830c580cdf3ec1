"""What can be read in two ways is asked, with the likelier answer shown first. What was assumed is said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from groundswell.measures.parsing import dates, numbers
from groundswell.measures.parsing.shapes import Choice, Option, RowError
from groundswell.measures.parsing.table import Record

if TYPE_CHECKING:
    from groundswell.measures.parsing.rows import Sheet

LEAVE_OUT = "leave_out"
START = Choice("start", "Which day is the first reading from?", (), "")


def about(sheet: Sheet, chosen: Mapping[str, str], could: list[int], head: Record | None, percent: bool) -> None:
    """Settle how this sheet is read: order of day and month, day numbers, decimals, per cent, which column."""
    _which_column(sheet, could, head)
    _decimals(sheet, chosen)
    _per_cent(sheet, chosen, head, percent)
    if sheet.columns.date is not None:
        _day_and_month(sheet, chosen)
        _day_numbers(sheet, chosen)


def _pick(sheet: Sheet, choice: Choice, chosen: Mapping[str, str]) -> str:
    """Ask, and go on with what was answered, or with what is preselected."""
    answer = chosen.get(choice.name, "")
    picked = answer if answer in {option.code for option in choice.options} else choice.chosen
    sheet.choices.append(Choice(choice.name, choice.question, choice.options, picked))
    return picked


def _which_column(sheet: Sheet, could: list[int], head: Record | None) -> None:
    if len(could) < 2:
        return
    options = tuple(Option(str(at), _heading(head, at, sheet)) for at in sorted(could))
    sheet.choices.append(Choice("column", "Which column has the readings?", options, str(sheet.columns.value)))


def _heading(head: Record | None, at: int, sheet: Sheet) -> str:
    name = head.cells[at].strip() if head is not None and at < len(head.cells) else ""
    return name or f"Column {at + 1}, which begins with {sheet.cell(sheet.rows[0], at).strip()}"


def _decimals(sheet: Sheet, chosen: Mapping[str, str]) -> None:
    cells = sheet.column(sheet.columns.value)
    style = numbers.comma_style(cells, continental=sheet.mark == ";")
    if style == "unclear" and sheet.mark == ";":
        style = _pick(sheet, _point_or_comma(cells), chosen)
    sheet.comma = style == "comma"
    if sheet.comma:
        sheet.notes.append("The comma is read as the decimal mark.")


def _point_or_comma(cells: list[str]) -> Choice:
    """1,204 and 1.204 between semicolons: in the thousands, or with decimals?"""
    example = next(
        cell.strip() for cell in cells if re.fullmatch(r"[+-]?\d{1,3}[.,]\d{3}", numbers.bare(cell), re.ASCII)
    )
    thousands, decimals = ("point", "comma") if "," in example else ("comma", "point")
    mark = "comma" if "," in example else "point"
    options = (
        Option(thousands, f"{example} is in the thousands"),
        Option(decimals, f"{example} has decimals after the {mark}"),
    )
    return Choice("decimals", f"How is {example} meant?", options, thousands)


def _per_cent(sheet: Sheet, chosen: Mapping[str, str], head: Record | None, percent: bool) -> None:
    cells = sheet.column(sheet.columns.value)
    signs = any(numbers.is_percent(cell) for cell in cells)
    sheet.percent = signs or percent
    if not sheet.percent:
        return
    bare = next((cell.strip() for cell in cells if _is_share(cell, sheet.comma)), None)
    if bare is not None:
        options = (
            Option("share", f"{bare} is a share of one: {_hundredfold(bare, sheet.comma)}%"),
            Option("percent", f"{bare} is {bare}%"),
            Option(LEAVE_OUT, "Leave such rows out"),
        )
        sheet.fraction = _pick(sheet, Choice("fraction", f"What does {bare} mean?", options, LEAVE_OUT), chosen)


def _is_share(cell: str, comma: bool) -> bool:
    if numbers.is_percent(cell):
        return False
    try:
        value = numbers.number(cell, comma=comma)
    except RowError:
        return False
    return value is not None and 0 < abs(value) < 1


def _hundredfold(cell: str, comma: bool) -> str:
    value = numbers.number(cell, comma=comma)
    return f"{value * 100:f}".rstrip("0").rstrip(".") if value is not None else ""


def _day_and_month(sheet: Sheet, chosen: Mapping[str, str]) -> None:
    cells = sheet.column(sheet.columns.date)
    order = dates.order_of(cells)
    if order == "unclear":
        example = next(cell for cell in cells if (parts := dates.numeric_parts(cell)) and parts[0] != parts[2])
        options = tuple(Option(code, _read_as(example, code, sheet.today)) for code in ("day_first", "month_first"))
        order = _pick(sheet, Choice("order", "Is the day or the month first?", options, "day_first"), chosen)
    elif order != "none":
        first, second = ("day", "month") if order == "day_first" else ("month", "day")
        sheet.notes.append(f"Dates are read with the {first} first, then the {second}.")
    sheet.order = "month_first" if order == "month_first" else "day_first"


def _read_as(cell: str, order: str, today: date) -> str:
    which = "Day first" if order == "day_first" else "Month first"
    try:
        day = dates.when(cell, order=order, today=today).day
    except RowError:
        return which
    return f"{which}: {cell.strip()} is {dates.shown(day)}"


def _day_numbers(sheet: Sheet, chosen: Mapping[str, str]) -> None:
    cells = [cell for cell in sheet.column(sheet.columns.date) if dates.is_day_number(cell)]
    if not cells:
        return
    zeros = {"spreadsheet_day_number": sheet.day_zero, "spreadsheet_day_number_1904": dates.DAY_ZERO_1904}
    if sheet.day_zero == dates.DAY_ZERO_1904 or not all(_is_past(cell, dates.DAY_ZERO_1904, sheet) for cell in cells):
        del zeros["spreadsheet_day_number_1904"]  # it would be in the future
    options = [Option(code, _counted(cells[0], code, zero)) for code, zero in zeros.items()]
    options.append(Option(LEAVE_OUT, "Something else: leave such rows out"))
    question = f"{cells[0].strip()} may be a date that a spreadsheet wrote as a number. Is it?"
    picked = _pick(sheet, Choice("day_numbers", question, tuple(options), "spreadsheet_day_number"), chosen)
    sheet.day_numbers = zeros.get(picked)


def _is_past(cell: str, zero: date, sheet: Sheet) -> bool:
    return zero + dates.timedelta(days=int(float(cell))) <= sheet.today


def _counted(cell: str, code: str, zero: date) -> str:
    day = zero + dates.timedelta(days=int(float(cell)))
    since = ", counted from 1904 as on an old Macintosh" if code.endswith("1904") else ""
    return f"A day number: {cell.strip()} is {dates.shown(day)}{since}"
