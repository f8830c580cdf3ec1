"""Our answer to a case of NHSRplotthedots, in the shape and the words of the case files."""

from __future__ import annotations

from typing import Any

from ..assess import assurance, variation
from ..charts import xmr
from ..kinds import Assurance, Direction, Judgement, Refused, Side, SignalKind
from ..model import Chart, Part, Point
from .cases import Case, Facet, facets
from .compare import SHORT

NAMES = {
    (SignalKind.OUTSIDE, Side.HIGH): "Above UCL",
    (SignalKind.OUTSIDE, Side.LOW): "Below LCL",
    (SignalKind.TREND, Side.HIGH): "7 Point Trend (Increasing)",
    (SignalKind.TREND, Side.LOW): "7 Point Trend (Decreasing)",
    (SignalKind.TWO_OF_THREE, Side.HIGH): "2 in 3 Above CL",
    (SignalKind.TWO_OF_THREE, Side.LOW): "2 in 3 Below CL",
    (SignalKind.SHIFT, Side.HIGH): "7 Points Above CL",
    (SignalKind.SHIFT, Side.LOW): "7 Points Below CL",
}
ASSURANCE_NAMES = {
    Assurance.PASS: "consistent_pass",
    Assurance.FAIL: "consistent_fail",
    Assurance.INCONSISTENT: "inconsistent",
    Assurance.EMPTY: None,
}


def answer(case: Case) -> dict[str, Any]:
    """points, groups, icons and warnings; or the code of our refusal under `error`."""
    try:
        charts = {facet.name: chart_of(case, facet) for facet in facets(case)}
    except Refused as refused:
        return {"error": refused.code}
    return {
        "points": _columns(
            [point_row(name, chart, point) for name, chart in charts.items() for point in chart.points]
        ),
        "groups": [group_row(name, chart, part) for name, chart in charts.items() for part in chart.parts],
        "icons": [
            icon
            for kind in (_variation_icon, _assurance_icon)
            for n, c in charts.items()
            for icon in kind(n, c)
        ],
        "warnings": [SHORT] if any(part.short for chart in charts.values() for part in chart.parts) else [],
    }


def chart_of(case: Case, facet: Facet) -> Chart:
    """The chart for one facet with the case's parameters."""
    params = case["params"]
    direction = params.get("improvement_direction", "increase")
    return xmr(
        facet.values,
        on=facet.dates,
        direction=Direction.NEITHER if direction == "neutral" else direction,
        target=facet.target,
        rebase=facet.rebase,
        fix_first=params.get("fix_after_n_points"),
        screen=params.get("screen_outliers", True),
    )


def point_row(facet: str, chart: Chart, point: Point) -> dict[str, Any]:
    """One point by the column names of the case files. At a gap there is no signal to speak of: None."""
    lines = point.lines
    name = NAMES[point.signal, point.side] if point.signal and point.side else "Common Cause"
    return {
        "facet": facet,
        "date": str(point.on),
        "value": point.value,
        "rebase_group": point.part - 1,
        "mean": lines.centre,
        "lpl": lines.lower,
        "upl": lines.upper,
        "near_lpl": lines.near_lower,
        "near_upl": lines.near_upper,
        "moving_range": point.moving_range,
        "moving_range_screened": None if point.screened else point.moving_range,
        "outside_limits": point.outside,
        "relative_to_mean": point.relative,
        "close_to_limits": point.close,
        "special_cause_type": None if point.is_gap else name,
        "special_cause_flag": None if point.is_gap else point.signal is not None,
        "point_type": point_type(point),
        "short_group_warning": chart.parts[point.part - 1].short,
        "target": point.target,
    }


def point_type(point: Point) -> str | None:
    """common_cause, special_cause_improvement, special_cause_neutral_high ..."""
    if point.judgement is None:
        return None
    if point.judgement is Judgement.COMMON_CAUSE:
        return "common_cause"
    side = f"_{point.side}" if point.judgement is Judgement.NEUTRAL else ""
    return f"special_cause_{point.judgement}{side}"


def group_row(facet: str, chart: Chart, part: Part) -> dict[str, Any]:
    """The summary of one part. Counts are of readings; what the part says is what its last reading says."""
    points = [point for point in chart.points[part.first : part.last + 1] if not point.is_gap]
    judgements = [point.judgement for point in points]
    is_last = part.number == len(chart.parts)
    return {
        "f": facet,
        "rebase_group": part.number - 1,
        "mean_col": part.lines.centre,
        "lpl": part.lines.lower,
        "upl": part.lines.upper,
        "n": part.readings,
        "common_cause": judgements.count(Judgement.COMMON_CAUSE),
        "special_cause_improvement": judgements.count(Judgement.IMPROVEMENT),
        "special_cause_concern": judgements.count(Judgement.CONCERN),
        "variation_type": point_type(points[-1]) if points else None,
        "assurance_type": ASSURANCE_NAMES[assurance(chart)] if is_last else None,
    }


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else {})}


def _variation_icon(facet: str, chart: Chart) -> list[dict[str, str]]:
    return [{"facet": facet, "type": "variation", "icon": str(variation(chart))}]


def _assurance_icon(facet: str, chart: Chart) -> list[dict[str, str]]:
    found = assurance(chart)
    return [] if found is Assurance.EMPTY else [{"facet": facet, "type": "assurance", "icon": str(found)}]
