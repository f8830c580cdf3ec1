"""Quarters of the calendar, by their first day: January, April, July, October. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _


def quarter_of(day: date) -> date:
    """The first day of the quarter in which `day` lies."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def next_quarter(quarter: date) -> date:
    return quarter_of(quarter + timedelta(days=100))


def quarter_before(quarter: date) -> date:
    return quarter_of(quarter - timedelta(days=1))


def last_day(quarter: date) -> date:
    return next_quarter(quarter) - timedelta(days=1)


def in_words(quarter: date) -> str:
    """`July to September 2026`."""
    last = last_day(quarter)
    return _("{first} to {last}").format(first=f"{quarter:%B}", last=f"{last:%B %Y}")
