"""Typed for a colleague, with their yes: it is theirs, they are told at once, and one tap says that it is not."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groundswell.events import actions as events
from groundswell.events.kinds import Part
from groundswell.ideas import kinds, rules
from groundswell.ideas.actions import asking
from groundswell.ideas.actions.noticing import notice
from groundswell.ideas.actions.telling import record, unnamed
from groundswell.ideas.models import Idea
from groundswell.ideas.queries import entered_by
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place


@transaction.atomic
def enter_for(*, colleague: Person, words: str, place: Place, by: Person, at: datetime, held: bool = False) -> Idea:
    """What `colleague` noticed, typed by `by`. Always with the open name of the colleague, who said yes to it."""
    rules.may_enter_for(colleague, by, place, sight(colleague)).or_refuse()
    idea = notice(words=words, place=place, by=colleague, at=at, held=held)
    subject = unnamed(idea) if held else idea.subject
    record(kinds.IDEA_ENTERED, idea, subject=subject, at=at, by=by, facts={"name": colleague.called})
    return idea


@transaction.atomic
def not_mine(*, idea: Idea, by: Person, at: datetime) -> None:
    """Whom it was typed for says that it is not theirs: it belongs to who typed it, and the log names them no more."""
    typist = entered_by(idea)
    rules.may_say_not_mine(idea, by, typist).or_refuse()
    if typist is None:
        return
    events.take_back(room="ideas", subject_id=idea.public_id, person=by)
    idea.owner = typist
    idea.save(update_fields=["owner"])
    subject = unnamed(idea) if idea.held_at else idea.subject
    record(
        kinds.IDEA_NOT_MINE, idea, subject=subject, at=at, credits=[(typist, Part.OWNER)], facts={"name": typist.called}
    )
    if idea.asked_id == typist.pk:
        asking.pass_on(idea=idea, at=at)
