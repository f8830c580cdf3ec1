"""What our own forms cost: how many fields each insists on, and how long one is taken to be. A house test counts the real ones."""

from __future__ import annotations

from fractions import Fraction

SECONDS_A_FIELD = 20  # an assumption, said on the page
# Required fields that somebody fills in; the place is remembered, and what may be left open is not counted.
REQUIRED = {"notice": 1, "change": 1, "ask": 3, "promise": 1, "test": 4, "learn": 2}


def fields_of(form: str, times: int) -> int:
    return REQUIRED[form] * times


def hours(fields: int) -> Fraction:
    return Fraction(fields * SECONDS_A_FIELD, 3600)
