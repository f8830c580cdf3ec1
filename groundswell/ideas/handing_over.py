"""Something sent as an idea belongs at another door (d20): the words go, the fact that it was routed stays."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ideas import actions, memory
from groundswell.ideas.models import Idea, RestingReason
from groundswell.people.models import Person
from groundswell.places.actions import note_routing


@transaction.atomic
def hand_over(*, idea: Idea, route: str, by: Person, at: datetime) -> None:
    """The owner takes it elsewhere: their words are discarded here, and only place, route and week are kept."""
    gone = _("Handed over. The words were not kept.")
    actions.reword(idea=idea, words=gone, version=idea.version, by=by, at=at)
    actions.rest(idea=idea, reason=RestingReason.HANDED_OVER, words="", by=by, at=at)
    memory.forget("ideas", idea.public_id)
    note_routing(place=idea.place, route=route, at=at)
