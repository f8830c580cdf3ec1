"""Comparing an answer with what was expected: numbers within 1e-7 of their size, everything else exactly."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

RELATIVE = 1e-7
ROUNDING = 1e-13
REFUSALS = {
    "duplicate rows found": "duplicate_dates",
    "greater than or equal to 12": "fix_too_short",
    "are not in the facet_field": "unknown_facet",
    "Time between events must be greater than zero": "time_not_positive",
}
SHORT = "short group"
PASSED_THROUGH = {"trajectory"}  # drawn by the reference program, never part of a calculation


def same(expected: Any, given: Any, size: float = 1.0) -> bool:
    """Equal; for numbers within the tolerance, or the rounding of numbers of this size (a limit near 0)."""
    if isinstance(expected, bool) or isinstance(given, bool) or isinstance(expected, str):
        return type(expected) is type(given) and bool(expected == given)
    if expected is None or given is None:
        return expected is given
    return bool(abs(expected - given) <= max(RELATIVE * abs(expected), ROUNDING * size))


def differences(expected: dict[str, Any], given: dict[str, Any]) -> Iterator[str]:
    """Each difference in words; nothing when the answer conforms."""
    if "error" in expected or "error" in given:
        yield from _refusals(expected, given)
        return
    points = given["points"]
    readings = points.get("value", points.get("y", []))
    size = max((abs(value) for value in readings if value is not None), default=0.0)
    yield from _points(expected.get("points", {}), points, size)
    for name in ("groups", "icons", "parts"):
        yield from _rows(name, expected.get(name, []), given.get(name, []), size)
    yield from _warnings(expected.get("warnings", []), given.get("warnings", []))


def _refusals(expected: dict[str, Any], given: dict[str, Any]) -> Iterator[str]:
    wanted = expected.get("error")
    code = next((code for text, code in REFUSALS.items() if text in str(wanted)), wanted)
    if "error" not in given:
        yield f"expected a refusal ({wanted}), given a chart"
    elif wanted is None or (code != wanted and code != given["error"]):
        yield f"refused ({given['error']}), expected {wanted or 'a chart'}"


def _points(expected: dict[str, list[Any]], given: dict[str, list[Any]], size: float) -> Iterator[str]:
    for name, column in expected.items():
        if name not in PASSED_THROUGH:
            for place, (wanted, got) in enumerate(
                zip_longest(column, given.get(name, []), fillvalue="nothing")
            ):
                if not same(wanted, got, size):
                    yield f"points.{name}[{place}]: expected {wanted!r}, given {got!r}"


def _rows(
    what: str, expected: list[dict[str, Any]], given: list[dict[str, Any]], size: float
) -> Iterator[str]:
    if len(expected) != len(given):
        yield f"{what}: expected {len(expected)}, given {len(given)}"
    for place, (wanted, got) in enumerate(zip(expected, given, strict=False)):
        for name, value in wanted.items():
            if not same(value, got.get(name), size):
                yield f"{what}[{place}].{name}: expected {value!r}, given {got.get(name)!r}"


def _warnings(expected: list[str], given: list[str]) -> Iterator[str]:
    named = [SHORT if "n < 12" in text or text == SHORT else text for text in expected]
    if sorted(named) != sorted(given):
        yield f"warnings: expected {expected}, given {given}"
