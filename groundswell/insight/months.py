"""Months by their last day: a window ends with one."""

from __future__ import annotations

from datetime import date, timedelta

BACK = 12  # how many months a first round reaches back


def before(month: date) -> date:
    """The last day of the month before."""
    return month.replace(day=1) - timedelta(days=1)


def end_of_month(day: date) -> date:
    """The last day of the month in which a day lies."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def months_back(last: date, since: date) -> list[date]:
    """`last` and the months before it, twelve at most, down to the one in which `since` lies."""
    found = [last]
    while len(found) < BACK:
        found.append(before(found[-1]))
    return [month for month in found if month >= since]


def parsed(text: str) -> date | None:
    """The last day of `2026-10`; None for what is no month."""
    try:
        first = date.fromisoformat(f"{text:.7}-01")
    except ValueError:
        return None
    return end_of_month(first)
