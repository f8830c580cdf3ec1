"""The fixed rule of trust, clocks in working days, and promises: every verdict both ways."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.enabling import rules
from groundswell.enabling.models import Commitment
from groundswell.enabling.rules import Answers, Outcome
from groundswell.people.models import Person

ANA, BEN = Person(pk=1, name="Ana"), Person(pk=2, name="Ben")
MADE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("answers", [Answers(*each) for each in itertools.product((True, False), repeat=3)])
def test_go_is_reversible_inside_the_team_and_without_new_risk_and_nothing_else(answers):
    expected = answers == Answers(reversible=True, inside_team=True, new_risk=False)
    follows = rules.what_follows(answers)
    assert follows.is_go is expected
    assert follows.outcome == (Outcome.GO if expected else Outcome.BOTH_SEATS)


def test_the_sentence_names_each_reason():
    said = rules.what_follows(Answers(reversible=False, inside_team=False, new_risk=True)).sentence
    for reason in ("beyond the team", "cannot simply be undone", "new risk"):
        assert reason in said
    assert "You do not need permission" in rules.what_follows(Answers(True, True, False)).sentence


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
    assert rules.due_on(asked, days) == due


@given(st.dates(date(2024, 1, 1), date(2030, 12, 1)), st.integers(1, 30))
def test_due_is_a_working_day_and_one_more_day_is_never_earlier(asked, days):
    due = rules.due_on(asked, days)
    assert rules.is_working_day(due)
    assert asked < due < rules.due_on(asked, days + 1)


def promise(**more: object) -> Commitment:
    wanted = {"person": ANA, "due_on": date(2026, 3, 10), "made_at": MADE} | more
    return Commitment(**wanted)


def test_only_who_promised_says_that_it_is_kept_and_once():
    assert rules.may_keep(promise(), ANA)
    assert "Ana" in rules.may_keep(promise(), BEN).reason
    assert not rules.may_keep(promise(kept_at=MADE), ANA)


def test_a_date_moves_before_it_is_due_and_forward_only():
    today = date(2026, 3, 10)
    assert rules.may_move(promise(), ANA, today, date(2026, 3, 11))
    assert not rules.may_move(promise(), ANA, today, today)
    assert not rules.may_move(promise(), BEN, today, date(2026, 3, 11))
    late = rules.may_move(promise(), ANA, date(2026, 3, 11), date(2026, 4, 1))
    assert "passed" in late.reason


def test_only_a_date_that_passed_in_silence_is_broken():
    assert not promise().is_broken(date(2026, 3, 10))
    assert promise().is_broken(date(2026, 3, 11))
    assert not promise(kept_at=MADE).is_broken(date(2026, 3, 11))
