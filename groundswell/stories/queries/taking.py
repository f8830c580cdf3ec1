"""What comes along when a story is taken up, and who can be asked about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from groundswell.changes import queries as changes
from groundswell.changes.models import Change, Test
from groundswell.enabling.kinds import COMMITMENT_KEPT
from groundswell.events.models import Event
from groundswell.people.models import Person
from groundswell.stories.models import Adoption, Story
from groundswell.stories.queries.reading import seats, story_for

MOST_TO_ASK = 6


@dataclass(frozen=True)
class Knows:
    """Somebody the story names, and what they did for it: co_lead, teller, enabler."""

    person: Person
    parts: tuple[str, ...]


def tests_of(change: Change) -> list[Test]:
    return changes.tests_of(change)


def who_knows(story: Story, line: Sequence[Event]) -> list[Knows]:
    """The pair, who told it, and who kept a promise that cleared its way: those named on the page of the story."""
    enablers = [event.actor for event in reversed(line) if event.kind == COMMITMENT_KEPT.code and event.actor]
    parts: dict[Person, list[str]] = {}
    for part, people in (("co_lead", seats(story).people), ("teller", [story.told_by]), ("enabler", enablers)):
        for person in dict.fromkeys(people):
            if person and person.is_active:
                parts.setdefault(person, []).append(part)
    return [Knows(person, tuple(did)) for person, did in parts.items()][:MOST_TO_ASK]


def adoption_to_read(person: Person, public_id: str) -> Adoption:
    """An adoption of a story this person may read, with that story; otherwise not found."""
    row = Adoption.objects.filter(public_id=public_id).select_related("story").first()
    if row is None:
        raise Http404
    story = story_for(person, row.story.public_id)
    found = next(one for one in story.adoptions.all() if one.pk == row.pk)
    found.story = story
    return found
