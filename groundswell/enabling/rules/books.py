"""Who writes the rules of a place, who signs them, and what one rule may say."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.enabling.models import NEVER_BY_SILENCE, OnClockEnd, Outcome, RuleBook
from groundswell.enabling.rules.trust import Rule, fixing, looser_in
from groundswell.people.models import RoleCode
from groundswell.people.queries import Sight
from groundswell.places.models import Place
from groundswell.ui.verdicts import YES, Verdict, first_no, no

# Who leads signs "we stand behind you"; who looks after the settings of a place may prepare it.
SIGNERS = (RoleCode.EXECUTIVE, RoleCode.MANAGER, RoleCode.PLACE_LEAD)
WRITERS = (*SIGNERS, RoleCode.PLACE_ADMIN)
# Whom a rule may name by what they are there for: the holder nearest to the team decides.
OFFICES = {
    RoleCode.PLACE_LEAD: _lazy("whoever leads the place"), RoleCode.MANAGER: _lazy("the manager"),
    RoleCode.EXECUTIVE: _lazy("the executive"), RoleCode.IG_LEAD: _lazy("the information governance lead"),
    RoleCode.SAFETY: _lazy("the patient safety lead"), RoleCode.FINANCE: _lazy("the finance lead"),
    RoleCode.DECIDER: _lazy("whoever was given the right to decide"),
}  # fmt: skip


def office_of(rule: Rule) -> str:
    """`the finance lead`; for a rule that names nobody, whoever decides."""
    return str(OFFICES[RoleCode(rule.office)]) if rule.office in OFFICES else _("whoever decides nearest to the team")


def may_write(place: Place, seen: Sight) -> Verdict:
    """The rules of a place are written by those who lead or look after it, there or above it in its organisation."""
    if seen.holds_any(WRITERS, place):
        return YES
    return no(_("Those who lead or look after {place} write its rules.").format(place=place))


def may_change(book: RuleBook, seen: Sight) -> Verdict:
    """A draft alone: what is in force or past stays as people read it."""
    if not book.is_draft:
        return no(_("These rules are in force or past. Start a draft to change them."))
    return may_write(book.place, seen)


def may_sign(book: RuleBook, seen: Sight) -> Verdict:
    """Whoever leads there signs for what they agree."""
    if verdict := may_change(book, seen):
        wanted = seen.holds_any(SIGNERS, book.place)
        return YES if wanted else no(_("Those who lead {place} sign its rules.").format(place=book.place))
    return verdict


def wrong_with(rule: Rule, above: Rule | None) -> dict[str, str]:
    """What a place may not write, by the field of the form; `above` is what is set above it. Empty: it may."""
    fixed = fixing(above) if above else None
    found = dict.fromkeys(looser_in(rule, fixed), _fixed_by(fixed)) if fixed else {}
    if rule.on_clock_end == OnClockEnd.COUNTS_AS_YES and rule.trigger in NEVER_BY_SILENCE:
        found["on_clock_end"] = _("For this, silence never counts as a yes. It moves up.")
    if rule.outcome == Outcome.ASK and not 1 <= rule.working_days <= 60:
        found["working_days"] = _("Give from 1 to 60 working days.")
    return found


def _fixed_by(rule: Rule) -> str:
    return _("This is fixed by {source}. You may ask for more, not for less.").format(source=rule.source)


def may_set(rule: Rule, above: Rule | None) -> Verdict:
    wrong = wrong_with(rule, above)
    return no(next(iter(wrong.values()))) if wrong else YES


def may_bring_into_force(book: RuleBook, seen: Sight, pairs: Iterable[tuple[Rule, Rule | None]]) -> Verdict:
    """Every rule of the draft must still be allowed by what holds above it now."""
    return first_no(may_sign(book, seen), *(_still_fits(rule, above) for rule, above in pairs))


def _still_fits(rule: Rule, above: Rule | None) -> Verdict:
    verdict = may_set(rule, above)
    return verdict if verdict else no(f"{rule.trigger.label}: {verdict.reason}")
