"""10,000 attacks on pairs of months and 10,000 drill-downs from the nation (see the room's own test for what the attacker knows)."""

import pytest

from groundswell.insight.tests.test_attack import drilled_leaks, leaks


@pytest.mark.parametrize("seed", range(20))
def test_two_months_give_nobody_away(seed):
    assert leaks(500, 1_000 + seed, gate=True) == 0


@pytest.mark.parametrize("seed", range(20))
def test_nobody_drills_down_to_somebody(seed):
    assert drilled_leaks(500, 1_000 + seed, gate=True) == 0


def test_without_the_gate_the_same_attacks_succeed():
    assert leaks(500, 1_000, gate=False) > 300
    assert drilled_leaks(500, 1_000, gate=False) > 300
