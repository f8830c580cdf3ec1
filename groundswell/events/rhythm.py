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
    """When the next weekly letter comes; none where somebody wants none."""
    if rhythm.weekly_on is None:
        return None
    today = london_day(after)
    day = today + DAY * ((rhythm.weekly_on - today.weekday()) % 7)
    due = _in_london(day, rhythm.weekly_hour)
    due = due if due > after else _in_london(day + 7 * DAY, rhythm.weekly_hour)
    return after_quiet(rhythm, due)


def _in_london(day: date, hour: int) -> datetime:
    """An hour that the change of the clocks leaves out is the one after it."""
    return datetime.combine(day, time(hour), LONDON).astimezone(UTC)
