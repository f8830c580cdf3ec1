"""Paused for safety: at once, by name, with a reason. Ownership never changes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groundswell.changes import kinds, queries, rules
from groundswell.changes.actions.moving import hold, record
from groundswell.changes.models import Change, Pause
from groundswell.people.models import Person, RoleCode
from groundswell.people.queries import holders, sight
from groundswell.ui.formats import day, london_day
from groundswell.ui.workdays import due_on


@transaction.atomic
def pause(*, change: Change, reason: str, by: Person, at: datetime) -> Pause:
    """Anyone at the place stops the trying at once. The team and who leads each place are told."""
    hold(change)
    places = [row.place for row in queries.rows_of(change)]
    rules.may_pause(change, sight(by), places, queries.open_pause(change)).or_refuse()
    made = Pause.objects.create(
        change=change, person=by, reason=reason, at=at,
        due_on=due_on(london_day(at), rules.PAUSE_ANSWER_IN_WORKING_DAYS),
    )  # fmt: skip
    record(kinds.PAUSED, change, at=at, by=by, tell=_concerned(change, at), facts={"due": day(made.due_on)})
    return made


def _concerned(change: Change, at: datetime) -> list[Person]:
    """The team, and who leads each place."""
    places = [row.place for row in queries.rows_of(change)]
    return [*queries.team_of(change), *(lead for place in places for lead in holders(RoleCode.PLACE_LEAD, place, at))]


@transaction.atomic
def answer_pause(*, pause: Pause, answer: str, by: Person, at: datetime) -> None:
    """The co-leads, or who paused it, say what was done; it goes on."""
    hold(pause.change)
    pause.refresh_from_db(fields=["answered_at"])
    rules.may_answer_pause(pause, by, queries.seats_of(pause.change)).or_refuse()
    pause.answer, pause.answered_at, pause.answered_by = answer, at, by
    pause.save(update_fields=["answer", "answered_at", "answered_by"])
    tell = [pause.person, *queries.team_of(pause.change)]
    record(kinds.PAUSE_ANSWERED, pause.change, at=at, by=by, tell=tell)


@transaction.atomic
def remind_of_pause(*, pause: Pause, at: datetime) -> bool:
    """Its day has passed without an answer: the team and who leads each place hear of it, once."""
    hold(pause.change)
    if queries.was_reminded(pause):
        return False
    facts = {"name": pause.person.called, "pause": pause.public_id}
    record(kinds.PAUSE_OVERDUE, pause.change, at=at, by=None, tell=_concerned(pause.change, at), facts=facts)
    return True
