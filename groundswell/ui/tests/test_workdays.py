"""Clocks in working days of England."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.ui import workdays


@pytest.mark.parametrize(
    ("asked", "days", "due"),
    [
        (date(2026, 3, 2), 2, date(2026, 3, 4)),  # Monday
        (date(2026, 3, 6), 1, date(2026, 3, 9)),  # Friday, over the weekend
        (date(2026, 3, 7), 1, date(2026, 3, 9)),  # asked on a Saturday
        (
            date(2026, 4, 2),
            1,
            date(2026, 4, 7),
        ),  # Thursday before Easter: Good Friday and Easter Monday are no working days
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # Boxing Day falls on a Saturday, so Monday is the holiday
        (date(2025, 12, 31), 1, date(2026, 1, 2)),
        (date(2024, 2, 28), 1, date(2024, 2, 29)),  # a leap day is a working day
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
    ],
)
def test_due_days_skip_weekends_and_bank_holidays_of_england(asked, days, due):
    assert workdays.due_on(asked, days) == due


@given(st.dates(date(2024, 1, 1), date(2030, 12, 1)), st.integers(1, 30))
def test_due_is_a_working_day_and_one_more_day_is_never_earlier(asked, days):
    due = workdays.due_on(asked, days)
    assert workdays.is_working_day(due)
    assert asked < due < workdays.due_on(asked, days + 1)
