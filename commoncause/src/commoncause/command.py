"""commoncause chart: from a CSV file to an SVG file."""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

from .charts import xmr
from .drawing import draw
from .kinds import Direction, Refused
from .words import explain

EMPTY = {"", "-", "na", "n/a", "null", "none"}


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Teach the command line the word `chart`."""
    found = commands.add_parser("chart", help="draw an XmR chart of a CSV file")
    found.add_argument("file", type=Path, help="a CSV file with headings; an empty value is a gap")
    found.add_argument("--date", required=True, metavar="COLUMN", help="dates such as 2024-03-31")
    found.add_argument("--value", required=True, metavar="COLUMN")
    found.add_argument("--direction", choices=[*Direction], default="increase", help="which way is good")
    found.add_argument("--target", type=float)
    found.add_argument("--rebase", action="append", default=[], metavar="DATE", help="may be given again")
    found.add_argument("--fix-first", type=int, metavar="N", help="limits from the first N points")
    found.add_argument("--percent", action="store_true", help="values are fractions, shown as percentages")
    found.add_argument("--unit", default="", help="written after the numbers")
    found.add_argument("--title", default="")
    found.add_argument("--width", type=int, default=720, help="720 for a page, 320 for a phone")
    found.add_argument("--out", type=Path, required=True, help="the SVG file to write")
    found.set_defaults(act=chart)


def chart(given: argparse.Namespace) -> int:
    """Draw, write and explain; status 2 with a plain reason when the file cannot be charted."""
    try:
        dates, values = _columns(given.file, given.date, given.value)
        found = xmr(
            values,
            on=dates,
            direction=given.direction,
            target=given.target,
            rebase=given.rebase,
            fix_first=given.fix_first,
        )
    except (Refused, OSError, UnicodeDecodeError) as problem:
        print(f"commoncause: {problem}", file=sys.stderr)
        return 2
    drawing = draw(found, title=given.title, percent=given.percent, unit=given.unit, width=given.width)
    given.out.write_text(drawing, encoding="utf-8")
    print(explain(found, percent=given.percent, unit=given.unit))
    return 0


def _columns(path: Path, date: str, value: str) -> tuple[list[str], list[float | None]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        for name in (date, value):
            if name not in (reader.fieldnames or ()):
                known = ", ".join(reader.fieldnames or ()) or "none"
                raise Refused("no_column", f"There is no column {name}. Columns: {known}")
        rows = [row for row in reader if (row[date] or "").strip()]
    return [row[date].strip() for row in rows], [_number(row[value] or "", row[date]) for row in rows]


def _number(text: str, when: str) -> float | None:
    text = text.strip()
    if text.lower() in EMPTY:
        return None
    try:
        return float(text.replace(",", "").removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        raise Refused("not_a_number", f"The value on {when} is not a number: {text}") from None
