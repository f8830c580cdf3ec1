"""A measure on Ward 21 and the published series of its trust."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from groundswell.measures import actions
from groundswell.measures.parsing import Found

HERE = Path(__file__).parent


@pytest.fixture
def measure(cast, places, monday):
    """Started by Amina: walks in a shift, lower is better."""
    return actions.start_measure(
        name="Walks in a shift", direction="decrease", interval="week", place=places.ward21, by=cast.amina, at=monday,
        unit="walks", target=Decimal(10),
    )  # fmt: skip


@pytest.fixture
def weeks():
    """`weeks(5, 6, None)`: readings a week apart from 6 January 2025, None is a gap."""

    def made(*values):
        start = date(2025, 1, 6)
        return [
            Found(line, start + timedelta(weeks=line), None if value is None else Decimal(str(value)))
            for line, value in enumerate(values)
        ]

    return made


@pytest.fixture
def published() -> str:
    """36 months of attendances at the trust's main departments, as somebody would paste them."""
    with (HERE / "rp5_attendances.csv").open() as file:
        return "\n".join(f"{row['period']}\t{row['attendances']}" for row in csv.DictReader(file))
