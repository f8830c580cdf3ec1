"""Who may claim, who confirms, and what each class wants to know. Vocabulary d14."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.benefits.models import Benefit, Class, State, Unit
from groundswell.people.models import Person, RoleCode
from groundswell.people.queries import Sight
from groundswell.places.models import Place
from groundswell.ui.verdicts import YES, Verdict, no

READ_ONLY = (RoleCode.PARTNER, RoleCode.AUDITOR)
# Whoever holds the right confirms these classes; a co-lead of the change confirms all others.
CHECKED_BY = {Class.CASH_RELEASING: RoleCode.FINANCE, Class.SAFETY: RoleCode.SAFETY}
CHECKED_STATE = {Class.CASH_RELEASING: State.BY_FINANCE, Class.SAFETY: State.BY_SAFETY}
TOLD = {Class.NON_CASH_RELEASING: RoleCode.FINANCE}  # told, not asked


@dataclass(frozen=True)
class Wanted:
    """What is asked about one class: its units, and what else beside the sentence and the basis."""

    units: tuple[Unit, ...]
    amount_needed: bool = True
    recurrence: bool = False
    staff_group: bool = False
    source: bool = False


WANTED: dict[str, Wanted] = {
    Class.CASH_RELEASING: Wanted((Unit.POUNDS,), recurrence=True),
    Class.NON_CASH_RELEASING: Wanted((Unit.POUNDS,), recurrence=True),
    Class.TIME_TO_CARE: Wanted((Unit.HOURS_A_WEEK,), staff_group=True),
    Class.SAFETY: Wanted((Unit.EVENTS_A_MONTH, Unit.EVENTS_A_YEAR)),
    Class.ACCESS: Wanted((Unit.DAYS, Unit.APPOINTMENTS), recurrence=True),
    Class.EXPERIENCE: Wanted((Unit.POINTS, Unit.PERCENTAGE_POINTS), amount_needed=False),
    Class.STAFF_EXPERIENCE: Wanted((Unit.POINTS, Unit.PERCENTAGE_POINTS), amount_needed=False),
    Class.EQUITY: Wanted((Unit.PERCENTAGE_POINTS, Unit.POINTS, Unit.DAYS), amount_needed=False),
    Class.CARBON: Wanted((Unit.KG_CO2E,), recurrence=True, source=True),
    Class.SOCIETAL: Wanted((Unit.POUNDS,), amount_needed=False, recurrence=True),
}


def may_see(benefit: Benefit, seen: Sight) -> bool:
    """People of the organisation. Whoever takes part from elsewhere reads it on the page of the change, without a link."""
    return seen.works_in(benefit.organisation_id)


def may_claim(seen: Sight, place: Place) -> Verdict:
    if seen.holds_any(READ_ONLY, place):
        return no(_("You can read what came of it. Those who did the work say it."))
    return YES


def may_check(benefit: Benefit, person: Person, seen: Sight, *, co_lead: bool = False) -> Verdict:
    """Once, by whoever has to know, never one's own claim. `co_lead`: the room above knows that the person is one."""
    if benefit.taken_back_at:
        return no(_("This claim was taken back."))
    if benefit.is_checked:
        return no(_("This was checked already."))
    if benefit.claimed_by_id == person.pk:
        return no(_("You said this yourself: somebody else checks it."))
    role = CHECKED_BY.get(Class(benefit.kind))
    if role is None:
        return YES if co_lead else no(_("{who} confirms this.").format(who=checker_of(benefit.kind)))
    if seen.holds(role, benefit.place):
        return YES
    return no(_("{who} confirms this.").format(who=checker_of(benefit.kind)))


def checker_of(kind: str) -> str:
    """Who confirms or corrects a claim of this class, at the start of a sentence."""
    who = {RoleCode.FINANCE: _("Finance"), RoleCode.SAFETY: _("Patient safety")}
    role = CHECKED_BY.get(Class(kind))
    return who[role] if role else _("A co-lead of the change")


def may_take_back(benefit: Benefit, person: Person) -> Verdict:
    if benefit.taken_back_at:
        return no(_("This claim was taken back."))
    if benefit.claimed_by_id != person.pk:
        return no(_("Only whoever said it can take it back."))
    return YES
