"""From readings to a chart. The mathematics is `commoncause`'s."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import commoncause
from commoncause import Chart
from groundswell.measures.models import SHARES, LimitsChoice, Measure, Reading
from groundswell.ui.formats import LONDON

LONGEST = 500  # readings on one chart: more cannot be told apart on a page
Load = tuple[Measure, list[Reading], list[LimitsChoice]]
What = LimitsChoice.What


def build(measure: Measure, readings: list[Reading], choices: Iterable[LimitsChoice] = ()) -> Chart:
    """The control chart of the measure's own kind. A choice whose reading is gone is passed over."""
    places = _places(readings)
    first_of, last_of = _ends(readings, places)
    of_what = {what: [row for row in choices if row.what == what] for what in What}
    options: dict[str, Any] = {
        "on": places,
        "direction": measure.direction,
        "target": None if measure.target is None else float(measure.target) / _scale(measure),
        "rebase": sorted({first_of[row.on] for row in of_what[What.REBASE] if row.on in first_of}),
        "exclude": _set_aside(readings, places, of_what[What.SET_ASIDE]),
    }
    for row in of_what[What.BASELINE]:
        options["fix"] = (first_of.get(row.on, row.on), last_of.get(row.until, row.until))
    columns = _columns(measure, readings)
    try:
        return commoncause.chart(measure.chart, *columns, **options)
    except commoncause.Refused as refused:
        if not refused.code.startswith("fix_"):
            raise
    return commoncause.chart(measure.chart, *columns, **{**options, "fix": None})  # its readings are gone


def _columns(measure: Measure, readings: list[Reading]) -> list[list[float | None]]:
    """Readings, or events and what they are out of. A reading whose size is not known is a gap."""
    if measure.is_out_of:
        whole = [row.value is not None and bool(row.denominator) for row in readings]
        return [
            [float(row.value) if ok and row.value is not None else None for row, ok in zip(readings, whole, strict=True)],
            [float(row.denominator) if ok and row.denominator else None for row, ok in zip(readings, whole, strict=True)],
        ]  # fmt: skip
    scale = _scale(measure)
    return [[None if row.value is None else float(row.value) / scale for row in readings]]


def _scale(measure: Measure) -> float:
    """What per cent are divided by. The target of a share is typed in per cent as well."""
    return 100 if how(measure).get("percent") else 1


def _ends(readings: list[Reading], places: Sequence[date]) -> tuple[dict[date, date], dict[date | None, date]]:
    """Where the first and the last reading of each day stand."""
    first_of: dict[date, date] = {}
    last_of: dict[date | None, date] = {}
    for reading, at in zip(readings, places, strict=True):
        first_of.setdefault(reading.on, at)
        last_of[reading.on] = at
    return first_of, last_of


def _set_aside(readings: list[Reading], places: Sequence[date], choices: Iterable[LimitsChoice]) -> dict[date, str]:
    reasons = {row.on: row.reason for row in choices}
    return {at: reasons[row.on] for row, at in zip(readings, places, strict=True) if row.on in reasons}


def _places(readings: list[Reading]) -> list[date] | list[datetime]:
    """Days; or moments on London's clocks, each with a fixed offset so that an hour that comes twice stays two."""
    if not any(row.moment for row in readings):
        return [row.on for row in readings]
    return [moment_of(row) for row in readings]


def moment_of(reading: Reading) -> datetime:
    """A reading without a time, among others that have one, stands at noon; never quite where another may stand."""
    return local(reading.moment or datetime.combine(reading.on, time(12, microsecond=1), LONDON))


def local(moment: datetime) -> datetime:
    return moment.astimezone(timezone(moment.astimezone(LONDON).utcoffset() or timedelta()))


def how(measure: Measure) -> dict[str, Any]:
    """How the numbers of a measure are written."""
    return {"percent": True} if measure.is_per_cent or measure.chart in SHARES else {"unit": measure.unit}


def as_csv(measure: Measure, readings: list[Reading], choices: list[LimitsChoice]) -> str:
    """The chart with every parameter, from which `commoncause.from_csv` makes it again."""
    return commoncause.to_csv(build(measure, readings, choices))


def suggestion(measure: Measure, readings: list[Reading], choices: list[LimitsChoice]) -> commoncause.Suggestion | None:
    """Where the limits could be redrawn. A person decides."""
    return commoncause.suggest_rebase(build(measure, readings, choices), **how(measure))


def advice(measure: Measure, readings: list[Reading]) -> commoncause.Advice:
    """The chart that suits what the readings are, and why."""
    counted = [row for row in readings if row.value is not None and row.denominator]
    if not counted:
        return commoncause.which_chart("measured")
    events, sizes = [row.value for row in counted], [row.denominator for row in counted]
    are_shares = all(row.value <= row.denominator for row in counted if row.value is not None and row.denominator)
    return commoncause.which_chart("share" if are_shares else "rate", events=events, sizes=sizes)
