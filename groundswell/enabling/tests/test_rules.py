"""The fixed rule of trust, and promises: every verdict both ways."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime

import pytest

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
