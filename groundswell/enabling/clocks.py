"""Clocks of permissions and asks: pure functions of who asked when, and of what was missing meanwhile. Vocabulary d9, d10.

A permission falls due at 24:00 in London on the Nth working day after the day of asking, at whatever hour it was asked.
It is paused only for a named missing thing. A working day counts when the matter was with the decider for at least half
of it and still is as it ends. So a pause of minutes inside a day moves nothing; a thing that arrives at 23:59 gives the
decider the next day; and nothing falls due while something is missing, nor behind anybody's back once it has arrived.
Pauses that overlap are not counted twice.

None of these functions knows through whose hands an ask went. Passing it on can therefore neither shorten nor reset its days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from groundswell.ui import workdays
from groundswell.ui.formats import LONDON, days_between, london_day

WARNED_BEFORE = 2  # working days before an ask climbs
DAY = timedelta(days=1)


@dataclass(frozen=True)
class PausePeriod:
    """From when to when a named thing was missing; no end while it still is."""

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        if self.end and self.end < self.start:
            raise ValueError("A pause cannot end before it starts.")


def end_of_day(day: date) -> datetime:
    """24:00 in London on that day, as the first moment of the next. London changes its clocks at 01:00 UTC, so it is one moment."""
    return datetime.combine(day + DAY, time(), LONDON)


def due_on(asked_at: datetime, working_days: int, pauses: Sequence[PausePeriod] = ()) -> date | None:
    """The working day at whose end it falls due; none while something is missing."""
    if working_days < 1:
        raise ValueError("A clock runs for one working day at least.")
    for number, day in enumerate(_counting(london_day(asked_at), pauses), start=1):
        if number == working_days:
            return day
    return None


def due_at(asked_at: datetime, working_days: int, pauses: Sequence[PausePeriod] = ()) -> datetime | None:
    """The moment it falls due: 24:00 in London on the Nth working day that counts. None while something is missing."""
    day = due_on(asked_at, working_days, pauses)
    return end_of_day(day) if day else None


def is_past(due: datetime | None, now: datetime) -> bool:
    return due is not None and now >= due


def working_days_waited(asked_at: datetime, now: datetime, pauses: Sequence[PausePeriod] = ()) -> int:
    """Working days that counted and are over. It has reached N exactly when `due_at` of N days is past."""
    return sum(1 for _day in _counting(london_day(asked_at), pauses, last=london_day(now) - DAY))


def days_open(asked_at: datetime, now: datetime) -> int:
    """Calendar days in London since the ask was first made. Pauses, holds and hops change nothing."""
    return max(0, days_between(asked_at, now))


def climb_on(held_since: date, working_days: int) -> date:
    """The day at whose end an ask moves up from whoever has held it since that day."""
    return workdays.due_on(held_since, working_days)


def warn_at(climbs_on: date) -> date:
    """The day its holder and the co-leads are warned: two working days before it climbs."""
    day, left = climbs_on, WARNED_BEFORE
    while left:
        day -= DAY
        left -= workdays.is_working_day(day)
    return day


def _counting(asked_on: date, pauses: Sequence[PausePeriod], last: date | None = None) -> Iterator[date]:
    """The working days after the day of asking that count, up to `last` or to the first that ends in a pause without an end."""
    stops = min((pause.start for pause in pauses if pause.end is None), default=None)
    day = asked_on + DAY
    while (last is None or day <= last) and not (stops and stops < end_of_day(day)):
        if workdays.is_working_day(day) and _was_with_decider(day, pauses):
            yield day
        day += DAY


def _was_with_decider(day: date, pauses: Sequence[PausePeriod]) -> bool:
    begins, ends = (end_of_day(one).astimezone(UTC) for one in (day - DAY, day))
    paused, until = timedelta(), begins
    for pause in sorted(pauses, key=lambda pause: pause.start):
        if pause.start < ends and (pause.end is None or pause.end >= ends):
            return False
        if pause.end and until < pause.end < ends:
            paused += pause.end - max(pause.start, until)
            until = pause.end
    return 2 * paused <= ends - begins
