"""A chart as CSV: first every parameter, a name and a value in each row, then the points, a row for each.

A spreadsheet opens it. `from_csv` reads the parameters and what was measured, and works the chart out again,
so that it is the same chart exactly; what was worked out stands in the table for people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .charts import lay_out
from .kinds import Refused
from .model import Chart, Method, Point, When
from .recipes import recipe_for
from .rulesets import Rules
from .series import Series
from .store import (
    FORMAT,
    RULES,
    method_from_dict,
    method_to_dict,
    reading,
    rules_from_dict,
    rules_to_dict,
    when_from_plain,
    when_to_plain,
)

MEASURED = ("on", "raw", "size", "spread", "target", "part", "excluded", "reason")
WORKED_OUT = ("value", "centre", "lower", "upper", "signal", "side", "judgement")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
YES = {True: "yes", False: "no"}
Row = dict[str, str]


def to_csv(chart: Chart) -> str:
    """A chart as CSV text, with every parameter. Lines end as a spreadsheet expects."""
    import csv
    import io

    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows(_parameters(chart))
    writer.writerow([])
    writer.writerow([*MEASURED, *WORKED_OUT])
    writer.writerows(_row(point) for point in chart.points)
    return text.getvalue()


def from_csv(text: str) -> Chart:
    """The chart that `to_csv` was given, worked out again. Raises Refused for anything else."""
    import csv
    import io

    rows = list(csv.reader(io.StringIO(text, newline="")))
    if not rows or rows[0] != ["format", FORMAT]:
        raise Refused("unknown_format", f"Not a chart of the format {FORMAT}")
    with reading():
        end = next((place for place, row in enumerate(rows) if not any(row)), len(rows))
        given = {row[0]: row[1] for row in rows[:end]}
        points = [dict(zip(rows[end + 1], row, strict=False)) for row in rows[end + 2 :] if any(row)]
        return _rebuilt(given, points)


def _parameters(chart: Chart) -> list[tuple[str, str]]:
    rules = {f"rules {name}": value for name, value in rules_to_dict(chart.rules).items()}
    method = {f"method {name}": value for name, value in method_to_dict(chart.method).items()}
    given = {"format": FORMAT, "kind": chart.kind, "direction": str(chart.direction)} | rules | method
    return [(name, _written(value)) for name, value in given.items()]


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES[value]
    return "/".join(map(str, value)) if isinstance(value, list) else str(value)


def _row(point: Point) -> list[str]:
    excluded = point.excluded is not None
    reason = point.excluded or ""
    measured = [when_to_plain(point.on), point.raw, point.size, point.spread, point.target, point.part]
    worked_out = [point.value, point.lines.centre, point.lines.lower, point.lines.upper]
    said = [point.signal, point.side, point.judgement]
    safe = f"'{reason}" if reason.startswith(FORMULA) else reason
    return [*map(_written, [*measured, excluded]), safe, *map(_written, [*worked_out, *said])]


def _rebuilt(given: Mapping[str, str], points: list[Row]) -> Chart:
    on = [_when(row["on"]) for row in points]
    raw, sizes, spreads, targets = (
        [_number(row[name]) for row in points] for name in ("raw", "size", "spread", "target")
    )
    rebase = [
        at
        for at, row, before in zip(on[1:], points[1:], points, strict=False)
        if row["part"] != before["part"]
    ]
    exclude = {
        at: row["reason"].removeprefix("'")
        for at, row in zip(on, points, strict=True)
        if row["excluded"] == "yes"
    }
    series = Series(on, raw, sizes, spreads, list(range(len(on))), len(on))
    rules = _rules(dict(_under("rules ", given)))
    method = _method(dict(_under("method ", given)))
    recipe = recipe_for(given["kind"])
    return lay_out(recipe, series, given["direction"], rules, method, rebase, exclude, targets)


def _under(prefix: str, given: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name.removeprefix(prefix), text) for name, text in given.items() if name.startswith(prefix)]


def _rules(given: Mapping[str, str]) -> Rules:
    names = ("name", *RULES[given["name"]].__slots__)
    return rules_from_dict({name: RULE_READERS[name](given[name]) for name in names})


def _method(given: Mapping[str, str]) -> Method:
    """Every parameter has to be there: one that was lost must not become a default."""
    return method_from_dict({name: read(given[name]) for name, read in METHOD_READERS.items()})


def _number(text: str) -> float | None:
    return float(text) if text else None


def _when(text: str) -> When:
    return when_from_plain(int(text) if text.lstrip("-").isdigit() else text)


def _ends(text: str) -> list[str | int] | None:
    return [when_to_plain(_when(each)) for each in text.split("/")] if text else None


RULE_READERS: dict[str, Callable[[str], Any]] = {
    "name": str,
    "shift": int,
    "trend": int,
    "two_of_three": str,
    "tolerance": float,
}
METHOD_READERS: dict[str, Callable[[str], Any]] = {
    "screen": YES[True].__eq__,
    "factor": float,
    "fix_first": lambda text: int(text) if text else None,
    "fix": _ends,
    "centre": _number,
    "floor": _number,
    "multiply": float,
    "combine": lambda text: text or None,
}
