"""Where readings stand in time, and which target held when."""

from __future__ import annotations

import operator
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, SupportsFloat

from .kinds import Refused
from .model import When
from .numbers import MISSING, each_of, number

PLAIN = {date, int}
LAST = 10**15  # number of a reading; places on a larger scale are not told apart
Target = SupportsFloat | Iterable[SupportsFloat | None] | Mapping[Any, SupportsFloat | None] | None


def moment(value: object) -> When:
    """A date, datetime, whole number, or the text of an ISO date or datetime."""
    if type(value) in PLAIN:
        return value  # type: ignore[return-value]
    found = _borrowed(value)
    if isinstance(found, date) or (isinstance(found, int) and not isinstance(found, bool)):
        return found
    if isinstance(value, str):
        try:
            return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
        except ValueError:
            pass
    raise Refused("not_a_date", f"Not a date: {value!r}. Use a date, a datetime or text such as 2024-03-31")


def _borrowed(value: object) -> object:
    """A time of pandas or NumPy as a plain one, a date when it is midnight; their whole numbers as int."""
    if type(value).__name__ in MISSING:
        return None
    if hasattr(value, "to_pydatetime"):
        return _day_if_midnight(value.to_pydatetime())
    if type(value).__name__ == "datetime64" and hasattr(value, "astype"):
        return _day_if_midnight(value.astype("datetime64[us]").item())
    if not isinstance(value, bool) and not hasattr(value, "__float__"):
        return value
    try:
        return value if isinstance(value, int) else operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        return value


def _day_if_midnight(value: object) -> object:
    if isinstance(value, datetime) and value.tzinfo is None and value.time() == time():
        return value.date()
    return value


def moments(values: Iterable[object]) -> list[When]:
    """All places in time, of one sort: dates become midnight when any of them is a datetime."""
    found = [moment(value) for value in each_of(values, "Dates")]
    if any(isinstance(value, int) and abs(value) > LAST for value in found):
        raise Refused("not_a_date", "The number of a reading is too large")
    sorts = {type(value) for value in found}
    if len(sorts) == 1 and sorts <= {date, int}:
        return found
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
    for given in each_of(rebase, "Places to rebase at"):
        at = same_sort(given, on)
        if at not in places:
            raise Refused("rebase_no_match", f"There is no point on {at} to rebase at")
        found.add(places[at])
    return sorted(found) if on else []


def exclusions(exclude: Mapping[Any, str] | Iterable[object], on: Sequence[When]) -> dict[int, str]:
    """Place to reason of each excluded point; the reason is empty when none was given. Refuses no match."""
    reasons = (
        exclude.items()
        if isinstance(exclude, Mapping)
        else [(each, "") for each in each_of(exclude, "Places to leave out")]
    )
    places = {moment: place for place, moment in enumerate(on)}
    found: dict[int, str] = {}
    for given, reason in reasons:
        at = same_sort(given, on)
        if at not in places:
            raise Refused("exclude_no_match", f"There is no point on {at} to leave out")
        found[places[at]] = "" if reason is None else str(reason)
    return found


def fixed_range(fix: tuple[object, object], on: Sequence[When]) -> tuple[When, When]:
    """First and last place in time of a fixed baseline, of the same sort as the readings."""
    ends = list(fix) if isinstance(fix, Sequence) and not isinstance(fix, str) else []
    if len(ends) != 2:
        raise Refused("fix_no_match", "A fixed baseline is two places in time, its first and its last")
    first, last = (same_sort(each, on) for each in ends)
    if _comparable(first) > _comparable(last):
        raise Refused("fix_backwards", f"A fixed baseline ends before it begins: {first} to {last}")
    return first, last


def targets(target: Target, on: Sequence[When], rows: Sequence[int], given: int) -> list[float | None]:
    """The target at each point: one number, one for each reading as given, or {from when: number}.

    rows: which of the `given` readings each point came from.
    """
    if target is None or isinstance(target, float | int):
        return [number(target, "The target")] * len(on)
    if isinstance(target, Mapping):
        return _held(target, on)
    try:
        each = list(each_of(target, "Targets"))  # type: ignore[arg-type]
    except Refused:
        return [number(target, "The target")] * len(on)
    if len(each) != given:
        raise Refused("lengths", f"{given} readings but {len(each)} targets")
    return [number(each[row], "A target") for row in rows]


def _held(target: Mapping[Any, SupportsFloat | None], on: Sequence[When]) -> list[float | None]:
    changes = sorted(
        ((_comparable(same_sort(at, on)), number(value, "A target")) for at, value in target.items()),
        key=lambda change: change[0],
    )
    since = [at for at, _ in changes]
    held = [None, *(value for _, value in changes)]
    return [held[bisect_right(since, _comparable(at))] for at in on]


def _comparable(value: When) -> Any:
    return value
