"""An idea that became real: before and after, what came of it, and who said thanks."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from groundswell.benefits.queries import Sums, sums_of
from groundswell.changes import queries as changes
from groundswell.changes.models import BecameReal, Change
from groundswell.enabling.kinds import COMMITMENT_KEPT
from groundswell.events.queries import about
from groundswell.ideas.queries import idea_for
from groundswell.measures.queries import Picture
from groundswell.people.models import Person
from groundswell.stories import rules
from groundswell.stories.models import Story
from groundswell.stories.queries.reading import story_of
from groundswell.stories.queries.writing import told
from groundswell.talk.queries import Thank, thanks_about


@dataclass(frozen=True)
class Real:
    """`story` is there when the reader may read it; `told`, when there is one; `taken_up`, at how many other places."""

    became: BecameReal
    chart: Picture | None
    sums: Sums
    thanks: tuple[Thank, ...]
    people: tuple[Person, ...]
    enablers: tuple[Person, ...]
    story: Story | None
    told: bool
    taken_up: int


def tells_story(change: Change, person: Person) -> bool:
    """Whether this person tells the story: of the pair, or whoever noticed it."""
    return bool(rules.is_a_teller(person, changes.seats_of(change), changes.owners(change)))


def real_for(person: Person, public_id: str) -> Real:
    """For whoever may see the idea, its owner first, wherever they work now; not found otherwise, or while it is not real."""
    idea = idea_for(person, public_id)
    became = BecameReal.objects.filter(idea=idea).select_related("change", "place", "place__organisation").first()
    if became is None:
        raise Http404
    became.idea, change = idea, became.change
    story = told(change)
    subjects = [change.subject, idea.subject, *([story.subject] if story else [])]
    thanks = sorted((one for subject in subjects for one in thanks_about(subject)), key=lambda one: one.at)
    kept = [
        event.actor for event in reversed(about(change.subject)) if event.kind == COMMITMENT_KEPT.code and event.actor
    ]
    people = dict.fromkeys([*changes.seats_of(change).people, *changes.team_of(change)])
    charts = changes.charts_of(changes.measures_of(change)[:1], changes.tests_of(change), [])
    return Real(
        became, next((chart for chart in charts if chart.has_readings), None), sums_of("changes", change.public_id), tuple(thanks),
        tuple(one for one in people if one != idea.owner), tuple(one for one in dict.fromkeys(kept) if one not in people),
        story_of(person, change), story is not None, story.adoptions.count() if story else 0,
    )  # fmt: skip
