"""Whose turn it is: the first is asked when an idea is noticed, the next when they are away or the clock runs out."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from groundswell.ideas import kinds
from groundswell.ideas.actions.telling import answer_by, record, time_kept
from groundswell.ideas.line import Turn, Why, in_line, who_is_next
from groundswell.ideas.models import Idea, Stage
from groundswell.ideas.queries import line_for
from groundswell.people.models import Person, RoleGrant
from groundswell.ui.formats import london_day

SAID = {Why.AWAY: kinds.IDEA_PASSED_ON, Why.LATE: kinds.IDEA_PASSED_ON_LATE, Why.GONE: kinds.IDEA_PASSED_ON_GONE}


@transaction.atomic
def begin(*, idea: Idea, at: datetime, grants: list[RoleGrant] | None = None) -> None:
    """The first in line has it from now; when they are away, the next at once. `grants`: when they are in hand.

    Of a hidden name only the day or week is known here, so that the tick does the rest.
    """
    line = line_for(idea, at) if grants is None else in_line(grants, idea.owner)
    first = next(iter(line), None)
    until = idea.due_on if london_day(at) <= idea.due_on else answer_by(idea.name_mode, at)
    _give(idea, first, max(time_kept(idea.name_mode, at), idea.noticed_at), until if first else None)
    if not idea.hides_its_owner:
        pass_on(idea=idea, line=line, at=at)


@transaction.atomic
def pass_on(*, idea: Idea, at: datetime, line: list[Person] | None = None) -> bool:
    """One step along the line, if it is time: the next is told, and the owner. False when nothing changed."""
    line = line_for(idea, at) if line is None else line
    has, since = idea.asked, max(time_kept(idea.name_mode, at), idea.noticed_at)
    if idea.asked_until is None:
        return False
    turn = who_is_next(
        line, has, due=idea.due_on, until=idea.asked_until, today=london_day(at), then=answer_by(idea.name_mode, at)
    )
    if turn.why is None or not _give(idea, turn.to or has, since, turn.until, was=has, hop=turn):
        return False
    if turn.to and has:
        facts = {"name": has.called, "next": turn.to.called}
        record(SAID[turn.why], idea, at=since, tell=[turn.to], facts=facts)
    return turn.to is not None


def _give(
    idea: Idea, to: Person | None, since: datetime, until: date | None, *, was: Person | None = None, hop: Turn | None = None
) -> bool:  # fmt: skip
    """Written only where nobody was quicker: two ticks at once make one step."""
    if hop and hop.to is None:
        since = idea.asked_since or since  # nobody is left: whoever has it keeps it
    rows = Idea.objects.filter(pk=idea.pk, stage=Stage.NOTICED)
    if hop:
        rows = rows.filter(asked=was, asked_until=idea.asked_until)
    done = rows.update(asked=to, asked_since=since if to else None, asked_until=until)
    if done:
        idea.asked, idea.asked_since, idea.asked_until = to, since if to else None, until
    return bool(done)


def look_on(idea: Idea) -> None:
    """More people may be asked now that it is confirmed: a clock that had stopped for want of anybody goes on."""
    Idea.objects.filter(pk=idea.pk, stage=Stage.NOTICED, asked_until=None).update(asked_until=idea.due_on)
