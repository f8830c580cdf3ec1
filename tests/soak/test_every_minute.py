"""The clock asked in every minute of five years: 2,630,880 of them, and each against a calendar typed by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from groundswell.enabling import clocks
from groundswell.enabling.tests import calendar_by_hand as by_hand

MINUTE = timedelta(minutes=1)
FIRST, AFTER = datetime(2024, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("number", [1, 5, 10])
def test_every_minute_is_due_when_the_calendar_says(number):
    days = [(FIRST + timedelta(days=n)).date().isoformat() for n in range(2_100)]
    working = [day for day in days if by_hand.is_working(day)]
    at, minute, wrong, seen = 0, FIRST, [], 0
    while minute < AFTER:
        asked_on = by_hand.london_date(minute)
        while working[at] <= asked_on:
            at += 1
        ends = datetime.fromisoformat(f"{working[at + number - 1]}T00:00+00:00") + timedelta(days=1)
        if clocks.due_at(minute, number) != ends - by_hand.HOUR * by_hand.hours_ahead(ends - by_hand.HOUR):
            wrong.append(minute)
        minute, seen = minute + MINUTE, seen + 1
    assert (wrong, seen) == ([], 2_630_880)


def test_the_whole_table_is_what_the_rule_says_minute_by_minute():
    assert [case for case in by_hand.cases() if by_hand.due_minute_by_minute(case) != case.due] == []
