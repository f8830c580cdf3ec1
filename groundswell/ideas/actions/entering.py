"""Typed for a colleague, with their yes: it is theirs, they are told at once, and one tap says that it is not.

Several at once from a meeting: each the typer's own, or typed for a colleague.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.events import actions as events
from groundswell.events.kinds import Part
from groundswell.ideas import kinds, rules
from groundswell.ideas.actions import asking
from groundswell.ideas.actions.ideas import rest
from groundswell.ideas.actions.noticing import notice
from groundswell.ideas.actions.telling import record
from groundswell.ideas.models import Idea, RestingReason
from groundswell.ideas.queries import entered_by
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place


@transaction.atomic
def enter_for(*, colleague: Person, words: str, place: Place, by: Person, at: datetime, held: bool = False) -> Idea:
    """What `colleague` noticed, typed by `by`. Always with the open name of the colleague, who said yes to it."""
    rules.may_enter_for(colleague, by, place, sight(colleague)).or_refuse()
    idea = notice(words=words, place=place, by=colleague, at=at, held=held)
    record(kinds.IDEA_ENTERED, idea, at=at, by=by, facts={"name": colleague.called})
    return idea


@dataclass(frozen=True)
class Said:
    """One thing that a meeting raised; by whoever types it, unless a `colleague` is named."""

    words: str
    colleague: Person | None = None
    held: bool = False


@transaction.atomic
def enter_together(*, said: list[Said], place: Place, by: Person, at: datetime) -> list[Idea]:
    """What a meeting raised, all of it or nothing, in the order in which it was said."""
    rules.may_send_together(len(said)).or_refuse()
    rules.may_notice(place, sight(by)).or_refuse()
    return [
        enter_for(colleague=one.colleague, words=one.words, place=place, by=by, at=at, held=one.held)
        if one.colleague
        else notice(words=one.words, place=place, by=by, at=at, held=one.held)
        for one in said
    ]


@transaction.atomic
def take_back_together(*, ideas: list[Idea], by: Person, at: datetime) -> int:
    """Those of them that are `by`'s own rest, as each could by itself, and can be woken; how many."""
    own = [idea for idea in ideas if rules.may_rest(idea, by)]
    for idea in own:
        rest(idea=idea, reason=RestingReason.OTHER, words=_("Taken back after it was typed."), by=by, at=at)
    return len(own)


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
    record(kinds.IDEA_NOT_MINE, idea, at=at, credits=[(typist, Part.OWNER)], facts={"name": typist.called})
    if idea.asked_id == typist.pk:
        asking.pass_on(idea=idea, at=at)
