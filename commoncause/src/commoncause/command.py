"""commoncause chart: from a CSV file to a picture, or to a chart as CSV or JSON with every parameter."""

from __future__ import annotations

import argparse
import csv
import math
import re
import sys
from pathlib import Path
from typing import Any

from .charts import CHARTS, chart
from .drawing import draw
from .kinds import Direction, Refused
from .model import Chart
from .recipes import check_use, recipe_for
from .rulesets import Anhoej, MakingDataCount
from .series import COMBINE
from .spreadsheet import to_csv
from .store import to_json
from .words import explain

THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?")
EXAMPLES = """\
examples:
  commoncause chart data.csv --date month --value seen --target 55 --out chart.svg
  commoncause chart falls.csv --date month --value falls --denominator bed_days --type u \\
      --multiply 1000 --exclude "2024-03-01=ward closed for two weeks" --out falls.svg
  commoncause chart data.csv --date month --value seen --rebase 2024-07-01 --out parts.svg
  commoncause chart data.csv --date month --value seen --fix 2023-01-01 2023-12-01 --out fixed.svg
  commoncause chart waits.csv --date day --value minutes --combine median --out waits.svg

A date after --rebase, --fix or --exclude is written as in the file: 2024-03-31."""
EMPTY = {"", "-", "na", "n/a", "null", "none"}
RULES = {"making-data-count": MakingDataCount, "anhoej": Anhoej}


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Teach the command line the word `chart`."""
    found = commands.add_parser(
        "chart",
        help="draw a control chart of a CSV file",
        description="Draw a control chart of a CSV file, and say in two sentences what it shows.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    found.add_argument("file", type=Path, help="a CSV file with headings; an empty value is a gap")
    found.add_argument("--date", required=True, metavar="COLUMN", help="dates such as 2024-03-31")
    found.add_argument("--value", required=True, metavar="COLUMN", help="readings, or counts of events")
    found.add_argument("--denominator", metavar="COLUMN", help="sizes, for p, u and other ratios")
    found.add_argument("--type", choices=[*CHARTS], default="xmr", help="the kind of chart")
    found.add_argument("--direction", choices=[*Direction], default="increase", help="which way is good")
    found.add_argument(
        "--target", type=_finite, metavar="NUMBER", help="a fraction with --percent, like 0.95"
    )
    found.add_argument("--rules", choices=[*RULES], help="otherwise those that suit the chart")
    _add_choices_of_limits(found)
    found.add_argument(
        "--percent", action="store_true", default=None, help="values are fractions, shown as percentages"
    )
    found.add_argument("--unit", default="", help="written after the numbers")
    found.add_argument("--title", default="")
    found.add_argument("--width", type=int, default=720, help="720 for a page, 320 for a phone")
    found.add_argument("--out", type=Path, required=True, help="the .svg, .csv or .json file to write")
    found.set_defaults(act=run)


def _add_choices_of_limits(found: argparse.ArgumentParser) -> None:
    """Where limits come from, and what is left out of them."""
    found.add_argument(
        "--rebase",
        action="append",
        default=[],
        metavar="DATE",
        help="new limits from here; may be given again",
    )
    found.add_argument(
        "--exclude",
        action="append",
        default=[],
        metavar="DATE[=REASON]",
        help="show it, and leave it out of limits and rules; may be given again",
    )
    found.add_argument("--fix-first", type=int, metavar="N", help="limits from the first N points")
    found.add_argument(
        "--fix", nargs=2, metavar=("FIRST", "LAST"), help="limits from the points from one date to another"
    )
    found.add_argument(
        "--centre", type=_finite, metavar="NUMBER", help="a centre line known beforehand, as shown"
    )
    found.add_argument(
        "--factor", type=_finite, metavar="NUMBER", help="times the average moving range (2.66 for xmr)"
    )
    found.add_argument(
        "--combine", choices=[*COMBINE], help="make several readings of one date one; refused otherwise"
    )
    found.add_argument(
        "--multiply", type=_finite, default=1.0, metavar="NUMBER", help="shown as so many: 1000 for a rate"
    )


def _finite(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"not a number: {text!r}")
    return value


def run(given: argparse.Namespace) -> int:
    """Draw, write and explain; status 2 with a plain reason when the file cannot be charted."""
    try:
        found = _chart(given)
        given.out.write_text(_written(found, given), encoding="utf-8")
    except UnicodeDecodeError:
        return _refused(f"{given.file} is not in UTF-8. In Excel, save it as CSV UTF-8")
    except (Refused, OSError, csv.Error) as problem:
        return _refused(problem)
    print(explain(found, percent=given.percent, unit=given.unit))
    return 0


def _refused(problem: object) -> int:
    print(f"commoncause: {problem}", file=sys.stderr)
    return 2


def _chart(given: argparse.Namespace) -> Chart:
    ratio = recipe_for(given.type).takes == "ratios"
    _check_that_it_matters(given)
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
        exclude=_reasons(given.exclude),
        fix_first=given.fix_first,
        fix=None if given.fix is None else tuple(given.fix),
        centre=given.centre,
        factor=given.factor,
        combine=given.combine,
        multiply=given.multiply,
        **options,
    )


def _check_that_it_matters(given: argparse.Namespace) -> None:
    """Refuse a choice that this kind of chart would pass over without a word."""
    recipe = recipe_for(given.type)
    check_use(recipe, given.factor, given.combine, "--")
    if given.denominator and recipe.takes != "ratios":
        raise Refused("no_use", f"--denominator is not for a {given.type} chart. Say --type p, u or another")


def _reasons(given: list[str]) -> dict[str, str]:
    """Dates to their reasons, from DATE=REASON; a date alone has none."""
    parted = [each.partition("=") for each in given]
    return {on.strip(): reason.strip() for on, _, reason in parted}


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
        reader = csv.DictReader(lines, skipinitialspace=True)
        for name in (date, *names):
            if name not in (reader.fieldnames or ()):
                known = ", ".join(reader.fieldnames or ()) or "none"
                raise Refused("no_column", f"There is no column {name}. Columns: {known}")
        rows = [row for row in reader if any((row[name] or "").strip() for name in (date, *names))]
    for place, row in enumerate(rows, start=1):
        if not (row[date] or "").strip():
            raise Refused("no_date", f"Row {place} under the headings has a value but no date")
    return [row[date].strip() for row in rows], [
        [_number(row[name] or "", row[date]) for row in rows] for name in names
    ]


def _number(text: str, when: str) -> float | None:
    text = text.strip()
    if text.lower() in EMPTY:
        return None
    bare = text.removesuffix("%").strip()
    try:
        number = float(bare.replace(",", "") if THOUSANDS.fullmatch(bare) else bare)
        return number / (100 if text.endswith("%") else 1)
    except ValueError:
        raise Refused("not_a_number", f"The value on {when} is not a number: {text}") from None
