"""Readings and rows as CSV that a spreadsheet cannot take for formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def is_safe(text: str) -> bool:
    return not text.startswith(FORMULA)


def safe_cell(text: str) -> str:
    """Text that a spreadsheet cannot take for a formula."""
    return text if is_safe(text) else f"'{text}"


def safe_or_number(text: str) -> str:
    """The same for a cell that may hold a number: -3 stays -3."""
    return text if PLAIN_NUMBER.fullmatch(text) else safe_cell(text)


def csv_lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Lines of CSV, one after another, so that a long file needs little memory."""
    for row in rows:
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerow(row)
        yield out.getvalue()
