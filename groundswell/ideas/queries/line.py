"""Who is asked to answer an idea, and which ideas wait for the next step along their line."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q

from groundswell.events.models import Event
from groundswell.events.queries import about
from groundswell.ideas import kinds, rules
from groundswell.ideas.line import in_line
from groundswell.ideas.models import Idea
from groundswell.people.models import Person, RoleCode
from groundswell.people.queries import grants_reaching, holders
from groundswell.places.models import Place
from groundswell.ui.formats import london_day

MOST_STEPS = 500  # in one tick


def line_for(idea: Idea, at: datetime) -> list[Person]:
    """Who is asked, in order. One that is not confirmed yet is shown to those who hear first alone."""
    roles = rules.HEARS_FIRST if idea.unconfirmed_until else rules.ANSWERERS
    return in_line(grants_reaching(roles, idea.place, at), idea.owner)


def to_pass_on(at: datetime, limit: int = MOST_STEPS) -> list[Idea]:
    """Ideas whose turn may be over: the clock ran out, or whoever has it is away or gone."""
    today = london_day(at)
    over = (
        Q(asked_until__lt=today)
        | Q(asked=None)
        | Q(asked__back_on__gt=today)
        | Q(asked__is_active=False)
        | Q(asked=F("owner"))
    )
    rows = Idea.objects.unheard().filter(over, asked_until__isnull=False)
    return list(rows.select_related("place", "owner", "asked").order_by("asked_until", "pk")[:limit])


def entered_by(idea: Idea) -> Person | None:
    """Who typed it for its owner; None when the owner typed it, or said already that it is not theirs."""
    return typist(about(idea.subject))


def typist(timeline: list[Event]) -> Person | None:
    """The same of a line of time in hand."""
    told = {event.kind: event.actor for event in timeline}
    return None if kinds.IDEA_NOT_MINE.code in told else told.get(kinds.IDEA_ENTERED.code)


def who_helps(place: Place, at: datetime, limit: int = 2) -> list[Person]:
    """Coaches of a place or above it who are there, nearest first: who can help with an idea."""
    today = london_day(at)
    return [one for one in holders(RoleCode.COACH, place, at) if not one.is_away(today)][:limit]
