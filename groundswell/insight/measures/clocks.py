"""LM9, first response and silence; LM10, time to decision. Both are clocks that run until somebody stops them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from groundswell.insight.measures.intervals import Share, share_of
from groundswell.insight.measures.rows import Behind, Clock, Day, Key, behind
from groundswell.insight.measures.survival import HALF, TENTH, DayLimits, Survival, survival

SILENT_AFTER = 14


class Act(NamedTuple):
    """Somebody, or a machine, did something about an idea."""

    by: Key
    day: Day
    is_automatic: bool


def first_answer(originator: Key, raised: Day, acts: Iterable[Act], as_of: Day) -> Day | None:
    """The day of the first human act by anybody else, from the day of raising to `as_of`; None: silence so far."""
    days = [act.day for act in acts if act.by != originator and not act.is_automatic and raised <= act.day <= as_of]
    return min(days, default=None)


@dataclass(frozen=True)
class Responses:
    """`silent`: of the ideas raised at least the limit ago, those that nobody had answered within it."""

    survival: Survival
    silent: Share
    behind: Behind

    @property
    def median_days(self) -> int | None:
        return self.survival.first_day(HALF)

    @property
    def median_limits(self) -> DayLimits:
        return self.survival.limits(HALF)


def responses(clocks: Iterable[Clock], as_of: Day, silent_after: int = SILENT_AFTER) -> Responses:
    """One clock an idea, from raised to its first answer. What lies after `as_of` has not happened."""
    seen = _as_of(clocks, as_of)
    old = [clock for clock in seen if as_of - clock.start >= silent_after]
    silent = share_of([clock.end is None or clock.end - clock.start > silent_after for clock in old])
    return Responses(_survival(seen, as_of), silent, behind(seen))


@dataclass(frozen=True)
class Decisions:
    """`within`: in the clock's days, of those decided or open for longer than them; `open_past`: those of them still open."""

    survival: Survival
    within: Share
    open_past: int
    behind: Behind

    @property
    def median_days(self) -> int | None:
        return self.survival.first_day(HALF)

    @property
    def median_limits(self) -> DayLimits:
        return self.survival.limits(HALF)

    @property
    def p90_days(self) -> int | None:
        return self.survival.first_day(TENTH)

    @property
    def p90_limits(self) -> DayLimits:
        return self.survival.limits(TENTH)


def decisions(clocks: Iterable[Clock], as_of: Day, clock_days: int) -> Decisions:
    """One clock a request, from asked to decided. A decision on the last day of the clock is in time."""
    seen = _as_of(clocks, as_of)
    decided = [clock.end - clock.start for clock in seen if clock.end is not None]
    open_past = sum(clock.end is None and as_of - clock.start > clock_days for clock in seen)
    within = Share(sum(days <= clock_days for days in decided), len(decided) + open_past)
    return Decisions(_survival(seen, as_of), within, open_past, behind(seen))


def _as_of(clocks: Iterable[Clock], as_of: Day) -> list[Clock]:
    """The clocks as they stood: later ones are not there, and what stopped later still runs."""
    return [
        clock if clock.end is None or clock.end <= as_of else clock._replace(end=None)
        for clock in clocks
        if clock.start <= as_of
    ]


def _survival(clocks: list[Clock], as_of: Day) -> Survival:
    return survival(
        (as_of - clock.start, False) if clock.end is None else (clock.end - clock.start, True) for clock in clocks
    )
