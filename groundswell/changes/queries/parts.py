"""What one change is made of."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, F, Q
from django.http import Http404

from groundswell.changes.models import Change, ChangePlace, CoLead, Decision, Pause, Step, Test
from groundswell.changes.rules import Seats
from groundswell.enabling import queries as enabling
from groundswell.enabling.models import Ask
from groundswell.ideas.models import Idea
from groundswell.measures.models import Measure, Reading
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place


def rows_of(change: Change) -> list[ChangePlace]:
    """What the change is at each of its places, home first."""
    if _prefetched(change, "change_places"):
        return list(change.change_places.all())
    return list(change.change_places.select_related("place", "place__organisation").order_by("-home", "pk"))


def place_of(change: Change, person: Person) -> Place:
    """The place of the change that is nearest to where somebody works; its home where they work at none of them."""
    seen, rows = sight(person), rows_of(change)
    own = [row.place for row in rows if seen.works_in(row.organisation_id)]
    return next((place for place in own if seen.works_at(place)), own[0] if own else rows[0].place)


def home_row(change: Change) -> ChangePlace:
    return rows_of(change)[0]


def _prefetched(change: Change, name: str) -> bool:
    return name in getattr(change, "_prefetched_objects_cache", {})


def organisations_of(change: Change) -> list[int]:
    return [row.organisation_id for row in rows_of(change)]


def place_row_for(change: Change, key: str) -> ChangePlace:
    """What the change is at one of its places; not found when that place takes no part."""
    for row in rows_of(change):
        if row.place.key == key:
            return row
    raise Http404


def seats_of(change: Change) -> Seats:
    """The two seats as they are in the database now: a verb may just have filled one."""
    return Seats.of(list(CoLead.objects.live().filter(change=change).select_related("person")))


def seats_shown(change: Change) -> Seats:
    """The two seats as they were when the change was fetched, without another query."""
    return Seats.of(list(change.co_leads.all()))


def past_seats(change: Change) -> list[CoLead]:
    """Who said not now or left, latest first."""
    ended = [(end, row.pk, row) for row in change.co_leads.all() if (end := row.left_at or row.declined_at)]
    return [row for _end, _pk, row in sorted(ended, key=lambda found: found[:2], reverse=True)][:10]


def team_ids(change: Change) -> frozenset[int]:
    return frozenset(person.pk for person in change.helpers.all())


def team_of(change: Change) -> list[Person]:
    return list(change.helpers.all())


def ideas_in(change: Change) -> list[Idea]:
    """Its ideas, and those that were joined into them."""
    found = Idea.objects.filter(Q(changes=change) | Q(joined_to__changes=change)).select_related("owner", "place")
    return list(dict.fromkeys(found.order_by("pk")))


def owners(change: Change) -> list[Person]:
    """Owners of its ideas, and of the ideas joined into them, who are named: the first to be told."""
    return list(dict.fromkeys(idea.owner for idea in ideas_in(change) if idea.owner))


def open_pause(change: Change) -> Pause | None:
    return Pause.objects.filter(change=change, answered_at=None).select_related("person", "change").first()


def tests_of(change: Change) -> list[Test]:
    return list(change.tests.select_related("started_by").order_by("-number")[:50])


def steps_of(change: Change) -> list[Step]:
    return list(
        change.steps.select_related("person").order_by(
            F("done_at").asc(nulls_first=True), F("by_when").asc(nulls_last=True), "pk"
        )[:50]
    )


def asks_of(change: Change) -> list[Ask]:
    """What it waits or waited for, what stands first, longest wait on top."""
    return enabling.asks_of_work("changes", change.public_id)


def measures_of(change: Change) -> list[Measure]:
    return list(change.measures.order_by("pk")[:12])


def held_since(change: Change) -> date | None:
    """The day a test first decided to adopt it."""
    return change.tests.filter(decision=Decision.ADOPT).order_by("ended_on").values_list("ended_on", flat=True).first()


def readings_since_adopted(change: Change) -> int:
    """Readings since that day of the measure that has most of them."""
    since = held_since(change)
    if since is None:
        return 0
    rows = Reading.objects.filter(measure__changes=change, on__gte=since).exclude(value=None)
    counts = rows.order_by().values("measure").annotate(number=Count("pk")).values_list("number", flat=True)
    return max(counts, default=0)


def quiet(change: Change, today: date, last: date) -> bool:
    """No event for thirty days (d3, derived)."""
    return (today - last).days >= 30
