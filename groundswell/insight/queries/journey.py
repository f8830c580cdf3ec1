"""What a person's own journey is made of. Asked by that person, about that person, and by nobody else."""

from __future__ import annotations

from typing import Any

from groundswell.events import queries as events
from groundswell.events.models import Event
from groundswell.growth import queries as growth
from groundswell.insight.journey import Reached, journey
from groundswell.insight.queries.tally import own_facts


def journey_of(person: Any) -> tuple[tuple[Reached, ...], dict[int, Event], frozenset[str]]:
    """The stages, the event with which each was reached, and which of their addresses are open to this person."""
    reached = journey(own_facts(person))
    found = events.by_number(one.event for one in reached if one.event)
    return reached, found, growth.open_addresses(person, found.values())
