"""When letters come: a weekly one on a person's own day, and none in their quiet hours. Pure functions; vocabulary d23."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from groundswell.events.models import Rhythm
from groundswell.ui.formats import LONDON, london_day

DAY = timedelta(days=1)


def is_quiet(rhythm: Rhythm, hour: int) -> bool:
    """Whether an hour in London lies in the quiet hours, which may go over midnight."""
    begins, ends = rhythm.quiet_from, rhythm.quiet_until
    if begins is None or ends is None:
        return False
    return begins <= hour < ends if begins < ends else hour >= begins or hour < ends


def after_quiet(rhythm: Rhythm, at: datetime) -> datetime:
    """At once; in quiet hours when they end."""
    if not is_quiet(rhythm, at.astimezone(LONDON).hour):
        return at
    today = london_day(at)
    assert rhythm.quiet_until is not None  # noqa: S101 - quiet hours have an end, or it would not be quiet
    ends = _in_london(today, rhythm.quiet_until)
    return ends if ends > at else _in_london(today + DAY, rhythm.quiet_until)


def next_weekly(rhythm: Rhythm, after: datetime) -> datetime | None:
    """When the next weekly letter comes; none where somebody wants none. Quiet hours may put off yesterday's until today."""
    if rhythm.weekly_on is None:
        return None
    yesterday = london_day(after) - DAY
    day = yesterday + DAY * ((rhythm.weekly_on - yesterday.weekday()) % 7)
    due = (after_quiet(rhythm, _in_london(day + weeks * 7 * DAY, rhythm.weekly_hour)) for weeks in range(3))
    return next(one for one in due if one > after)


def _in_london(day: date, hour: int) -> datetime:
    """An hour that the change of the clocks leaves out is the one after it."""
    return datetime.combine(day, time(hour), LONDON).astimezone(UTC)
