"""Putting a chart together, one part after another: where each reading stands, and the patterns they make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .chart import Chart, Lines, Part, Point, Rules, Signal, When
from .kinds import Direction, judge
from .limits import lines, spread
from .numbers import side_of
from .rules import Found, find, first_named


class Placed(NamedTuple):
    """Where a reading stands: side of the centre line, beyond a limit, near a limit."""

    relative: int | None
    outside: bool | None
    close: bool | None


def place(value: float | None, at: Lines) -> Placed:
    """Compare one reading with its lines. On a line counts as inside it."""
    if value is None or at.centre is None:
        return Placed(None, None, None)
    if at.lower is None or at.upper is None or at.near_lower is None or at.near_upper is None:
        return Placed(side_of(value, at.centre, abs(at.centre)), None, None)
    size = abs(at.centre) + at.upper - at.centre
    beyond = side_of(value, at.upper, size) > 0 or side_of(value, at.lower, size) < 0
    near = side_of(value, at.near_upper, size) > 0 or side_of(value, at.near_lower, size) < 0
    return Placed(side_of(value, at.centre, size), beyond, near and not beyond)


class Builder:
    """Adds one part after another to a chart."""

    def __init__(self, direction: Direction, rules: Rules, fix_first: int | None, screen: bool) -> None:
        self.direction, self.rules, self.fix_first, self.screen = direction, rules, fix_first, screen
        self.points: list[Point] = []
        self.parts: list[Part] = []
        self.signals: list[Signal] = []

    def add(self, on: Sequence[When], values: list[float | None], held: Sequence[float | None]) -> None:
        """Add one part: its limits, its patterns, its points."""
        baseline = values[: self.fix_first]
        moving = spread(baseline, self.screen)
        found_lines = lines(baseline, moving.average)
        placed = [place(value, found_lines) for value in values]
        here = [index for index, value in enumerate(values) if value is not None]
        found = self._patterns(values, placed, here)
        self._add_part(values, found_lines, moving.average, len(here))
        self._add_signals(found)
        names = first_named(found)
        rest = len(values) - len(baseline)
        ranges, screened = moving.ranges + [None] * rest, moving.screened + [False] * rest
        for index, value in enumerate(values):
            pattern = names(index)
            self.points.append(
                Point(
                    on[index],
                    value,
                    len(self.parts),
                    found_lines,
                    held[index],
                    ranges[index],
                    screened[index],
                    *placed[index],
                    pattern.kind if pattern else None,
                    pattern.side if pattern else None,
                    None if value is None else judge(pattern.side if pattern else None, self.direction),
                )
            )

    def _patterns(self, values: list[float | None], placed: list[Placed], here: list[int]) -> list[Found]:
        """The rules see readings only; their answers are put back to places that count gaps."""
        found = find(
            [value for value in values if value is not None],
            [placed[index].relative or 0 for index in here],
            [bool(placed[index].outside) for index in here],
            [bool(placed[index].close) for index in here],
            self.rules,
        )
        return [each._replace(members=tuple(here[member] for member in each.members)) for each in found]

    def _add_part(
        self, values: list[float | None], here: Lines, average: float | None, readings: int
    ) -> None:
        first = len(self.points)
        last = first + len(values) - 1
        self.parts.append(Part(len(self.parts) + 1, first, last, readings, here, average))

    def _add_signals(self, found: list[Found]) -> None:
        offset = len(self.points)
        for kind, side, members in found:
            moved = tuple(member + offset for member in members)
            self.signals.append(Signal(kind, side, judge(side, self.direction), moved))

    def chart(self) -> Chart:
        return Chart(
            "xmr",
            self.direction,
            self.rules,
            self.screen,
            self.fix_first,
            tuple(self.points),
            tuple(self.parts),
            tuple(self.signals),
        )
