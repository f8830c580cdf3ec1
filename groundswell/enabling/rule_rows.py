"""Rules somebody asked about, a row each: for the lists of this room and for the search of the rooms above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.enabling.models import RuleChallenge, RuleOutcome, RuleVerdict
from groundswell.ui.formats import count, upper

COLOURS = {
    RuleVerdict.LAW: "blue", RuleVerdict.REGULATOR: "blue", RuleVerdict.STANDARD: "blue", RuleVerdict.CONTRACT: "blue",
    RuleVerdict.LOCAL_POLICY: "purple", RuleVerdict.HABIT: "orange", RuleVerdict.MYTH: "orange", RuleVerdict.UNKNOWN: "grey",
}  # fmt: skip


@dataclass(frozen=True)
class RuleRow:
    href: str
    title: str
    line: str
    tag: str
    colour: str


def rule_row(row: RuleChallenge, now: datetime) -> RuleRow:
    """The rule, what it is, and what happened to it."""
    parts = [str(row.place), said_of_rule(row, now), others_of(row)]
    return RuleRow(
        row.get_absolute_url(),
        row.rule,
        ". ".join(upper(part) for part in parts if part),
        verdict_of(row),
        colour_of(row),
    )


def verdict_of(row: RuleChallenge) -> str:
    if row.outcome == RuleOutcome.DROPPED:
        return _("Dropped")
    return str(row.get_verdict_display()).split(":")[0] if row.verdict else _("Not shown yet")


def colour_of(row: RuleChallenge) -> str:
    if row.outcome == RuleOutcome.DROPPED:
        return "green"
    return COLOURS[RuleVerdict(row.verdict)] if row.verdict else "yellow"


def said_of_rule(row: RuleChallenge, now: datetime) -> str:
    """`nobody has shown it yet, 12 days`, or what it turned out to be and what happened to it."""
    if row.outcome:
        return str(row.get_outcome_display())
    days = days_in_words(row, now)
    if not row.verdict:
        return _("nobody has shown it yet, {days}").format(days=days) if days else _("nobody has shown it yet")
    if row.verdict == RuleVerdict.UNKNOWN:
        return _("nobody could show it in {days}").format(days=days)
    return _("answered after {days}").format(days=days) if days else _("answered the same day")


def days_in_words(row: RuleChallenge, now: datetime) -> str:
    """`12 days`; empty on the first."""
    days = row.days_open(now)
    return count(days, _("day"), _("days")) if days else ""


def others_of(row: RuleChallenge) -> str:
    """`asked by 7 others`; empty when nobody else was told it."""
    number: int = getattr(row, "others", 0)
    return ngettext("asked by one other", "asked by {n} others", number).format(n=number) if number else ""
