"""Who may ask, answer, log time and end; until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from groundswell.growth.models import Mentoring
from groundswell.people.models import Person
from groundswell.ui.verdicts import YES, Verdict, no

USUAL, LONGEST = timedelta(days=91), timedelta(days=366)
MOST_MINUTES = 8 * 60


def may_ask_mentor(mentor: Person, by: Person, standing: Iterable[Mentoring]) -> Verdict:
    if mentor.pk == by.pk:
        return no(_("This is your own offer."))
    for row in standing:
        if row.waits:
            return no(_("You asked {name} already. An answer is on its way.").format(name=mentor.called))
        if row.ended_at is None:
            return no(_("{name} mentors you in this already.").format(name=mentor.called))
    return YES


def end_fits(ends_on: date, today: date) -> Verdict:
    """A last day is always agreed: to come, and within a year."""
    if today < ends_on <= today + LONGEST:
        return YES
    return no(_("Choose a day after today and within a year."))


def may_answer_mentee(row: Mentoring, by: Person) -> Verdict:
    if row.mentor_id != by.pk:
        return no(_("Whoever was asked answers."))
    return YES if row.waits else no(_("It was answered already."))


def may_log(row: Mentoring, by: Person, on: date, today: date) -> Verdict:
    """Either of the two, for a day since it was asked for and not to come."""
    if by.pk not in (row.mentor_id, row.mentee_id):
        return no(_("Only the two of you."))
    if row.answer != "yes":
        return no(_("There is no yes yet."))
    if on > today:
        return no(_("That day is still to come."))
    if on < row.asked_at.date() or on > row.ends_on:
        return no(_("Choose a day on which the mentoring went on."))
    return YES


def may_end_mentoring(row: Mentoring, by: Person) -> Verdict:
    if by.pk not in (row.mentor_id, row.mentee_id):
        return no(_("Only the two of you."))
    if row.ended_at:
        return no(_("It has ended."))
    if row.waits and by.pk == row.mentor_id:
        return no(_("Say yes or not now first."))
    return YES
