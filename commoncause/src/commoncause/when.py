"""Where readings stand in time, and which target held when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, SupportsFloat

from .chart import When
from .kinds import Refused
from .numbers import number

Target = SupportsFloat | Sequence[SupportsFloat | None] | Mapping[Any, SupportsFloat | None] | None


def moment(value: object) -> When:
    """A date, datetime, whole number, or the text of an ISO date or datetime."""
    if isinstance(value, date) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
        except ValueError:
            pass
    raise Refused("not_a_date", f"Not a date: {value!r}. Use a date, a datetime or text such as 2024-03-31")


def moments(values: Iterable[object]) -> list[When]:
    """All places in time, of one sort: dates become midnight when any of them is a datetime."""
    found = [moment(value) for value in values]
    if any(isinstance(value, datetime) for value in found):
        found = [_midnight(value) for value in found]
    if len({_sort(value) for value in found}) > 1:
        raise Refused("mixed_dates", "Dates, numbers of readings, and times with and without zone do not mix")
    return found


def _sort(value: When) -> str:
    """Places in time of one sort can be compared with each other."""
    if isinstance(value, datetime):
        return "zoned time" if value.tzinfo else "time"
    return "date" if isinstance(value, date) else "number"


def _midnight(value: When) -> When:
    if isinstance(value, (int, datetime)):
        return value
    return datetime.combine(value, time())


def same_sort(value: object, like: Sequence[When]) -> When:
    """A place in time given by the caller, made comparable with those of the readings."""
    found = moment(value)
    wanted = _sort(like[0]) if like else _sort(found)
    if wanted == "time":
        found = _midnight(found)
    elif wanted == "date" and isinstance(found, datetime):
        found = found.date()
    if _sort(found) != wanted:
        raise Refused("mixed_dates", f"{value!r} cannot be compared with {like[0]!r}")
    return found


def starts(rebase: Iterable[object], on: Sequence[When]) -> list[int]:
    """Places where a new part begins, always with 0 first. Refuses a rebase that matches no point."""
    places = {moment: place for place, moment in enumerate(on)}
    found = {0}
    for given in rebase:
        at = same_sort(given, on)
        if at not in places:
            raise Refused("rebase_no_match", f"There is no point on {at} to rebase at")
        found.add(places[at])
    return sorted(found) if on else []


def targets(target: Target, on: Sequence[When], order: Sequence[int]) -> list[float | None]:
    """The target at each point: one number, one for each reading as given, or {from when: number}."""
    if isinstance(target, Mapping):
        return _held(target, on)
    if isinstance(target, Sequence):
        if len(target) != len(order):
            raise Refused("lengths", f"{len(order)} readings but {len(target)} targets")
        return [number(target[place], "A target") for place in order]
    return [number(target, "The target")] * len(on)


def _held(target: Mapping[Any, SupportsFloat | None], on: Sequence[When]) -> list[float | None]:
    changes = sorted(
        (_comparable(same_sort(at, on)), number(value, "A target")) for at, value in target.items()
    )
    found: list[float | None] = []
    for at in on:
        held = [value for since, value in changes if since <= _comparable(at)]
        found.append(held[-1] if held else None)
    return found


def _comparable(value: When) -> Any:
    return value
