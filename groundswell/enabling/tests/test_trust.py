"""The fixed rule of trust: every answer both ways."""

from __future__ import annotations

import itertools

import pytest

from groundswell.enabling import rules
from groundswell.enabling.rules import Answers, Outcome


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
