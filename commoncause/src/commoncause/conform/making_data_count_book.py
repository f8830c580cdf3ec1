"""The rules of Making Data Count once more, slowly and by the book, sharing no code with the engine.

It says what is right where we differ from the reference program on purpose, so that each difference is
checked instead of skipped. Every rule looks through a window of readings, gaps already taken out.
"""

from __future__ import annotations

import itertools
from typing import Any

from .cases import Case, Facet, facets

SIGN = {"increase": 1, "decrease": -1, "neutral": 0}
Row = dict[str, Any]


def expected(case: Case) -> dict[str, Any]:
    """points, groups, icons and warnings of a case that can be charted."""
    rows: list[Row] = []
    groups: list[Row] = []
    icons: dict[str, list[Row]] = {"variation": [], "assurance": []}
    for facet in facets(case):
        split = _groups(facet)
        start = len(rows)
        for number, (dates, values) in enumerate(split):
            mine = group(values, case["params"])
            for row, date in zip(mine, dates, strict=True):
                row |= {"facet": facet.name, "date": date, "rebase_group": number, "target": facet.target}
            said = next((row for row in reversed(rows[start:] + mine) if row["value"] is not None), mine[-1])
            assured = assurance(said, case["params"]) if number == len(split) - 1 else None
            groups.append(_summary(facet.name, number, mine, assured))
            rows += mine
        icons["variation"].append(
            {"facet": facet.name, "type": "variation", "icon": variation(said, case["params"])}
        )
        if assured:
            word = assured.removeprefix("consistent_")
            icons["assurance"].append({"facet": facet.name, "type": "assurance", "icon": word})
    points = {name: [row[name] for row in rows] for name in (rows[0] if rows else {})}
    warnings = ["short group"] if any(points.get("short_group_warning", [])) else []
    return {
        "points": points,
        "groups": groups,
        "icons": icons["variation"] + icons["assurance"],
        "warnings": warnings,
    }


def _groups(facet: Facet) -> list[tuple[list[str], list[float | None]]]:
    found: list[tuple[list[str], list[float | None]]] = []
    for date, value in zip(facet.dates, facet.values, strict=True):
        if not found or date in facet.rebase:
            found.append(([], []))
        found[-1][0].append(date)
        found[-1][1].append(value)
    return found


def group(values: list[Any], params: dict[str, Any]) -> list[Row]:
    """The rows of one group of points."""
    base = values[: params.get("fix_after_n_points") or len(values)]
    ranges = [
        None,
        *(None if None in pair else abs(pair[1] - pair[0]) for pair in itertools.pairwise(base)),
    ]
    known = [size for size in ranges if size is not None]
    screen = params.get("screen_outliers", True) and any(known)
    kept = [size for size in known if not screen or size < 3.267 * sum(known) / len(known)]
    readings = [value for value in base if value is not None]
    mean = sum(readings) / len(readings) if readings else None
    average = sum(kept) / len(kept) if kept else None
    rows = [_row(value, mean, average, len(values)) for value in values]
    for row, size in zip(rows, ranges, strict=False):
        row["moving_range"] = size
        row["moving_range_screened"] = size if size in kept else None
    _name([row for row in rows if row["value"] is not None], SIGN[params["improvement_direction"]])
    return rows


def _row(value: Any, mean: Any, average: float | None, size: int) -> Row:
    row: Row = {"value": value, "mean": mean, "moving_range": None, "moving_range_screened": None}
    for name, factor in {
        "lpl": -2.66,
        "upl": 2.66,
        "near_lpl": -2.66 * 2 / 3,
        "near_upl": 2.66 * 2 / 3,
    }.items():
        row[name] = None if mean is None or average is None else mean + factor * average
    here = value is not None and mean is not None
    row["relative_to_mean"] = (value > mean) - (value < mean) if here else None
    inside = row["lpl"] <= value <= row["upl"] if here and average is not None else None
    near = inside and not row["near_lpl"] <= value <= row["near_upl"]
    row["outside_limits"] = None if inside is None else not inside
    row["close_to_limits"] = None if inside is None else bool(near)
    row["special_cause_type"] = row["special_cause_flag"] = row["point_type"] = None
    row["short_group_warning"] = size < 13
    return row


def _name(rows: list[Row], good: int) -> None:
    """Name each reading by the first rule that holds: outside, trend, two in three, seven on one side."""
    y = [row["value"] for row in rows]
    side = [row["relative_to_mean"] for row in rows]
    near = [bool(row["close_to_limits"]) for row in rows]
    names: dict[int, str] = {}
    for i in range(len(rows) - 6):
        if abs(sum(side[i : i + 7])) == 7:
            names |= dict.fromkeys(range(i, i + 7), f"7 Points {'Above' if side[i] > 0 else 'Below'} CL")
    for i in range(len(rows) - 2):
        if abs(sum(side[i : i + 3])) == 3 and sum(near[i : i + 3]) >= 2:
            word = f"2 in 3 {'Above' if side[i] > 0 else 'Below'} CL"
            names |= {k: word for k in range(i, i + 3) if near[k]}
    for i in range(len(rows) - 6):
        window = y[i : i + 7]
        if len(set(window)) == 7 and window in (sorted(window), sorted(window, reverse=True)):
            word = f"7 Point Trend ({'In' if window[6] > window[0] else 'De'}creasing)"
            names |= dict.fromkeys(range(i, i + 7), word)
    for i, row in enumerate(rows):
        if row["outside_limits"]:
            names[i] = "Above UCL" if side[i] > 0 else "Below LCL"
        row["special_cause_type"] = names.get(i, "Common Cause")
        row["special_cause_flag"] = i in names
        row["point_type"] = _judged(names.get(i), good)


def _judged(name: str | None, good: int) -> str:
    if name is None:
        return "common_cause"
    high = 1 if "Above" in name or "Increasing" in name else -1
    if good == 0:
        return "special_cause_neutral_high" if high > 0 else "special_cause_neutral_low"
    return "special_cause_improvement" if high == good else "special_cause_concern"


def variation(row: Row, params: dict[str, Any]) -> str:
    """The variation icon for the last reading."""
    word = str(row.get("point_type") or "common_cause").removeprefix("special_cause_")
    better = "high" if params["improvement_direction"] == "increase" else "low"
    worse = "low" if better == "high" else "high"
    return {"improvement": f"improvement_{better}", "concern": f"concern_{worse}"}.get(word, word)


def assurance(row: Row, params: dict[str, Any]) -> str | None:
    """What the limits say of the target; None when there is no target, no limit or no good direction."""
    good = SIGN[params["improvement_direction"]]
    if row["target"] is None or row["lpl"] is None or good == 0:
        return None
    if row["lpl"] <= row["target"] <= row["upl"]:
        return "inconsistent"
    return "consistent_pass" if (row["target"] < row["lpl"]) == (good > 0) else "consistent_fail"


def _summary(facet: str, number: int, rows: list[Row], assured: str | None) -> Row:
    said = [row["point_type"] for row in rows if row["value"] is not None]
    return {
        "f": facet,
        "rebase_group": number,
        "mean_col": rows[0]["mean"],
        "lpl": rows[0]["lpl"],
        "upl": rows[0]["upl"],
        "n": len(said),
        "common_cause": said.count("common_cause"),
        "special_cause_improvement": said.count("special_cause_improvement"),
        "special_cause_concern": said.count("special_cause_concern"),
        "variation_type": said[-1] if said else None,
        "assurance_type": assured,
    }
