"""All charts and the Anhøj rules once more, slowly and by the book, sharing no code with the engine.

It says what is right where we differ from qicharts2 on purpose, so that each difference is checked instead of
skipped.
"""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Callable
from typing import Any

from .anhoej_formulas import BOOK, Row, changes, mean
from .cases import Case

COMBINED: dict[str, Callable[[list[float]], float | None]] = {
    "mean": statistics.fmean,
    "median": statistics.median,
    "sum": math.fsum,
    "sd": lambda values: statistics.stdev(values) if len(values) > 1 else None,
}


def expected(case: Case) -> dict[str, Any]:
    """points and parts of a case that can be charted."""
    params = case["params"]
    rows = _rows(case)
    starts = [0, *(params.get("part") or []), len(rows)]
    parts = []
    for number, (first, end) in enumerate(itertools.pairwise(starts), start=1):
        parts.append(_part(rows[first:end], params, number))
    names = [name for name in rows[0] if name[0] != "_"] if rows else []
    return {"points": {name: [row[name] for row in rows] for name in names}, "parts": parts}


def _rows(case: Case) -> list[Row]:
    given, params = case["input"], case["params"]
    freeze, chart = params.get("freeze"), params["chart"]
    rows = []
    for place, x in enumerate(sorted(set(given["x"]))):
        here = [row for row, at in enumerate(given["x"]) if at == x]
        ys = [given["y"][row] for row in here if given["y"][row] is not None]
        whole = [row for row in here if "n" in given and None not in (given["y"][row], given["n"][row])]
        ns = [given["n"][row] for row in whole or here if given["n"][row] is not None] if "n" in given else []
        row = {"x": x, "y_length": len(ys), "include": place + 1 not in (params.get("exclude") or [])}
        row |= {"baseline": not freeze or place < freeze, "_n": sum(ns), "_s": None, "_k": len(ys)}
        if "n" in given:
            part = sum(given["y"][row] for row in whole)
            row |= {"n": sum(ns), "_y": part / sum(ns) if whole and sum(ns) else None}
        else:
            way = params["agg_fun"] if chart in ("run", "i") else "mean" if chart in ("xbar", "s") else "sum"
            row["_y"] = COMBINED[way](ys) if ys else None
        if chart in ("xbar", "s"):
            row["_s"] = COMBINED["sd"](ys) if ys else None
            row["_y"] = row["_s"] if chart == "s" else row["_y"]
        rows.append(row)
    return rows


def _part(rows: list[Row], params: dict[str, Any], number: int) -> Row:
    chart, by = params["chart"], params.get("multiply", 1)
    for row in rows:
        row["baseline"] = row["baseline"] or number > 1
    if chart == "mr":
        for row, change in zip(rows, [None, *changes([row["_y"] for row in rows])], strict=True):
            row["_mr"] = change
        for row in rows:
            row["_y"] = row["_mr"]
    base = [row for row in rows if row["include"] and row["baseline"]]
    centre, limits = BOOK[chart](base, params)
    for row in rows:
        found = limits(row) if centre is not None else None
        _fill(row, centre, found, params, by)
    runs = _runs([row for row in rows if row["include"]], centre)
    signal = runs.pop("runs_signal") and chart != "mr"
    for row in rows:
        row |= {"part": number, "runs_signal": signal}
    summary = {"part": number, "n_obs": sum(row["include"] for row in rows), **runs, "runs_signal": signal}
    averages = {f"a{name.upper()}": mean([row[name] for row in rows]) for name in ("lcl", "ucl")}
    return (
        summary | averages | {"CL": rows[0]["cl"], "sigma_signal": sum(row["sigma_signal"] for row in rows)}
    )


def _fill(row: Row, centre: Any, found: Any, params: dict[str, Any], by: float) -> None:
    names = ("lcl", "ucl", "lcl_95", "ucl_95")
    values = [None] * 4 if found is None else list(found)
    if not params.get("y_neg", True) and values[0] is not None:
        values[0], values[2] = max(values[0], min(0, centre)), max(values[2], min(0, centre))
    row["_side"] = None if row["_y"] is None or centre is None else _side(row["_y"], centre)
    y, low, high = row["_y"], values[0], values[1]
    row["sigma_signal"] = y is not None and low is not None and (_side(y, low) < 0 or _side(y, high) > 0)
    row["y"] = None if y is None else y * by
    row["cl"] = None if centre is None else centre * by
    row |= {name: None if value is None else value * by for name, value in zip(names, values, strict=True)}


def _side(value: Any, line: Any) -> int:
    """Sums in another order round differently, so equal means nearly equal."""
    return 0 if math.isclose(value, line, rel_tol=1e-13, abs_tol=1e-15) else 1 if value > line else -1


def _runs(rows: list[Row], centre: Any) -> Row:
    sides = [row["_side"] for row in rows if row["_side"]]
    n = len(sides)
    if not n:
        names = ("longest_run", "longest_run_max", "n_crossings", "n_crossings_min")
        return {"n_useful": 0, "runs_signal": False} | dict.fromkeys(names)
    longest = max(
        size for size in range(1, n + 1) for at in range(n - size + 1) if len({*sides[at : at + size]}) == 1
    )
    crossings = sum(one != other for one, other in itertools.pairwise(sides))
    most = round(math.log2(n) + 3)
    ways = [math.comb(n - 1, k) for k in range(n)]
    least = next(k for k in range(n) if 20 * sum(ways[: k + 1]) >= 2 ** (n - 1))
    return {
        "n_useful": n,
        "longest_run": longest,
        "longest_run_max": most,
        "n_crossings": crossings,
        "n_crossings_min": least,
        "runs_signal": longest > most or crossings < least,
    }
