"""Protected time: hours a week that were asked for, given, and used."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from groundswell.enabling.models import PROMISED, Ask, AskKind, HoursUsed, Status
from groundswell.people.models import Person
from groundswell.ui.verdicts import YES, Verdict, no

MOST_HOURS_A_WEEK = Decimal(168)
MOST_HOURS_A_DAY = Decimal(24)


def hours_of(kind: str, hours: Decimal | None) -> Decimal | None:
    """Only protected time is counted in hours."""
    return hours if kind == AskKind.TIME else None


def is_given(ask: Ask) -> bool:
    return ask.hours_given is not None and ask.status in (*PROMISED, Status.KEPT)


def may_use(ask: Ask, by: Person, team: Collection[int]) -> Verdict:
    """The team types what it used, once time was given."""
    if ask.kind != AskKind.TIME:
        return no(_("This is not about protected time."))
    if not is_given(ask):
        return no(_("No time was given yet."))
    if by.pk in team or by.pk == ask.asked_by_id:
        return YES
    return no(_("Those who have the time say what they used."))


def may_use_on(day: date, today: date) -> Verdict:
    return YES if day <= today else no(_("This day is in the future."))


def day_fits(before: Decimal, hours: Decimal) -> Verdict:
    """What one line adds to a day of hours typed by the same person."""
    if before + hours > MOST_HOURS_A_DAY:
        return no(_("A day has 24 hours."))
    return YES


def may_strike(line: HoursUsed, by: Person) -> Verdict:
    return YES if line.person_id == by.pk else no(_("Whoever typed it can take it back."))
