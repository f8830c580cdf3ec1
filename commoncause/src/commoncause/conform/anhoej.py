"""Our answer to a case of qicharts2, in the shape and the words of the case files."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..charts import chart
from ..kinds import Refused, SignalKind
from ..limits import EXACT_FACTOR
from ..model import Chart, Part, Point
from ..recipes import RECIPES, WITH_FACTOR
from ..rulesets import Anhoej
from .cases import Case

CODES = {"i": "xmr", "pp": "p_prime", "up": "u_prime", "ip": "i_prime"}
RATIOS = {"p", "p_prime", "u", "u_prime", "i_prime"}
RUNS = {SignalKind.LONG_RUN, SignalKind.FEW_CROSSINGS}


def answer(case: Case) -> dict[str, Any]:
    """points and parts; or the code of our refusal under `error`."""
    try:
        found = chart_of(case)
    except Refused as refused:
        return {"error": refused.code}
    return {"points": _points(case, found), "parts": [_part(found, part) for part in found.parts]}


def chart_of(case: Case) -> Chart:
    """The chart with the case's parameters. Places counted there are named here by their place in time."""
    params, given = case["params"], case["input"]
    code = CODES.get(params["chart"], params["chart"])
    when = sorted(set(given["x"]))
    freeze, centre, multiply = params.get("freeze"), params.get("cl"), params.get("multiply", 1)
    if code in RATIOS or "n" not in given:
        data, on = ([given["y"], given["n"]] if code in RATIOS else [given["y"]]), given["x"]
    else:
        data, on = [_ratios(case, when)], when
    return chart(
        code,
        *data,
        on=on,
        rules=Anhoej(),
        rebase=[when[last] for last in params.get("part") or []],
        fix=(when[0], when[min(freeze, len(when)) - 1]) if freeze else None,
        exclude=[when[place - 1] for place in params.get("exclude") or []],
        screen=params.get("screened_moving_range", True),
        factor=EXACT_FACTOR if code in WITH_FACTOR else None,
        centre=None if centre is None else centre * multiply,
        multiply=multiply,
        target=params.get("target"),
        floor=None if params.get("y_neg", True) else 0,
        combine=_combine(code, params),
    )


def _combine(code: str, params: dict[str, Any]) -> str | None:
    """How the reference makes several values of one place one; where we always add up there is no choice."""
    recipe = RECIPES[code]
    if recipe.takes != "values" or recipe.sums:
        return None
    return params.get("agg_fun", "mean") if code in ("run", "xmr") else "sum"


def _rows(case: Case, name: str, at: Any) -> list[Any]:
    given = case["input"]
    return [value for x, value in zip(given["x"], given[name], strict=True) if x == at and value is not None]


def _ratios(case: Case, when: list[Any]) -> list[float | None]:
    """Measurements with a denominator: the sum of the ones over the sum of the others."""
    return [_ratio(_rows(case, "y", at), _rows(case, "n", at)) for at in when]


def _ratio(above: list[float], below: list[float]) -> float | None:
    return sum(above) / sum(below) if above and sum(below) else None


def _points(case: Case, found: Chart) -> dict[str, list[Any]]:
    rows = [_point(case, found, point) for point in found.points]
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else {})}


def _point(case: Case, found: Chart, point: Point) -> dict[str, Any]:
    at = point.on.isoformat() if isinstance(point.on, date) else point.on
    fixed = found.method.fix
    row = {
        "x": at,
        "y": point.value,
        "y_length": len(_rows(case, "y", at)),
        "part": point.part,
        "baseline": fixed is None or point.part > 1 or point.on <= fixed[1],  # type: ignore[operator]
        "include": point.excluded is None,
        "cl": point.lines.centre,
        "lcl": point.lines.lower,
        "ucl": point.lines.upper,
        "lcl_95": point.lines.near_lower,
        "ucl_95": point.lines.near_upper,
        "sigma_signal": bool(point.outside),
        "runs_signal": _runs_signal(found, found.parts[point.part - 1]),
    }
    if "n" not in case["input"]:
        return row
    return row | {"n": (point.size or 0) if found.kind in RATIOS else sum(_rows(case, "n", at))}


def _runs_signal(found: Chart, part: Part) -> bool:
    return any(
        signal.kind in RUNS and part.first <= signal.members[0] <= part.last for signal in found.signals
    )


def _part(found: Chart, part: Part) -> dict[str, Any]:
    points = found.points[part.first : part.last + 1]
    runs = part.runs
    return {
        "part": part.number,
        "n_obs": sum(point.excluded is None for point in points),
        "n_useful": runs and runs.useful,
        "longest_run": runs and runs.longest,
        "longest_run_max": runs and runs.longest_max,
        "n_crossings": runs and runs.crossings,
        "n_crossings_min": runs and runs.crossings_min,
        "runs_signal": _runs_signal(found, part),
        "aLCL": _average([point.lines.lower for point in points]),
        "CL": part.lines.centre,
        "aUCL": _average([point.lines.upper for point in points]),
        "sigma_signal": sum(bool(point.outside) for point in points),
    }


def _average(values: list[float | None]) -> float | None:
    there = [value for value in values if value is not None]
    return sum(there) / len(there) if there else None
