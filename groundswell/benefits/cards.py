"""A claim as a card, for this room's own pages and for the page of the change it came of."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.benefits.models import Benefit
from groundswell.people.models import StaffGroup
from groundswell.ui.formats import day


@dataclass(frozen=True)
class BenefitCard:
    """One claim: its class and size first, the sentence, how it is known and by whom it was checked."""

    href: str
    headline: str
    words: str
    line: str
    tag: str
    colour: str


def card(benefit: Benefit) -> BenefitCard:
    return BenefitCard(
        benefit.get_absolute_url(), benefit.headline, benefit.words, line_of(benefit), str(benefit.get_state_display()),
        "green" if benefit.is_checked else "grey",
    )  # fmt: skip


def line_of(benefit: Benefit) -> str:
    """`Measured. Nursing and midwifery. Ward 21, 4 March 2026.`"""
    parts = [str(benefit.get_basis_display())]
    if benefit.staff_group:
        parts.append(str(StaffGroup(benefit.staff_group).label))
    return ". ".join([*parts, f"{benefit.place}, {day(benefit.claimed_at)}"])
