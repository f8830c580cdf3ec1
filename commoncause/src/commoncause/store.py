"""A chart as a plain dictionary or JSON, and back without losing a bit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from .kinds import Direction, Judgement, Refused, Side, SignalKind
from .model import Chart, Lines, Method, Part, Point, Runs, Signal, When
from .rulesets import Anhoej, MakingDataCount, Rules

FORMAT = "commoncause.chart/2"
RULES: dict[str, type[MakingDataCount] | type[Anhoej]] = {
    "making_data_count": MakingDataCount,
    "anhoej": Anhoej,
}
RULE_NAMES = {kind: name for name, kind in RULES.items()}


@contextmanager
def reading() -> Iterator[None]:
    """Whatever is wrong with a chart that was kept, it is refused."""
    try:
        yield
    except Refused:
        raise
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as problem:
        raise Refused("broken_chart", f"Not a whole chart of the format {FORMAT}") from problem


def to_dict(chart: Chart) -> dict[str, Any]:
    """Everything in a chart as texts, numbers, truth values, lists and dictionaries; dates as ISO texts.

    Lines that are the same for many points are kept once, in "lines"; points and parts name them by place.
    """
    lines: dict[Lines, int] = {}
    for each in [point.lines for point in chart.points] + [part.lines for part in chart.parts]:
        lines.setdefault(each, len(lines))
    return {
        "format": FORMAT,
        "kind": chart.kind,
        "direction": str(chart.direction),
        "rules": rules_to_dict(chart.rules),
        "method": method_to_dict(chart.method),
        "lines": [list(each) for each in lines],
        "points": [_point_to_dict(point, lines) for point in chart.points],
        "parts": [_part_to_dict(part, lines) for part in chart.parts],
        "signals": [
            {"kind": str(kind), "side": str(side), "judgement": str(judgement), "members": list(members)}
            for kind, side, judgement, members in chart.signals
        ],
    }


def from_dict(found: Mapping[str, Any]) -> Chart:
    """The chart that `to_dict` was given. Raises Refused for anything else."""
    if found.get("format") != FORMAT:
        raise Refused("unknown_format", f"Not a chart of the format {FORMAT}")
    with reading():
        lines = [Lines(*each) for each in found["lines"]]
        return Chart(
            found["kind"],
            Direction(found["direction"]),
            rules_from_dict(found["rules"]),
            method_from_dict(found["method"]),
            tuple(_point(each, lines) for each in found["points"]),
            tuple(_part(each, lines) for each in found["parts"]),
            tuple(_signal(each) for each in found["signals"]),
        )


def to_json(chart: Chart) -> str:
    """The dictionary of a chart as JSON text."""
    import json

    return json.dumps(to_dict(chart), ensure_ascii=False, allow_nan=False)


def from_json(text: str) -> Chart:
    """The chart that `to_json` was given. Raises Refused for anything else."""
    import json

    with reading():
        found = json.loads(text)
    if not isinstance(found, dict):
        raise Refused("unknown_format", f"Not a chart of the format {FORMAT}")
    return from_dict(found)


def rules_to_dict(rules: Rules) -> dict[str, Any]:
    fields = {name: _plain(getattr(rules, name)) for name in rules.__slots__}
    return {"name": RULE_NAMES[type(rules)], **fields}


def rules_from_dict(found: Mapping[str, Any]) -> Rules:
    given = {name: value for name, value in found.items() if name != "name"}
    return RULES[found["name"]](**given)


def method_to_dict(method: Method) -> dict[str, Any]:
    found = {name: getattr(method, name) for name in Method.__slots__}
    return found | {"fix": method.fix and [when_to_plain(each) for each in method.fix]}


def method_from_dict(found: Mapping[str, Any]) -> Method:
    fix = found["fix"] and tuple(when_from_plain(each) for each in found["fix"])
    return Method(**{**found, "fix": fix})


def when_to_plain(on: When) -> str | int:
    return on.isoformat() if isinstance(on, date) else on


def when_from_plain(found: str | int) -> When:
    if isinstance(found, int):
        return found
    return date.fromisoformat(found) if len(found) == 10 else datetime.fromisoformat(found)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


def _point_to_dict(point: Point, lines: Mapping[Lines, int]) -> dict[str, Any]:
    found = {name: _plain(value) for name, value in zip(Point._fields, point, strict=True)}
    return found | {"on": when_to_plain(point.on), "lines": lines[point.lines]}


def _part_to_dict(part: Part, lines: Mapping[Lines, int]) -> dict[str, Any]:
    found = {name: getattr(part, name) for name in Part.__slots__}
    return found | {"lines": lines[part.lines], "runs": part.runs and list(part.runs)}


def _point(found: Mapping[str, Any], lines: list[Lines]) -> Point:
    known = {
        **found,
        "on": when_from_plain(found["on"]),
        "lines": lines[found["lines"]],
        "signal": found["signal"] and SignalKind(found["signal"]),
        "side": found["side"] and Side(found["side"]),
        "judgement": found["judgement"] and Judgement(found["judgement"]),
    }
    return Point(**known)


def _part(found: Mapping[str, Any], lines: list[Lines]) -> Part:
    runs = found["runs"] and Runs(*found["runs"])
    return Part(**{**found, "lines": lines[found["lines"]], "runs": runs})


def _signal(found: Mapping[str, Any]) -> Signal:
    kind, side, judgement = SignalKind(found["kind"]), Side(found["side"]), Judgement(found["judgement"])
    return Signal(kind, side, judgement, tuple(found["members"]))
