"""Who may take words back, thank, report, and answer a report."""

from __future__ import annotations

from django.utils.translation import gettext as _

from groundswell.people.models import Person, RoleCode
from groundswell.people.queries import Sight
from groundswell.talk.models import Comment, Report
from groundswell.ui.verdicts import YES, Verdict, no

LOOKS_AFTER = (RoleCode.PLACE_LEAD, RoleCode.PLACE_ADMIN, RoleCode.MANAGER)
ANSWERS = (*LOOKS_AFTER, RoleCode.EXECUTIVE)  # the executive hears of it where nobody else can answer


def may_take_back(comment: Comment, by: Person) -> Verdict:
    """Words belong to their writer: nobody else takes them back."""
    if comment.person_id != by.pk:
        return no(_("Only the writer can take a comment back."))
    if comment.removed_at:
        return no(_("This comment was already taken back."))
    return YES


def may_thank(to: Person, by: Person) -> Verdict:
    return no(_("You cannot thank yourself.")) if to.pk == by.pk else YES


def may_report(comment: Comment | None, by: Person) -> Verdict:
    if comment is None:
        return YES
    if comment.person_id == by.pk:
        return no(_("These are your own words. You can take them back."))
    if comment.removed_at or comment.hidden_at:
        return no(_("These words are no longer shown."))
    return YES


def is_concerned(report: Report, person: Person) -> bool:
    """Whoever wrote the words, is written about, or reported them does not judge them."""
    return person.pk in (report.writer_id, report.colleague_id, report.person_id)


def may_see(report: Report, by: Person, seen: Sight) -> bool:
    """Seen by those who look after the place, unless they are concerned themselves."""
    return report.place is not None and seen.holds_any(ANSWERS, report.place) and not is_concerned(report, by)


def may_answer(report: Report, by: Person, seen: Sight) -> Verdict:
    if is_concerned(report, by):
        return no(_("Somebody who is not concerned answers this report."))
    if not may_see(report, by, seen):
        return no(_("Those who look after the place answer this report."))
    if report.answered_at:
        return no(_("This report was already answered."))
    return YES


def is_outcome_of(report: Report, outcome: str) -> Verdict:
    """A comment is hidden or stays. Words of an idea belong to their owner, who is asked to reword them."""
    if outcome == Report.Outcome.HIDDEN and report.comment_id is None:
        return no(_("Only a comment can be hidden here. Talk to the writer, who can change the words."))
    return YES
