"""What a chart is once it has been worked out: frozen values, safe to share, compare and keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .kinds import Direction, Judgement, Side, SignalKind, Stage

When = date | int  # a date, a datetime, or the number of the reading
RUN_LINE_BELOW = 5
TRIAL_BELOW = 12
SHORT_BELOW = 13


@dataclass(frozen=True, slots=True)
class Rules:
    """Lengths of the run rules of Making Data Count: 7 readings each; 5 to 9 are in use elsewhere."""

    shift: int = 7
    trend: int = 7


MAKING_DATA_COUNT = Rules()


@dataclass(frozen=True, slots=True)
class Lines:
    """Centre line and process limits, in the unit of the readings. None where they cannot be worked out.

    The near limits stand two thirds of the way from the centre line to the limits (two of three sigma).
    """

    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    near_lower: float | None = None
    near_upper: float | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One place on the chart: a reading, or a gap when `value` is None.

    `moving_range` is None for the first reading of a part, beside a gap and after a fixed baseline;
    `screened` says that it was left out of the average. `relative` is -1, 0 or 1: below, on or above the
    centre line. `outside` and `close` are None where there is no reading or no limit. `side` and `judgement`
    belong to the signal; `judgement` is None at a gap.
    """

    on: When
    value: float | None
    part: int
    lines: Lines
    target: float | None = None
    moving_range: float | None = None
    screened: bool = False
    relative: int | None = None
    outside: bool | None = None
    close: bool | None = None
    signal: SignalKind | None = None
    side: Side | None = None
    judgement: Judgement | None = None

    @property
    def is_gap(self) -> bool:
        return self.value is None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the chart with its own limits. `first` and `last` are places in `Chart.points`, from 0.

    `readings` counts readings and leaves out gaps; `average_moving_range` is what the limits were made from.
    """

    number: int
    first: int
    last: int
    readings: int
    lines: Lines
    average_moving_range: float | None

    @property
    def stage(self) -> Stage:
        if self.readings < RUN_LINE_BELOW:
            return Stage.RUN_LINE
        return Stage.TRIAL if self.readings < TRIAL_BELOW else Stage.SETTLED

    @property
    def short(self) -> bool:
        """The short group warning of NHSRplotthedots: it is given for fewer than 13 places, gaps included."""
        return self.last - self.first + 1 < SHORT_BELOW


@dataclass(frozen=True, slots=True)
class Signal:
    """One pattern of special cause and the places (from 0, in `Chart.points`) that make it."""

    kind: SignalKind
    side: Side
    judgement: Judgement
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A worked-out control chart. `kind` is "xmr"; other kinds of chart will have the same shape."""

    kind: str
    direction: Direction
    rules: Rules
    screen: bool
    fix_first: int | None
    points: tuple[Point, ...]
    parts: tuple[Part, ...]
    signals: tuple[Signal, ...]

    @property
    def latest(self) -> Point | None:
        """The last reading; a gap at the end does not count."""
        return next((point for point in reversed(self.points) if not point.is_gap), None)

    @property
    def gaps(self) -> int:
        return sum(point.is_gap for point in self.points)

    @property
    def readings(self) -> int:
        return len(self.points) - self.gaps

    @property
    def current(self) -> Part | None:
        """The part that the latest reading belongs to."""
        latest = self.latest
        return None if latest is None else self.parts[latest.part - 1]

    def latest_signals(self) -> tuple[Signal, ...]:
        """The signals that the latest reading is part of, most telling first."""
        latest = self.latest
        place = -1 if latest is None else self.points.index(latest)
        return tuple(signal for signal in self.signals if place in signal.members)
