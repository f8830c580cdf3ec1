"""The rows of an XLSX workbook. Formulas are read as their values; nothing is unpacked before its size is known."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.datetime import MAC_EPOCH

from groundswell.measures.parsing.dates import DAY_ZERO_1904
from groundswell.measures.parsing.shapes import Choice, Option, Unreadable
from groundswell.measures.parsing.table import Record, Table

UNPACKED_MOST = 40_000_000  # 100,000 rows of five cells are about half of this
MOST_KEPT = 12_000_000  # sheets are read row by row, everything else is kept whole
PARTS_MOST = 500
KINDS = "[Content_Types].xml"
WIDEST = 60
SHEETS_MOST = 20
PEEK = 60
CSV = "Open it, choose Save as and CSV, and load that file."


def is_zip(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")


def table_of(data: bytes, most: int, wanted: str = "") -> Table:
    """The rows of one sheet. `wanted` is the name somebody chose. Raises Unreadable."""
    _check_size(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of colours and rules it leaves out
            return _table(data, most, wanted)
    except Unreadable:
        raise
    except Exception:  # whatever a broken or malicious workbook provokes deep inside, the answer is the same
        raise _damaged() from None


def _check_size(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            sizes = {part.filename: part.file_size for part in parts if _is_read(part.filename)}
            kinds = packed.read(KINDS).decode("utf-8", "replace") if sizes.get(KINDS, MOST_KEPT) < MOST_KEPT else ""
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, RuntimeError, EOFError):
        raise _damaged() from None
    if not kinds or not any(name.startswith("xl/") for name in sizes):
        raise Unreadable("other_kind", f"This is a packed file, but not a spreadsheet workbook in XLSX form. {CSV}")
    kept = [
        size for name, size in sizes.items() if not name.startswith("xl/worksheets/") or f'"/{name}"' in _strings(kinds)
    ]
    if len(parts) > PARTS_MOST or sum(sizes.values()) > UNPACKED_MOST or sum(kept) > MOST_KEPT:
        raise Unreadable(
            "too_large",
            "This workbook is larger than the limit when unpacked. Keep the columns needed in a new workbook.",
        )


def _is_read(name: str) -> bool:
    return not name.startswith(("xl/media/", "xl/drawings/"))


def _strings(kinds: str) -> str:
    """Where the workbook says its words are kept: they are read whole, whatever that part is called."""
    return " ".join(line for line in kinds.split("<") if "sharedStrings" in line)


def _damaged() -> Unreadable:
    return Unreadable("broken_workbook", f"This spreadsheet workbook cannot be opened: it is damaged. {CSV}")


@dataclass(frozen=True)
class Sheet:
    """A sheet with something in it, and how many of its first rows look like readings."""

    name: str
    likely: int


def _table(data: bytes, most: int, wanted: str) -> Table:
    with _opened(data, values=True) as book:
        full = [
            Sheet(page.title, likely)
            for page in book.worksheets[:SHEETS_MOST]
            if page.sheet_state == "visible" and (likely := _likely(page)) is not None
        ]
        if not full:
            raise Unreadable("empty", "The workbook is empty. There is nothing to add.")
        could = [sheet for sheet in full if sheet.likely] or full
        best = max(could, key=lambda sheet: sheet.likely)
        name = wanted if wanted in {sheet.name for sheet in could} else best.name
        return Table(
            "\t", list(_records(data, book, name, most)),
            notes=_said(full, name) if len(could) == 1 else [],
            choices=[_which(could, name)] if len(could) > 1 else [],
            day_zero=DAY_ZERO_1904 if book.epoch == MAC_EPOCH else None,
        )  # fmt: skip


def _opened(data: bytes, *, values: bool) -> Any:
    return _Closing(load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False))


class _Closing:
    """openpyxl's workbooks have `close` but are no context managers."""

    def __init__(self, book: Any) -> None:
        self.book = book

    def __enter__(self) -> Any:
        return self.book

    def __exit__(self, *_: object) -> None:
        self.book.close()


def _likely(page: Any) -> int | None:
    """How many of the first rows hold a number beside something else; None for an empty sheet."""
    page.reset_dimensions()  # what a workbook says about its own size may be wrong
    rows = [[cell for cell in row if cell is not None] for row in page.iter_rows(max_row=PEEK, values_only=True)]
    if not any(rows):
        return None
    return sum(len(row) > 1 and any(isinstance(cell, int | float) for cell in row) for row in rows)


def _said(full: list[Sheet], name: str) -> list[str]:
    others = [sheet.name for sheet in full if sheet.name != name]
    if not others:
        return []
    return [f"The sheet “{name}” is read. No readings were found on: {', '.join(others)[:200]}."]


def _which(could: list[Sheet], name: str) -> Choice:
    options = tuple(Option(sheet.name, sheet.name) for sheet in could)
    return Choice("sheet", "Which sheet has the readings?", options, name)


def _records(data: bytes, book: Any, name: str, most: int) -> Iterator[Record]:
    """Rows of cells as text; a formula that was never worked out stays a formula, so that it is not taken for a gap."""
    if not _has_formulas(data):
        yield from _texts(book[name], None, most)
        return
    with _opened(data, values=False) as formulas:
        yield from _texts(book[name], formulas[name], most)


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for part in packed.namelist():
            if part.startswith("xl/worksheets/"):
                with packed.open(part) as stream:
                    tail = b""
                    while block := stream.read(1 << 16):
                        if b"<f" in tail + block:
                            return True
                        tail = block[-1:]
    return False


def _texts(page: Any, formulas: Any, most: int) -> Iterator[Record]:
    page.reset_dimensions()
    rows = page.iter_rows(max_row=most)
    if formulas is None:
        for line, row in enumerate(rows, 1):
            yield _record(line, [_text(cell.value, cell.number_format) for cell in row[:WIDEST]])
        return
    formulas.reset_dimensions()
    typed = formulas.iter_rows(max_row=most, values_only=True)
    for line, (row, as_typed) in enumerate(zip(rows, typed, strict=True), 1):
        yield _record(line, [_worked_out(*both) for both in zip(row[:WIDEST], as_typed, strict=False)])


def _record(line: int, cells: list[str]) -> Record:
    while cells and not cells[-1]:
        cells.pop()
    return Record(line, tuple(cells) or ("",))


def _worked_out(cell: Any, typed: Any) -> str:
    """The value of a formula, or the formula itself where no program has worked it out yet."""
    if cell.value is None and typed is not None:
        return str(getattr(typed, "text", typed))
    return _text(cell.value, cell.number_format)


def _text(value: Any, form: str) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        clock = "" if value.time() == time() else f" {value:%H:%M:%S}"
        return f"{value:%Y-%m-%d}{clock}" if value.year >= 1000 else str(value.date())
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if isinstance(form, str) and "%" in form:
        return f"{(Decimal(repr(value)) * 100).normalize():f}%"
    return repr(value)
