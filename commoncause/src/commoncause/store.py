"""A chart as a plain dictionary, ready for JSON, and back without losing a bit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from .model import Chart, Lines, Part, Point, Signal, When
from .kinds import Direction, Judgement, Refused, Side, SignalKind

FORMAT = "commoncause.chart/1"


def to_dict(chart: Chart) -> dict[str, Any]:
    """Everything in a chart as texts, numbers, truth values, lists and dictionaries; dates as ISO texts."""
    found = asdict(chart)
    for point in found["points"]:
        point["on"] = point["on"].isoformat() if isinstance(point["on"], date) else point["on"]
        del point["lines"]
    for name in ("points", "parts", "signals"):
        found[name] = [_plain(each) for each in found[name]]
    return {"format": FORMAT, **_plain(found)}


def _plain(found: Mapping[str, Any]) -> dict[str, Any]:
    """Members of closed lists become their texts, tuples become lists."""
    return {name: _value(value) for name, value in found.items()}


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def from_dict(found: Mapping[str, Any]) -> Chart:
    """The chart that `to_dict` was given. Raises Refused for anything else."""
    if found.get("format") != FORMAT:
        raise Refused("unknown_format", f"Not a chart of the format {FORMAT}")
    parts = tuple(_part(each) for each in found["parts"])
    return Chart(
        found["kind"],
        Direction(found["direction"]),
        Rules(**found["rules"]),
        found["screen"],
        found["fix_first"],
        tuple(_point(each, parts) for each in found["points"]),
        parts,
        tuple(_signal(each) for each in found["signals"]),
    )


def _part(found: Mapping[str, Any]) -> Part:
    return Part(**{**found, "lines": Lines(**found["lines"])})


def _point(found: Mapping[str, Any], parts: tuple[Part, ...]) -> Point:
    known = {
        **found,
        "on": _when(found["on"]),
        "lines": parts[found["part"] - 1].lines,
        "signal": found["signal"] and SignalKind(found["signal"]),
        "side": found["side"] and Side(found["side"]),
        "judgement": found["judgement"] and Judgement(found["judgement"]),
    }
    return Point(**known)


def _when(found: str | int) -> When:
    if isinstance(found, int):
        return found
    return date.fromisoformat(found) if len(found) == 10 else datetime.fromisoformat(found)


def _signal(found: Mapping[str, Any]) -> Signal:
    kind, side, judgement = SignalKind(found["kind"]), Side(found["side"]), Judgement(found["judgement"])
    return Signal(kind, side, judgement, tuple(found["members"]))
