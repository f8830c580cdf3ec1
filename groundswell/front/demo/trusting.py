"""Rules of trust, permissions and asks of the cast."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from groundswell.changes import actions as changes
from groundswell.changes.models import Change
from groundswell.enabling import actions as enabling
from groundswell.enabling.models import Ask, Permission
from groundswell.enabling.rules import Rung, level_of
from groundswell.front.demo.shapes import Decided, InTheWay, Work
from groundswell.people.models import Person
from groundswell.ui.formats import london_day

if TYPE_CHECKING:
    from groundswell.front.demo.loader import Stage


def ask(stage: Stage, change: Change, work: Work) -> None:
    """Answers to the questions its words suggest; then whom the rules name, and what they decided."""
    by = stage.people[work.by]
    if work.answers:
        changes.answer_questions(
            change=change, answers=dict(work.answers), by=_leads(change, by), at=stage.ago(work.ago, 9)
        )
    if work.asked is None:
        return
    changes.ask_permissions(change=change, by=_leads(change, by), at=stage.ago(work.asked, 10))
    for row in work.decided:
        _decide(stage, change, row)


def _leads(change: Change, by: Person) -> Person:
    """One of the pair where there is one: only they answer then."""
    first = change.co_leads.exclude(accepted_at=None).order_by("pk").select_related("person").first()
    return first.person if first else by


def _decide(stage: Stage, change: Change, row: Decided) -> None:
    place = stage.places[row.place]
    permission = Permission.objects.get(
        work_id=change.public_id, trigger=row.trigger, organisation=place.organisation or place, withdrawn_at=None
    )
    about: dict[str, Any] = {"permission": permission, "by": permission.decider, "at": stage.ago(row.ago, 14)}
    if row.decision == "no":
        enabling.refuse(reason=row.words, would_be_yes=row.would_be_yes, **about)
    elif row.decision == "need":
        enabling.need_more(need=row.words, **about)
    else:
        enabling.give(conditions=row.words if row.decision == "yes_if" else "", **about)


def in_the_way(stage: Stage, change: Change, work: Work) -> None:
    for row in work.asks:
        _ask(stage, change, row)


def _ask(stage: Stage, change: Change, row: InTheWay) -> None:
    by, at, place = stage.people[row.by], stage.ago(row.ago, 10), stage.places[row.to_place]
    if row.same_as:
        changes.stand_behind(change=change, ask=Ask.objects.get(what=row.same_as), by=by, at=at)
        return
    holder = stage.people[row.to]
    made = changes.ask_for(
        change=change, what=row.what, kind=row.kind, to=Rung(holder, place, level_of(place)), by=by, at=at
    )
    if row.due is not None:
        due = london_day(stage.at) + timedelta(days=row.due)
        enabling.commit(ask=made, due=due, by=holder, at=stage.ago(row.ago - 1, 8))
    if row.kept:
        enabling.keep(ask=made, by=holder, at=stage.ago(row.kept, 16))
    if row.declined:
        ago, why, yes = row.declined
        enabling.decline(ask=made, reason=why, would_be_yes=yes, by=holder, at=stage.ago(ago, 16))
