"""All charts and the Anhøj rules once more, slowly and by the book, sharing no code with the engine.

It says what is right where we differ from qicharts2 on purpose, so that each difference is checked instead of
skipped. Formulas as in the textbooks: Montgomery; Provost & Murray; Laney; Taylor; Anhøj & Olesen.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable
from typing import Any

from .cases import Case

Row = dict[str, Any]
D2, D4, POWER = 1.128, 3.267, 3.6
Limits = Callable[[Row], tuple[float, float, float, float] | None]
COMBINED = {
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
    for number, (first, end) in enumerate(zip(starts, starts[1:], strict=False), start=1):
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
        ns = [given["n"][row] for row in here if given["n"][row] is not None] if "n" in given else []
        row = {"x": x, "y_length": len(ys), "include": place + 1 not in (params.get("exclude") or [])}
        row |= {"baseline": not freeze or place < freeze, "_n": sum(ns), "_s": None, "_k": len(ys)}
        if "n" in given:
            row |= {"n": sum(ns), "_y": sum(ys) / sum(ns) if ys and sum(ns) else None}
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
        for row, change in zip(rows, [None, *_changes(rows)], strict=True):
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
    averages = {f"a{name.upper()}": _mean([row[name] for row in rows]) for name in ("lcl", "ucl")}
    return summary | averages | {"CL": rows[0]["cl"], "sigma_signal": sum(row["sigma_signal"] for row in rows)}


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


def _side(value: float, line: float) -> int:
    """Sums in another order round differently, so equal means nearly equal."""
    return 0 if math.isclose(value, line, rel_tol=1e-13, abs_tol=1e-15) else 1 if value > line else -1


def _runs(rows: list[Row], centre: Any) -> Row:
    sides = [row["_side"] for row in rows if row["_side"]]
    n = len(sides)
    if not n:
        names = ("longest_run", "longest_run_max", "n_crossings", "n_crossings_min")
        return {"n_useful": 0, "runs_signal": False} | dict.fromkeys(names)
    longest = max(size for size in range(1, n + 1) for at in range(n - size + 1) if len({*sides[at : at + size]}) == 1)
    crossings = sum(one != other for one, other in zip(sides, sides[1:], strict=False))
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


def _mean(values: list[Any]) -> Any:
    there = [value for value in values if value is not None]
    return math.fsum(there) / len(there) if there else None


def _changes(rows: list[Row], name: str = "_y") -> list[Any]:
    pairs = zip(rows, rows[1:], strict=False)
    return [None if a[name] is None or b[name] is None else abs(b[name] - a[name]) for a, b in pairs]


def _average_change(changes: list[Any], params: dict[str, Any]) -> Any:
    average = _mean(changes)
    if not average or not params.get("screened_moving_range", True):
        return average
    return _mean([change for change in changes if change is not None and change < D4 * average * (1 - 1e-14)])


def _evenly(centre: Any, sigma: Any, low: float = -math.inf, high: float = math.inf) -> Limits:
    """Limits from a sigma for each row: sigma(row)."""

    def limits(row: Row) -> Any:
        size = sigma(row)
        if size is None:
            return None
        far = [centre - 3 * size, centre + 3 * size, centre - 2 * size, centre + 2 * size]
        return tuple(min(max(value, low), high) for value in far)

    return limits


def _run(base: list[Row], params: dict[str, Any]) -> Any:
    there = [row["_y"] for row in base if row["_y"] is not None]
    return params.get("cl", statistics.median(there) if there else None), lambda row: None


def _i(base: list[Row], params: dict[str, Any]) -> Any:
    centre, average = params.get("cl", _mean([row["_y"] for row in base])), _average_change(_changes(base), params)
    return centre, _evenly(centre, lambda row: None if average is None else average / D2)


def _mr(base: list[Row], params: dict[str, Any]) -> Any:
    centre = params.get("cl", _mean([row["_mr"] for row in base]))
    return centre, lambda row: (0, D4 * centre, 0, D4 * centre * 2 / 3)


def _xbar(base: list[Row], params: dict[str, Any]) -> Any:
    spread, readings = _typical(base), sum(row["_k"] for row in base)
    grand = math.fsum(row["_y"] * row["_k"] for row in base if row["_k"]) / readings if readings else None
    centre = params.get("cl", grand)
    return centre, _evenly(
        centre, lambda row: None if row["_k"] < 2 or spread is None else spread / _c4(row["_k"]) / row["_k"] ** 0.5
    )


def _s(base: list[Row], params: dict[str, Any]) -> Any:
    centre = params.get("cl", _typical(base))
    wide = lambda n: centre * math.sqrt(1 - _c4(n) ** 2) / _c4(n)  # noqa: E731
    return centre, _evenly(centre, lambda row: None if row["_k"] < 2 else wide(row["_k"]), low=0)


def _typical(base: list[Row]) -> Any:
    """The mean standard deviation; pooled for subgroups of several sizes (Montgomery, section 6.3.2)."""
    there = [row for row in base if row["_s"] is not None]
    if len({row["_k"] for row in base if row["_k"]}) == 1 or not there:
        return _mean([row["_s"] for row in there])
    weight = sum(row["_k"] - 1 for row in there)
    return math.sqrt(sum((row["_k"] - 1) * row["_s"] ** 2 for row in there) / weight)


def _c4(n: int) -> float:
    return math.gamma(n / 2) / math.gamma((n - 1) / 2) * math.sqrt(2 / (n - 1))


def _c(base: list[Row], params: dict[str, Any]) -> Any:
    centre = params.get("cl", _mean([row["_y"] for row in base]))
    return centre, _evenly(centre, lambda row: math.sqrt(centre), low=0)


def _g(base: list[Row], params: dict[str, Any]) -> Any:
    there = [row["_y"] for row in base if row["_y"] is not None]
    if not there and "cl" not in params:
        return None, lambda row: None
    mean = params.get("cl", _mean(there))
    limits = _evenly(mean, lambda row: math.sqrt(mean * (mean + 1)), low=0)
    return params.get("cl", statistics.median(there) if there else None), limits


def _t(base: list[Row], params: dict[str, Any]) -> Any:
    moved = [row | {"_y": row["_y"] and row["_y"] ** (1 / POWER)} for row in base]
    given = params.get("cl")
    middle = given ** (1 / POWER) if given else _mean([row["_y"] for row in moved])
    average = _average_change(_changes(moved), params)
    around = _evenly(middle, lambda row: None if average is None else average / D2, low=0)

    def limits(row: Row) -> Any:
        found = around(row)
        return found and tuple(value**POWER for value in found)

    return None if middle is None else middle**POWER, limits


def _ratio(kind: str, prime: bool) -> Any:
    def book(base: list[Row], params: dict[str, Any]) -> Any:
        there = [row for row in base if row["_y"] is not None]
        whole = sum(row["_n"] for row in there)
        centre = params.get("cl", math.fsum(row["_y"] * row["_n"] for row in there) / whole if whole else None)
        if centre is None:
            return None, lambda row: None
        spread = max(centre * (1 - centre), 0) if kind == "p" else centre
        error = lambda row: math.sqrt(spread / row["_n"]) if row["_n"] else None  # noqa: E731
        wider: Any = 1.0
        if prime:
            scores = [
                {"_z": None if row["_y"] is None or not row["_n"] else (row["_y"] - centre) / error(row) if spread else 0}
                for row in base
            ]
            wider = _average_change(_changes(scores, "_z"), params)
            wider = None if wider is None else wider / D2
        sigma = lambda row: None if wider is None or not row["_n"] else error(row) * wider  # noqa: E731
        return centre, _evenly(centre, sigma, low=0, high=1 if kind == "p" else math.inf)

    return book


def _i_prime(base: list[Row], params: dict[str, Any]) -> Any:
    there = [row for row in base if row["_y"] is not None]
    whole = sum(row["_n"] for row in there)
    centre = params.get("cl", math.fsum(row["_y"] * row["_n"] for row in there) / whole if whole else None)
    changes = [
        None if size is None else size / math.sqrt(1 / one["_n"] + 1 / other["_n"])
        for one, other, size in zip(base, base[1:], _changes(base), strict=False)
    ]
    average = _average_change(changes, params)
    sigma = lambda row: None if average is None or not row["_n"] else average * math.sqrt(math.pi / 2 / row["_n"])  # noqa: E731
    return centre, _evenly(centre, sigma)


BOOK: dict[str, Any] = {
    "run": _run,
    "i": _i,
    "mr": _mr,
    "xbar": _xbar,
    "s": _s,
    "t": _t,
    "c": _c,
    "g": _g,
    "p": _ratio("p", False),
    "pp": _ratio("p", True),
    "u": _ratio("u", False),
    "up": _ratio("u", True),
    "ip": _i_prime,
}
