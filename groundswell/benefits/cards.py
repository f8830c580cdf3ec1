"""A claim as a card and sums as groups, for this room's own pages and for the pages of the work it came of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.benefits.models import Basis, Benefit
from groundswell.benefits.queries import LAST_PAGE, PAGE, Total
from groundswell.benefits.rules import checker_of, may_see
from groundswell.people.models import StaffGroup
from groundswell.people.queries import Sight
from groundswell.ui.formats import count, day


@dataclass(frozen=True)
class BenefitCard:
    """One claim: its class and size first, the sentence, how it is known and by whom it was checked. Without `href` its page is
    another organisation's."""

    href: str
    headline: str
    words: str
    line: str
    tag: str
    colour: str


def card(benefit: Benefit, seen: Sight) -> BenefitCard:
    href = benefit.get_absolute_url() if may_see(benefit, seen) else ""
    return BenefitCard(
        href, benefit.headline, benefit.words, line_of(benefit), str(benefit.get_state_display()),
        "green" if benefit.is_checked else "grey",
    )  # fmt: skip


def line_of(benefit: Benefit) -> str:
    """`Measured. Nursing and midwifery. Ward 21, 4 March 2026.`"""
    parts = [str(benefit.get_basis_display())]
    if benefit.staff_group:
        parts.append(str(StaffGroup(benefit.staff_group).label))
    return ". ".join([*parts, f"{benefit.place}, {day(benefit.claimed_at)}"])


@dataclass(frozen=True)
class TotalRow:
    size: str
    how: str
    checked: str
    colour: str
    number: str
    asked: str


@dataclass(frozen=True)
class TotalGroup:
    """The sums of one class, each a line of its own."""

    name: str
    rows: list[TotalRow]


def total_groups(totals: list[Total]) -> list[TotalGroup]:
    """Class by class, checked ones first; what finance has not checked is a group of its own name."""
    groups: dict[str, list[TotalRow]] = {}
    for total in totals:
        groups.setdefault(total.name, []).append(_row(total))
    return [TotalGroup(name, rows) for name, rows in groups.items()]


def _row(total: Total) -> TotalRow:
    how = str(Basis(total.basis).label)
    if total.staff_group:
        how = f"{how}, {StaffGroup(total.staff_group).label}"
    checked, colour = (_("Confirmed"), "green") if total.checked else (_("Claimed, not checked yet"), "grey")
    asked = "" if total.checked else _("{who} checks this.").format(who=checker_of(total.kind))
    return TotalRow(total.size, how, checked, colour, count(total.number, _("claim"), _("claims")), asked)


def pager(page: int, rows: Sequence[Benefit], start: str = "?") -> dict[str, str]:
    """Ways to the pages beside this one, for the pager; `rows` has one more than a page where there are more."""
    more = len(rows) > PAGE and page < LAST_PAGE
    return {"newer": f"{start}page={page - 1}" if page else "", "older": f"{start}page={page + 1}" if more else ""}
