"""Cells of a table that people open in a spreadsheet: words are never a formula, numbers stay numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import wraps
from typing import ParamSpec

Given = ParamSpec("Given")

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def safe_cell(text: str) -> str:
    """Text that a spreadsheet cannot take for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def as_csv(rows: Callable[Given, Iterable[Sequence[str]]]) -> Callable[Given, str]:
    """Decorator: what a function yields, a row at a time, as the text of a CSV file. Typed words go through `safe_cell` first."""

    @wraps(rows)
    def made(*args: Given.args, **kwargs: Given.kwargs) -> str:
        out = io.StringIO()
        csv.writer(out).writerows(rows(*args, **kwargs))
        return out.getvalue()

    return made


def plain(value: Decimal | None) -> str:
    """`12.5` for 12.5000; empty for nothing."""
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
