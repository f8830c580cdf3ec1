"""What a chart is once it has been worked out: frozen values, safe to share, compare and keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from .kinds import Direction, Judgement, Side, SignalKind, Stage
from .rulesets import Rules

When = date | int  # a date, a datetime, or the number of the reading
RUN_LINE_BELOW = 5
TRIAL_BELOW = 12
SHORT_BELOW = 13


class Lines(NamedTuple):
    """Centre line and limits, in the unit of the points. None where they cannot be worked out.

    The near limits stand two thirds of the way from the centre line to the limits (two of three sigma).
    """

    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    near_lower: float | None = None
    near_upper: float | None = None


class Point(NamedTuple):
    """One place on the chart. `value` is what is plotted, None when there is nothing to plot.

    `raw` is what it was made from: the reading, the count of events, the mean of a subgroup. `size` is the
    denominator, area of opportunity or number in the subgroup; `spread` the standard deviation within it.
    `moving_range` is None for the first reading of a part, beside a gap and outside a fixed baseline;
    `screened` says that it was left out of the average. `relative` is -1, 0 or 1: below, on or above the
    centre line. `outside` and `close` are None where there is no reading or no limit. `side` and `judgement`
    belong to the signal; `judgement` is None where the rules do not look: at a gap and at a point left out.
    `excluded` is the reason for leaving it out of limits and rules, None when it is not.
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
    raw: float | None = None
    size: float | None = None
    spread: float | None = None
    excluded: str | None = None

    @property
    def is_gap(self) -> bool:
        """There was no reading. (The first moving range of a part is not plotted either, but is no gap.)"""
        return self.value is None and (self.raw is None or self.size == 0)

    @property
    def counts(self) -> bool:
        """The rules look at it: there is a value, and nobody left it out."""
        return self.value is not None and self.excluded is None


class Runs(NamedTuple):
    """The runs analysis of one part (Anhøj & Olesen). All but `useful` are None without a useful reading."""

    useful: int
    longest: int | None = None
    longest_max: int | None = None
    crossings: int | None = None
    crossings_min: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the chart with its own limits. `first` and `last` are places in `Chart.points`, from 0.

    `readings` counts values and leaves out gaps; `baseline` counts those the limits were made from.
    `dispersion` is the mean dispersion: the average moving range, or the mean standard deviation within
    subgroups; None where limits come from the centre line alone. `lines` are those of the last place that has
    limits; `stepped` says that limits change from point to point with the size. `runs` belongs to `Anhoej`.
    """

    number: int
    first: int
    last: int
    readings: int
    baseline: int
    lines: Lines
    stepped: bool
    dispersion: float | None
    runs: Runs | None

    @property
    def stage(self) -> Stage:
        if self.baseline < RUN_LINE_BELOW:
            return Stage.RUN_LINE
        return Stage.TRIAL if self.baseline < TRIAL_BELOW else Stage.SETTLED

    @property
    def short(self) -> bool:
        """The short group warning of NHSRplotthedots: it is given for fewer than 13 places, gaps included."""
        return self.last - self.first + 1 < SHORT_BELOW


class Signal(NamedTuple):
    """One pattern of special cause and the places (from 0, in `Chart.points`) that make it."""

    kind: SignalKind
    side: Side
    judgement: Judgement
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """How the limits were made: what different tools do differently, and what the caller chose.

    screen, factor: of moving ranges, where limits come from them. fix_first, fix: the baseline. centre: a
    centre line that was given. floor: limits stop there. multiply: what values were multiplied by to show
    them. combine: how several readings of one place in time were made one.
    """

    screen: bool = True
    factor: float = 2.66
    fix_first: int | None = None
    fix: tuple[When, When] | None = None
    centre: float | None = None
    floor: float | None = None
    multiply: float = 1.0
    combine: str | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A worked-out control chart. `kind` is its code in `CHARTS`."""

    kind: str
    direction: Direction
    rules: Rules
    method: Method
    points: tuple[Point, ...]
    parts: tuple[Part, ...]
    signals: tuple[Signal, ...]

    @property
    def latest_place(self) -> int | None:
        """Where the last reading that counts stands; a gap or an excluded point at the end does not."""
        places = range(len(self.points) - 1, -1, -1)
        return next((place for place in places if self.points[place].counts), None)

    @property
    def latest(self) -> Point | None:
        """The last reading that counts."""
        place = self.latest_place
        return None if place is None else self.points[place]

    @property
    def gaps(self) -> int:
        return sum(point.is_gap for point in self.points)

    @property
    def excluded(self) -> int:
        return sum(point.excluded is not None for point in self.points)

    @property
    def readings(self) -> int:
        return sum(point.value is not None for point in self.points)

    @property
    def current(self) -> Part | None:
        """The part that the latest reading belongs to."""
        latest = self.latest
        return None if latest is None else self.parts[latest.part - 1]

    def latest_signals(self) -> tuple[Signal, ...]:
        """The signals that the latest reading is part of, most telling first.

        Few crossings say something of all readings of their part, whichever of them are its members.
        """
        place, part = self.latest_place, self.current
        if place is None or part is None:
            return ()
        return tuple(
            signal
            for signal in self.signals
            if signal.members[0] <= place
            and (
                (signal.members[-1] >= place and place in signal.members)
                or (signal.kind is SignalKind.FEW_CROSSINGS and signal.members[0] >= part.first)
            )
        )
