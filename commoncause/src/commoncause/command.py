"""commoncause chart: from a CSV file to a picture, or to a chart as CSV or JSON with every parameter."""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path
from typing import Any

from .charts import CHARTS, chart
from .drawing import draw
from .kinds import Direction, Refused
from .model import Chart
from .recipes import recipe_for
from .rulesets import Anhoej, MakingDataCount
from .spreadsheet import to_csv
from .store import to_json
from .words import explain

EMPTY = {"", "-", "na", "n/a", "null", "none"}
RULES = {"making-data-count": MakingDataCount, "anhoej": Anhoej}


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Teach the command line the word `chart`."""
    found = commands.add_parser("chart", help="draw a control chart of a CSV file")
    found.add_argument("file", type=Path, help="a CSV file with headings; an empty value is a gap")
    found.add_argument("--date", required=True, metavar="COLUMN", help="dates such as 2024-03-31")
    found.add_argument("--value", required=True, metavar="COLUMN", help="readings, or counts of events")
    found.add_argument("--denominator", metavar="COLUMN", help="sizes, for p, u and other ratios")
    found.add_argument("--type", choices=[*CHARTS], default="xmr", help="the kind of chart")
    found.add_argument("--direction", choices=[*Direction], default="increase", help="which way is good")
    found.add_argument("--target", type=float)
    found.add_argument("--rules", choices=[*RULES], help="otherwise those that suit the chart")
    found.add_argument("--rebase", action="append", default=[], metavar="DATE", help="may be given again")
    found.add_argument("--exclude", action="append", default=[], metavar="DATE", help="may be given again")
    found.add_argument("--fix-first", type=int, metavar="N", help="limits from the first N points")
    found.add_argument("--multiply", type=float, default=1.0, help="shown as so many: 1000 for a rate")
    found.add_argument(
        "--percent", action="store_true", default=None, help="values are fractions, shown as percentages"
    )
    found.add_argument("--unit", default="", help="written after the numbers")
    found.add_argument("--title", default="")
    found.add_argument("--width", type=int, default=720, help="720 for a page, 320 for a phone")
    found.add_argument("--out", type=Path, required=True, help="the .svg, .csv or .json file to write")
    found.set_defaults(act=run)


def run(given: argparse.Namespace) -> int:
    """Draw, write and explain; status 2 with a plain reason when the file cannot be charted."""
    try:
        found = _chart(given)
        given.out.write_text(_written(found, given), encoding="utf-8")
    except (Refused, OSError, UnicodeDecodeError) as problem:
        print(f"commoncause: {problem}", file=sys.stderr)
        return 2
    print(explain(found, percent=given.percent, unit=given.unit))
    return 0


def _chart(given: argparse.Namespace) -> Chart:
    ratio = recipe_for(given.type).takes == "ratios"
    if ratio and not given.denominator:
        raise Refused("no_column", f"A {given.type} chart needs --denominator, the column of sizes")
    columns = [given.value, given.denominator] if ratio else [given.value]
    dates, data = _columns(given.file, given.date, columns)
    options: dict[str, Any] = {"rules": RULES[given.rules]()} if given.rules else {}
    return chart(
        given.type,
        *data,
        on=dates,
        direction=given.direction,
        target=given.target,
        rebase=given.rebase,
        exclude=given.exclude,
        fix_first=given.fix_first,
        multiply=given.multiply,
        **options,
    )


def _written(found: Chart, given: argparse.Namespace) -> str:
    """As the name of the file asks."""
    if given.out.suffix.lower() == ".json":
        return to_json(found)
    if given.out.suffix.lower() == ".csv":
        return to_csv(found)
    look = {"percent": given.percent, "unit": given.unit, "width": given.width}
    return draw(found, title=given.title, paper=True, **look)


def _columns(path: Path, date: str, names: list[str]) -> tuple[list[str], list[list[float | None]]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        for name in (date, *names):
            if name not in (reader.fieldnames or ()):
                known = ", ".join(reader.fieldnames or ()) or "none"
                raise Refused("no_column", f"There is no column {name}. Columns: {known}")
        rows = [row for row in reader if (row[date] or "").strip()]
    return [row[date].strip() for row in rows], [
        [_number(row[name] or "", row[date]) for row in rows] for name in names
    ]


def _number(text: str, when: str) -> float | None:
    text = text.strip()
    if text.lower() in EMPTY:
        return None
    try:
        return float(text.replace(",", "").removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        raise Refused("not_a_number", f"The value on {when} is not a number: {text}") from None
