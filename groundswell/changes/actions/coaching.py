"""A coach asks a team one question, in its talk, by name."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groundswell.changes import coaching, kinds, queries
from groundswell.changes.actions.moving import hold
from groundswell.changes.models import Change
from groundswell.changes.queries.coaching import asked_about
from groundswell.events import actions as events
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.talk import actions as talk


@transaction.atomic
def coach_ask(*, change: Change, line: str, words: str, by: Person, at: datetime) -> None:
    """The question stands in the talk of the change; the pair, their helpers and whose idea it was hear of it. Remembered, so
    that nobody is asked the same twice."""
    hold(change)
    asked = asked_about([change.public_id]).get(change.public_id, {}).get(line)
    coaching.may_ask(sight(by), change.place, asked.at if asked else None, at).or_refuse()
    tell = [*queries.owners(change), *queries.seats_of(change).people, *queries.team_of(change)]
    talk.say(subject=change.subject, place=change.place, words=words, by=by, at=at, tell=tell)
    events.record(kinds.COACH_ASKED, subject=change.subject, place=change.place, at=at, by=by, facts={"line": line})
