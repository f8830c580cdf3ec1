"""What the pages of one change show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from groundswell.benefits import queries as benefits
from groundswell.benefits.kinds import BENEFIT_CLAIMED
from groundswell.benefits.models import Benefit
from groundswell.changes.kinds import BECAME_REAL, PARTNER_ASKED, STEP_DONE
from groundswell.changes.models import Change, PartnerSeat, PartnerWord, Pause, Step, Test
from groundswell.changes.queries.houses import House, houses_of
from groundswell.changes.queries.partners import partner_words, partners_of
from groundswell.changes.queries.parts import (
    asks_of,
    measures_of,
    open_pause,
    organisations_of,
    rows_of,
    seats_shown,
    steps_of,
    tests_of,
)
from groundswell.changes.queries.trust import permissions_of, what_follows_for
from groundswell.changes.rules import Here, Seats
from groundswell.enabling.kinds import ASK_JOINED, ASK_MADE, COMMITMENT_MADE, LET_KNOW, OWN_DECISION, PERMISSION_ASKED
from groundswell.enabling.models import Ask, Permission
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
from groundswell.ui.formats import london_day

PERMITTED = {PERMISSION_ASKED.code, OWN_DECISION.code, LET_KNOW.code}
ASKED = {ASK_MADE.code, ASK_JOINED.code, COMMITMENT_MADE.code}  # without one of these nothing is in the way
FEW = 5  # claims on the page of a change; all of them are a page of their own


@dataclass(frozen=True)
class Whole:
    """Everything the page of a change shows, fetched once."""

    change: Change
    seats: Seats
    team: frozenset[int]
    pause: Pause | None
    tests: list[Test]
    steps: list[Step]
    asks: list[Ask]
    permissions: list[Permission]
    here: list[Here]
    measures: list[Measure]
    events: list[Event]
    benefits: list[Benefit]
    partners: list[PartnerSeat]
    partner_words: list[PartnerWord]
    houses: list[House]
    happened: frozenset[str] | None  # codes of all that ever happened; None when the line of time is cut off


def whole(change: Change, person: Person, at: datetime) -> Whole:
    """A change from `change_for`, with what its page shows to `person`: only of steps and pauses what is needed."""
    tests = tests_of(change)
    is_running = any(test.ended_on is None for test in tests)
    all_told, followed = _told(change), measures_of(change)
    happened = {event.kind for event in all_told}
    permissions = permissions_of(change) if happened & PERMITTED else []
    asks = asks_of(change) if happened & ASKED else []
    invited = PARTNER_ASKED.code in happened
    return Whole(
        change=change,
        seats=seats_shown(change),
        team=frozenset({person.pk} if change.reader_helps else ()),
        pause=open_pause(change) if change.is_paused else None,
        tests=tests,
        steps=steps_of(change) if not is_running or (followed and STEP_DONE.code in happened) else [],
        asks=asks,
        permissions=permissions,
        here=what_follows_for(change, permissions),
        measures=followed,
        events=_without_moves(all_told),
        benefits=benefits_of(change, limit=FEW) if BENEFIT_CLAIMED.code in happened else [],
        partners=partners_of(change) if invited else [],
        partner_words=partner_words(change) if invited else [],
        houses=houses_of(change, seats_shown(change), asks, permissions, at)
        if len(set(organisations_of(change))) > 1
        else [],
        happened=frozenset(happened) if len(all_told) < events.LONGEST else None,
    )


def benefits_of(change: Change, *, limit: int = benefits.PAGE, offset: int = 0) -> list[Benefit]:
    """What came of it, as far as people said so, newest first; one more than `limit` when there are more."""
    return benefits.benefits_of("changes", change.public_id, limit=limit, offset=offset)


def benefit_of(change: Change, public_id: str) -> Benefit:
    """One claim of it; not found otherwise."""
    return benefits.benefit_of("changes", change.public_id, public_id)


def _told(change: Change) -> list[Event]:
    return events.about(change.subject, *(idea.subject for idea in change.ideas.all()))


def _without_moves(told: list[Event]) -> list[Event]:
    """That an idea moved with its change, or became real with it, is said once."""
    return [event for event in told if event.kind not in (IDEA_MOVED.code, BECAME_REAL.code)]


def small_charts(change: Change) -> list[SmallChart]:
    """Each measure of the change as a card."""
    found = measures_of(change)
    drawn = measures.small_charts(found) if found else {}
    return [drawn[measure.pk] for measure in found]


def charts_of(followed: list[Measure], tests: list[Test], done: list[Step]) -> list[Picture]:
    """Every measure on one time axis, outcome first, with a flag where each test began and each step was done."""
    if not followed:
        return []
    flags = [(test.started_on, _("Test {number}").format(number=test.number)) for test in tests]
    flags += [(london_day(step.done_at), step.what) for step in done if step.done_at]
    return measures.together(followed, sorted(flags))


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
