"""What the pages of one change show."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.benefits import queries as benefits
from groundswell.benefits.kinds import BENEFIT_CLAIMED
from groundswell.benefits.models import Benefit
from groundswell.changes.models import Change, Pause, Step, Test
from groundswell.changes.queries.parts import (
    measures_of,
    open_pause,
    promises_of,
    rows_of,
    seats_shown,
    steps_of,
    tests_of,
)
from groundswell.changes.rules import Seats
from groundswell.enabling.models import Commitment
from groundswell.events import queries as events
from groundswell.events.models import Event
from groundswell.ideas.kinds import IDEA_MOVED
from groundswell.measures import queries as measures
from groundswell.measures.models import Measure
from groundswell.measures.queries import Picture, SmallChart
from groundswell.measures.rules import may_start
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place


@dataclass(frozen=True)
class Whole:
    """Everything the page of a change shows, fetched once."""

    change: Change
    seats: Seats
    team: frozenset[int]
    pause: Pause | None
    tests: list[Test]
    steps: list[Step]
    promises: list[Commitment]
    measures: list[Measure]
    events: list[Event]
    benefits: list[Benefit]


def whole(change: Change, person: Person) -> Whole:
    """A change from `change_for`, with what its page shows to `person`: only of steps and pauses what is needed."""
    tests = tests_of(change)
    is_running = any(test.ended_on is None for test in tests)
    told = line_of_time(change)
    return Whole(
        change=change,
        seats=seats_shown(change),
        team=frozenset({person.pk} if change.reader_helps else ()),
        pause=open_pause(change) if change.is_paused else None,
        tests=tests,
        steps=[] if is_running else steps_of(change),
        promises=promises_of(change),
        measures=measures_of(change),
        events=told,
        benefits=benefits_of(change) if any(event.kind == BENEFIT_CLAIMED.code for event in told) else [],
    )


def benefits_of(change: Change) -> list[Benefit]:
    """What came of it, as far as people said so."""
    return benefits.benefits_of("changes", change.public_id)


def line_of_time(change: Change) -> list[Event]:
    """What happened to the change and its ideas, newest first. That an idea moved with its change is said once."""
    told = events.about(change.subject, *(idea.subject for idea in change.ideas.all()))
    return [event for event in told if event.kind != IDEA_MOVED.code]


def small_charts(change: Change) -> list[SmallChart]:
    """Each measure of the change as a card."""
    found = measures_of(change)
    drawn = measures.small_charts(found) if found else {}
    return [drawn[measure.pk] for measure in found]


def chart_of(followed: list[Measure], tests: list[Test]) -> Picture | None:
    """The first measure, with a flag where each test began."""
    if not followed:
        return None
    flags = [(test.started_on, _("Test {number}").format(number=test.number)) for test in tests]
    return measures.chart_of(followed[0], flags)


def place_to_count_at(change: Change, person: Person) -> Place | None:
    """The first place of the change where this person may start a measure."""
    seen = sight(person)
    return next((row.place for row in rows_of(change) if may_start(seen, row.place)), None)


def other_measures(change: Change, person: Person) -> list[Measure]:
    """Measures of the organisations that take part which this change does not follow yet."""
    linked = set(change.measures.values_list("pk", flat=True))
    homes = dict.fromkeys(row.place.organisation or row.place for row in rows_of(change))
    found = [measure for home in homes for measure in measures.measures_under(person, home)]
    return [measure for measure in found if measure.pk not in linked]
