"""What a whole chart says: its variation and its assurance, as the icons of Making Data Count name them."""

from __future__ import annotations

from .kinds import Assurance, Direction, Variation
from .model import Chart, Point
from .numbers import side_of

PASSING_SIDE = {Direction.INCREASE: -1, Direction.DECREASE: 1}


def variation(chart: Chart) -> Variation:
    """The variation icon: what the latest reading says. A gap at the end is passed over."""
    signals = chart.latest_signals()
    return Variation(f"{signals[0].judgement}_{signals[0].side}") if signals else Variation.COMMON_CAUSE


def assurance(chart: Chart) -> Assurance:
    """The assurance icon: does the stretch between the current limits lie on the good side of the target?

    Empty when there is no target, no limits, or no good direction. A target on a limit, as near as the
    `tolerance` of the chart's rules, counts as inside.
    """
    latest = chart.latest
    if latest is None or chart.direction is Direction.NEITHER:
        return Assurance.EMPTY
    where = target_place(latest, chart.rules.tolerance)
    if where is None:
        return Assurance.EMPTY
    if where == 0:
        return Assurance.INCONSISTENT
    return Assurance.PASS if where == PASSING_SIDE[chart.direction] else Assurance.FAIL


def target_place(point: Point, tolerance: float) -> int | None:
    """-1, 0 or 1: the target is below, between or above the limits; None without target or limits."""
    lines, target = point.lines, point.target
    if target is None or lines.centre is None or lines.lower is None or lines.upper is None:
        return None
    slack = tolerance * (abs(lines.centre) + lines.upper - lines.centre)
    return max(side_of(target, lines.upper, slack), 0) + min(side_of(target, lines.lower, slack), 0)


def met(point: Point, direction: Direction) -> bool | None:
    """Whether one reading meets its own target; None without reading, target or good direction."""
    if point.value is None or point.target is None or direction is Direction.NEITHER:
        return None
    return point.value >= point.target if direction is Direction.INCREASE else point.value <= point.target
