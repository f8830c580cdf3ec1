"""Questions about changes, always asked on somebody's behalf."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from groundswell.changes.models import Change, ChangePlace, CoLead, Decision, Pause, Seat, State, Step, Test
from groundswell.changes.rules import Seats, may_see
from groundswell.enabling.models import Commitment
from groundswell.events import queries as events
from groundswell.events.models import Event
from groundswell.ideas.kinds import IDEA_MOVED
from groundswell.ideas.models import Idea
from groundswell.measures import queries as measures
from groundswell.measures.models import Measure, Reading
from groundswell.measures.queries import Picture, SmallChart
from groundswell.measures.rules import may_start
from groundswell.people.models import Membership, Person
from groundswell.people.queries import people_in, sight
from groundswell.places.models import Place

PAGE = 20


def change_for(person: Person, public_id: str) -> Change:
    """The change, if `person` may see it; otherwise not found, whatever the reason."""
    rows = Change.objects.select_related("place", "organisation", "opened_by", "stopped_by").prefetch_related(
        Prefetch("change_places", ChangePlace.objects.select_related("place", "place__organisation").order_by("-home", "pk")),
        Prefetch("co_leads", CoLead.objects.select_related("person", "invited_by").order_by("pk")),
        Prefetch("ideas", Idea.objects.select_related("owner", "place").order_by("pk")),
    ).annotate(
        reader_helps=Exists(Change.helpers.through.objects.filter(change=OuterRef("pk"), person=person)),
        is_paused=Exists(Pause.objects.filter(change=OuterRef("pk"), answered_at=None)),
    )  # fmt: skip
    try:
        change = rows.get(public_id=public_id)
    except Change.DoesNotExist:
        raise Http404 from None
    owns = any(idea.owner_id == person.pk for idea in change.ideas.all())
    named = seats_shown(change).names(person) or change.reader_helps or owns
    if not may_see(change, person, sight(person), frozenset(organisations_of(change)), named):
        raise Http404
    return change


def test_for(person: Person, public_id: str) -> Test:
    test = Test.objects.filter(public_id=public_id).select_related("change").first()
    if test is None:
        raise Http404
    test.change = change_for(person, test.change.public_id)
    return test


def step_for(person: Person, public_id: str) -> Step:
    step = Step.objects.filter(public_id=public_id).select_related("change").first()
    if step is None:
        raise Http404
    step.change = change_for(person, step.change.public_id)
    return step


def co_lead_for(person: Person, public_id: str) -> CoLead:
    row = CoLead.objects.filter(public_id=public_id).select_related("change", "person", "invited_by").first()
    if row is None:
        raise Http404
    row.change = change_for(person, row.change.public_id)
    return row


def rows_of(change: Change) -> list[ChangePlace]:
    """What the change is at each of its places, home first."""
    if _prefetched(change, "change_places"):
        return list(change.change_places.all())
    return list(change.change_places.select_related("place", "place__organisation").order_by("-home", "pk"))


def home_row(change: Change) -> ChangePlace:
    return rows_of(change)[0]


def _prefetched(change: Change, name: str) -> bool:
    return name in getattr(change, "_prefetched_objects_cache", {})


def organisations_of(change: Change) -> list[int]:
    return [row.organisation_id for row in rows_of(change)]


def seats_of(change: Change) -> Seats:
    """The two seats as they are in the database now: a verb may just have filled one."""
    return Seats.of(list(CoLead.objects.live().filter(change=change).select_related("person")))


def seats_shown(change: Change) -> Seats:
    """The two seats as they were when the change was fetched, without another query."""
    return Seats.of(list(change.co_leads.all()))


def team_ids(change: Change) -> frozenset[int]:
    return frozenset(person.pk for person in change.helpers.all())


def team_of(change: Change) -> list[Person]:
    return list(change.helpers.all())


def owners(change: Change) -> list[Person]:
    """Owners of its ideas, and of the ideas joined into them: the first to be told."""
    found = Idea.objects.filter(Q(changes=change) | Q(joined_to__changes=change)).select_related("owner").order_by("pk")
    return list(dict.fromkeys(idea.owner for idea in found))


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


def measures_of(change: Change) -> list[Measure]:
    return list(change.measures.order_by("pk")[:12])


def small_charts(change: Change) -> list[SmallChart]:
    """Each measure of the change as a card."""
    found = measures_of(change)
    drawn = measures.small_charts(found) if found else {}
    return [drawn[measure.pk] for measure in found]


def chart_of(whole: Whole) -> Picture | None:
    """The first measure, with a flag where each test began."""
    if not whole.measures:
        return None
    flags = [(test.started_on, _("Test {number}").format(number=test.number)) for test in whole.tests]
    return measures.chart_of(whole.measures[0], flags)


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


def changes_under(
    person: Person, place: Place, *, states: tuple[str, ...] = (), limit: int = PAGE
) -> list[ChangePlace]:
    """What changes are at a place and below it, what moved last first."""
    rows = ChangePlace.objects.filter(organisation_id__in=sight(person).organisations)
    rows = (
        rows.filter(organisation=place)
        if place.organisation_id == place.pk
        else rows.filter(place__in=Place.objects.under(place))
    )
    if states:
        rows = rows.filter(state__in=states)
    rows = rows.select_related("change", "place", "change__place")
    return list(rows.order_by("-change__moved_at", "-pk")[:limit])


def changes_of(person: Person, limit: int = PAGE) -> list[Change]:
    """Changes a person leads or helps with."""
    mine = Q(co_leads__person=person, co_leads__declined_at=None, co_leads__left_at=None) | Q(helpers=person)
    return list(Change.objects.filter(mine).distinct().select_related("place").order_by("-moved_at")[:limit])


def seats_offered(person: Person) -> QuerySet[CoLead]:
    return CoLead.objects.live().filter(person=person, accepted_at=None, change__stopped_at=None)


def invitations_of(person: Person, limit: int = PAGE) -> list[CoLead]:
    """Seats that wait for this person's yes."""
    return list(
        seats_offered(person).select_related("change", "change__place", "invited_by").order_by("invited_at")[:limit]
    )


