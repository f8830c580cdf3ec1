"""Who decides a permission, who may do what with it, and what happens when its clock runs out. Vocabulary d9."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from groundswell.enabling.clocks import PausePeriod, due_on
from groundswell.enabling.models import Decision, OnClockEnd, Permission
from groundswell.enabling.rules.asks import Rung, answers_for, higher
from groundswell.enabling.rules.trust import Rule
from groundswell.people.models import Person, RoleCode
from groundswell.people.queries import Sight
from groundswell.places.models import Place
from groundswell.ui.formats import until
from groundswell.ui.verdicts import YES, Verdict, first_no, no

DECIDES = (RoleCode.DECIDER, RoleCode.EXECUTIVE, RoleCode.MANAGER, RoleCode.PLACE_LEAD)


def decider_of(
    rule: Rule, named: Rung | None, holders: Sequence[Rung], ladder: Sequence[Rung], but: Collection[int] = ()
) -> Rung | None:
    """The one person who decides: named by the rule; else who holds its office, nearest first; else who decides there.

    Nobody decides what they ask for themselves, unless nobody else holds the right (a small practice).
    """
    found = [*([named] if named else []), *(holders if rule.office else ()), *ladder]
    return next((rung for rung in found if rung.person.pk not in but), found[0] if found else None)


def next_decider(ladder: Sequence[Rung], permission: Permission, but: Collection[int]) -> Rung | None:
    """Who gets it when the clock runs out: the next one up who has not had it and did not ask for it; None at the top."""
    but = {*but, permission.asked_by_id or 0}
    above = (rung for rung in ladder if higher(rung.level, permission.level) or rung.place != permission.level_place)
    above = (rung for rung in above if permission.level_place.is_under(rung.place))
    return next((rung for rung in above if rung.person.pk not in but), None)


def due_after(permission: Permission, climbed: int, pauses: Sequence[PausePeriod]) -> date | None:
    """The day at whose end it is due; none while something is missing.

    Each level has the same number of working days, all counted from the day of asking: so passing on changes nothing.
    """
    return due_on(permission.asked_at, permission.working_days * (climbed + 1), pauses)


def counts_as_yes(permission: Permission) -> bool:
    """Silence is a yes only where the organisation has said so, and never for the kinds that d9 excludes."""
    return permission.on_clock_end == OnClockEnd.COUNTS_AS_YES


def nobody_decides(rule: Rule, place: Place) -> Verdict:
    what = str(rule.trigger.label).lower()
    return no(
        _("Nobody at {place} decides about {what} yet. Its administrator can name somebody.").format(
            place=place, what=what
        )
    )


def may_see(permission: Permission, person: Person, seen: Sight, had_it: Collection[int], today: date) -> Verdict:
    """The one place that decides who sees a permission: people of the organisation that decides, who has it, had it or asked."""
    asked = person.pk in (permission.decider_id, permission.asked_by_id) or person.pk in had_it
    if asked or permission.decider.is_covered_by(person, today):
        return YES
    if seen.works_in(permission.organisation_id):
        return YES
    return no(_("This belongs to another organisation."))


def may_decide(permission: Permission, by: Person, today: date) -> Verdict:
    """The one named decider, or their cover, once."""
    if permission.withdrawn_at:
        return no(_("This was taken back."))
    if permission.decided_at:
        return no(_("This was decided already."))
    if not answers_for(permission.decider, by, today):
        return no(_("{name} decides this.").format(name=permission.decider.called))
    return YES


def may_need_more(permission: Permission, by: Person, today: date) -> Verdict:
    if permission.decision == Decision.NEED_MORE:
        return no(_("You asked for something already. It has not come yet."))
    return may_decide(permission, by, today)


def may_send(permission: Permission, by: Person, team: Collection[int]) -> Verdict:
    """The team says that what was missing is there; the clock goes on."""
    if permission.decision != Decision.NEED_MORE:
        return no(_("Nothing is missing."))
    return may_follow_up(permission, by, team)


def may_follow_up(permission: Permission, by: Person, team: Collection[int]) -> Verdict:
    if by.pk in team or by.pk == permission.asked_by_id:
        return YES
    return no(_("Those who asked for it do this."))


def may_pass_up(permission: Permission, by: Person, to: Rung | None, today: date) -> Verdict:
    above = YES if to else no(_("Nobody above can decide this. It is yours."))
    return first_no(may_decide(permission, by, today), above)


def may_talk(permission: Permission, by: Person, team: Collection[int]) -> Verdict:
    """Ten minutes' talk is offered with every no."""
    if permission.decision != Decision.NO:
        return no(_("Ten minutes are offered when something was declined."))
    if permission.talk_wanted_at:
        return no(_("{name} was told that you would like to talk.").format(name=permission.decider.called))
    return may_follow_up(permission, by, team)


def may_begin(wanted: Sequence[Permission], now: datetime) -> Verdict:
    """Whether every permission that was asked for is a yes; if not, on whom it waits."""
    for row in wanted:
        if row.decision == Decision.NO:
            return no(
                _("{name} said no: {why}. It would be a yes with: {yes}.").format(
                    name=_by(row), why=row.reason, yes=row.would_be_yes
                )
            )
        if row.decision == Decision.NEED_MORE:
            return no(_("{name} needs something first: {what}.").format(name=row.decider.called, what=_need(row)))
        if row.is_open:
            due = until(row.due_on, now) if row.due_on else _("as soon as possible")
            return no(_("It waits for {name} to decide, {due}.").format(name=row.decider.called, due=due))
    return YES


def _by(row: Permission) -> str:
    return row.decided_by.called if row.decided_by else row.decider.called


def _need(row: Permission) -> str:
    return next((pause.need for pause in row.pauses.all() if pause.ended_at is None), "")
