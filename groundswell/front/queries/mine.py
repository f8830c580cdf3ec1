"""What became of somebody's ideas, and what is new where they work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from groundswell.events.models import Event
from groundswell.events.queries import latest_about
from groundswell.ideas import queries as ideas
from groundswell.ideas.models import Idea
from groundswell.measures import queries as measures
from groundswell.measures.models import Measure
from groundswell.people.models import Person
from groundswell.stories import queries as stories
from groundswell.stories.models import Story

SHOWN = 5
A_FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True)
class Became:
    """One idea, the last thing that happened to it or to the change that took it on, and the number followed there."""

    idea: Idea
    last: Event | None
    chart: measures.SmallChart | None = None


def became_of(person: Person, limit: int = SHOWN) -> list[Became]:
    """What moved last, first."""
    mine = ideas.ideas_of(person, limit=limit)
    last = latest_about(subject for idea in mine for subject in _subjects(idea)) if mine else {}
    charts = _charts([idea.pk for idea in mine if idea.work_address])
    return [Became(idea, _newest([last.get(one) for one in _subjects(idea)]), charts.get(idea.pk)) for idea in mine]


def _subjects(idea: Idea) -> list[tuple[str, str]]:
    """The idea itself, and the change whose address was left with it."""
    own = [("ideas", idea.public_id)]
    return [*own, ("changes", idea.work_address.strip("/").rpartition("/")[2])] if idea.work_address else own


def _newest(events: list[Event | None]) -> Event | None:
    return max((event for event in events if event), key=lambda event: (event.at, event.pk), default=None)


def _charts(ideas_with_work: list[int]) -> dict[int, measures.SmallChart]:
    """By idea: the first measure of its change that has numbers to show."""
    if not ideas_with_work:
        return {}
    rows = list(
        Measure.objects.filter(changes__ideas__in=ideas_with_work).annotate(idea=F("changes__ideas")).order_by("-pk")
    )
    drawn = measures.small_charts(list({row.pk: row for row in rows}.values())) if rows else {}
    return {row.idea: drawn[row.pk] for row in rows if drawn[row.pk].line}  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Near:
    """What others noticed in the last fortnight where the person works, and the newest story they may read."""

    ideas: list[Idea]
    story: Story | None


def near(person: Person, now: datetime) -> Near:
    return Near(ideas.new_near(person, now - A_FORTNIGHT, limit=3), stories.newest_story(person))