def pauses_to_answer(person: Person) -> QuerySet[Pause]:
    return Pause.objects.filter(
        answered_at=None, change__stopped_at=None, change__co_leads__person=person, change__co_leads__left_at=None,
        change__co_leads__declined_at=None, change__co_leads__accepted_at__isnull=False,
    )  # fmt: skip


def pauses_wanted_from(person: Person, limit: int = PAGE) -> list[Pause]:
    """Pauses for safety that this person, as a co-lead, must answer."""
    rows = pauses_to_answer(person)
    return list(rows.select_related("change", "person").order_by("due_on")[:limit])


def empty_seats_near(person: Person, limit: int = PAGE) -> list[tuple[Change, str]]:
    """Changes of the person's own organisations with a seat nobody sits in, longest first."""
    rows = (
        Change.objects.filter(change_places__organisation__in=sight(person).organisations, stopped_at=None)
        .exclude(change_places__state__in=(State.NORMAL, State.STOPPED))
        .distinct()
        .select_related("place")
        .prefetch_related(Prefetch("co_leads", CoLead.objects.live().select_related("person")))
        .order_by("opened_at")[:200]
    )
    found = []
    for change in rows:
        seats = seats_shown(change)
        found += [
            (change, seat)
            for seat in ("clinical", "managerial")
            if seats.in_seat(seat) is None and not seats.names(person)
        ]
    return found[:limit]


def promises_of(change: Change) -> list[Commitment]:
    """What co-leads promised to clear, open ones first, soonest due on top."""
    return list(
        change.commitments.select_related("person").order_by(F("kept_at").asc(nulls_first=True), "due_on", "pk")[:50]
    )


def commitments_of(person: Person, limit: int = PAGE) -> list[tuple[Change, Commitment]]:
    """Open promises this person made, soonest first, each with its change."""
    rows = (
        Change.objects.filter(commitments__person=person, commitments__kept_at=None)
        .distinct()
        .prefetch_related("commitments")
    )
    found = [
        (change, made)
        for change in rows[:limit]
        for made in change.commitments.all()
        if made.person_id == person.pk and not made.kept_at
    ]
    return sorted(found, key=lambda pair: pair[1].due_on)[:limit]


def change_of_commitment(person: Person, public_id: str) -> tuple[Change, Commitment]:
    change = Change.objects.filter(commitments__public_id=public_id).first()
    if change is None:
        raise Http404
    change = change_for(person, change.public_id)
    return change, change.commitments.select_related("person").get(public_id=public_id)


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


def whole(change: Change, person: Person) -> Whole:
    """A change from `change_for`, with what its page shows to `person`: only of steps and pauses what is needed."""
    tests = tests_of(change)
    is_running = any(test.ended_on is None for test in tests)
    return Whole(
        change=change,
        seats=seats_shown(change),
        team=frozenset({person.pk} if change.reader_helps else ()),
        pause=open_pause(change) if change.is_paused else None,
        tests=tests,
        steps=[] if is_running else steps_of(change),
        promises=promises_of(change),
        measures=measures_of(change),
        events=line_of_time(change),
    )


def line_of_time(change: Change) -> list[Event]:
    """What happened to the change and its ideas, newest first. That an idea moved with its change is said once."""
    told = events.about(change.subject, *(idea.subject for idea in change.ideas.all()))
    return [event for event in told if event.kind != IDEA_MOVED.code]


def candidates(change: Change, text: str, seat: str, at: datetime) -> list[Membership]:
    """Who may be asked for a seat: people of the organisations that take part whose name or title has these letters."""
    flag = "clinical" if seat == Seat.CLINICAL else "managerial"
    names = {row.person_id for row in change.co_leads.all() if row.declined_at is None and row.left_at is None}
    found = people_in(organisations_of(change), text, at, flag=flag)
    return [row for row in found if row.person_id not in names]


def candidate(change: Change, public_id: str, seat: str, at: datetime) -> Person:
    """One of those, by public id; not found otherwise."""
    flag = "clinical" if seat == Seat.CLINICAL else "managerial"
    found = people_in(organisations_of(change), "", at, flag=flag, public_id=public_id)
    if not found:
        raise Http404
    return found[0].person


def place_row_for(change: Change, key: str) -> ChangePlace:
    """What the change is at one of its places; not found when that place takes no part."""
    for row in rows_of(change):
        if row.place.key == key:
            return row
    raise Http404


def quiet(change: Change, today: date, last: date) -> bool:
    """No event for thirty days (d3, derived)."""
    return (today - last).days >= 30


def past_seats(change: Change) -> list[CoLead]:
    """Who said not now or left, latest first."""
    ended = [row for row in change.co_leads.all() if row.declined_at or row.left_at]
    return sorted(ended, key=lambda row: row.left_at or row.declined_at, reverse=True)[:10]
