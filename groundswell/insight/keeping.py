"""Whether a version of a framework may be changed, begun or ended; who may do so is asked in `enabling`. Pure."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from groundswell.insight.models import Framework
from groundswell.ui.formats import day
from groundswell.ui.verdicts import YES, Verdict, no

MOST_STATEMENTS = 40


def may_change(framework: Framework) -> Verdict:
    """A draft alone: with any other, packs have been made."""
    if framework.is_shipped:
        return no(_("This version came with Groundswell and stays as it is. Copy it, and change the copy."))
    if not framework.is_draft:
        return no(_("Packs are made with this version, so it stays as it is. Copy it, and change the copy."))
    return YES


def may_add(framework: Framework, statements: int) -> Verdict:
    if statements >= MOST_STATEMENTS:
        return no(_("There are {n} statements. That is the most.").format(n=MOST_STATEMENTS))
    return may_change(framework)


def may_start(framework: Framework, statements: int, before: Framework | None) -> Verdict:
    """`before`: the newest own version of the same code that was begun. It ends on the day before."""
    if not (verdict := may_change(framework)):
        return verdict
    if not statements:
        return no(_("There is no statement in it yet. Add one first."))
    if before is not None and framework.since <= before.since:
        return no(
            _("The version before it begins on {day}. Give this one a later first day.").format(day=day(before.since))
        )
    return YES


def may_end(framework: Framework, on: date) -> Verdict:
    if framework.is_shipped:
        return no(_("This version came with Groundswell. A version of your own takes its place."))
    if framework.is_draft:
        return no(_("This version has not begun. Throw the draft away instead."))
    if framework.until is not None:
        return no(_("This version has its last day already: {day}.").format(day=day(framework.until)))
    if on < framework.since:
        return no(_("This version begins on {day}. It cannot end before that.").format(day=day(framework.since)))
    return YES
