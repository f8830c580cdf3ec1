"""Where a story went: up to where it first began, and down through every place that took it up, and told it, and so on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.stories.models import Adoption, Story
from groundswell.stories.queries.lineage import adoption_of
from groundswell.stories.queries.reading import readable_among

MOST = 400  # places that are looked at
GENERATIONS = 20


@dataclass(frozen=True)
class Spread:
    """What was found: the first story, adoptions by the story they are of, the story of each adoption's own, what may be read."""

    first: Story
    taken: dict[int, list[Adoption]]
    own: dict[int, Story]
    readable: frozenset[str]


def spread_of(person: Person, story: Story) -> Spread:
    """Two queries a generation, and one for what this person may read."""
    first = _first(story)
    taken: dict[int, list[Adoption]] = {}
    own: dict[int, Story] = {}
    stories, left = [first], MOST
    for _generation in range(GENERATIONS):
        rows = Adoption.objects.filter(story__in=stories).select_related("place", "place__organisation")
        found = list(rows.order_by("at", "pk")[:left])
        for row in found:
            taken.setdefault(row.story_id, []).append(row)
        told = Story.objects.filter(change__in=[row.change_id for row in found])
        stories = list(told.select_related("place", "place__organisation"))
        own |= {one.change_id: one for one in stories}
        left -= len(found)
        if not stories or left <= 0:
            break
    ids = [first.public_id, *(one.public_id for one in own.values())]
    return Spread(first, taken, own, frozenset(readable_among(person, ids)))


def _first(story: Story) -> Story:
    """Up the line, as far as there is something above: what was taken up is older than what came of it, so it ends."""
    for _generation in range(GENERATIONS):
        above = adoption_of(story.change)
        if above is None:
            break
        story = above.story
    return story


@dataclass(frozen=True)
class Adopted:
    """One place that took it up: when, what they changed, what came of it; `days` until they had a reading of their own."""

    place: Place
    at: datetime
    adapted: str
    helped: bool | None
    partly: bool
    result: str
    first_reading_on: date | None


def adopted(story: Story) -> list[Adopted]:
    """Every place that took a story up, in the order in which they did. One query."""
    rows = Adoption.objects.filter(story=story).select_related("place", "place__organisation").order_by("at", "pk")
    return [
        Adopted(row.place, row.at, row.adapted, row.helped, row.partly, row.result, row.first_reading_on)
        for row in rows
    ]
