"""Working days in England: Monday to Friday without bank holidays."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """England's bank holidays of one year, by the `holidays` package."""
    return frozenset(holidays.UnitedKingdom(subdiv="ENG", years=year))  # type: ignore[attr-defined]


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def due_on(asked_on: date, working_days: int) -> date:
    """The Nth working day after the day of asking; it ends at 24:00 in London on that day."""
    day = asked_on
    while working_days > 0:
        day += timedelta(days=1)
        working_days -= is_working_day(day)
    return day
