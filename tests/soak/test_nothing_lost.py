"""Telling, opening, withdrawing, taking up, handing over, leaving and forgetting in two hundred random orders."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from groundswell.front.tests.test_nothing_lost import FIXTURES, STEPS, told, walk_through

__all__ = ["told"]


@settings(max_examples=200, deadline=None, suppress_health_check=FIXTURES)
@given(steps=STEPS)
@pytest.mark.django_db
def test_nothing_is_lost_in_many_orders(cast, places, told, steps) -> None:
    walk_through(cast, places, told, steps)
