from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from groundswell.benefits import actions
from groundswell.benefits.models import Benefit
from groundswell.events.kinds import Subject

WORK = Subject("changes", "work1", "Fluids next to the bay", "/changes/work1/")


@pytest.fixture
def a_day() -> datetime:
    return datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def claim(cast, places, a_day):
    """Claim something; the rest as usual."""

    def make(kind: str = "time_to_care", amount: str | None = "2", **more: Any) -> Benefit:
        units = {
            "time_to_care": "hours_a_week",
            "cash_releasing": "pounds",
            "safety": "events_a_month",
            "access": "days",
        }
        about: dict[str, Any] = {
            "words": "Nurses walk less.", "basis": "measured", "unit": units.get(kind, "points"), "place": places.ward21,
            "work": WORK, "by": cast.grace, "at": a_day,
        }  # fmt: skip
        return actions.claim(kind=kind, amount=None if amount is None else Decimal(amount), **(about | more))

    return make
