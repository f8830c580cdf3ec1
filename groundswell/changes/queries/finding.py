"""A change and what belongs to it, on somebody's behalf: not theirs to see is not found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from groundswell.changes.models import Change, ChangePlace, CoLead, Pause, Seat, Step, Test
from groundswell.changes.queries.parts import organisations_of, seats_shown
from groundswell.changes.rules import may_see
from groundswell.events.kinds import Subject
from groundswell.ideas.models import Idea
from groundswell.people.models import Membership, Person
from groundswell.people.queries import people_in, sight
from groundswell.people.taking_part import TakesPart, taking_part


def change_for(person: Person, public_id: str) -> Change:
    """The change, if `person` may see it; otherwise not found, whatever the reason."""
    rows = Change.objects.select_related("place", "organisation", "opened_by", "stopped_by").prefetch_related(
        Prefetch(
            "change_places", ChangePlace.objects.select_related("place", "place__organisation").order_by("-home", "pk")
        ),
        Prefetch("co_leads", CoLead.objects.select_related("person", "invited_by").order_by("pk")),
        Prefetch("ideas", Idea.objects.select_related("owner", "place").order_by("pk")),
    )
    paused = Pause.objects.filter(change=OuterRef("pk"), answered_at=None)
    rows = rows.annotate(reader_helps=_helping(person), is_paused=Exists(paused))  # type: ignore[no-redef]
    try:
        change = rows.get(public_id=public_id)
    except Change.DoesNotExist:
        raise Http404 from None
    owns = any(idea.owner_id == person.pk for idea in change.ideas.all())
    named = seats_shown(change).names(person) or change.reader_helps or owns
    if not may_see(change, person, sight(person), frozenset(organisations_of(change)), named):
        raise Http404
    return change


def readable_among(person: Person, public_ids: Iterable[str]) -> set[str]:
    """Which of some changes `person` may see: as `rules.may_see` decides, for many at once. One query."""
    return set(_readable(person, public_ids).values_list("public_id", flat=True))


def subjects_among(person: Person, public_ids: Iterable[str]) -> dict[str, Subject]:
    """Title and address of those of some changes that `person` may see, by public id. One query."""
    return {change.public_id: change.subject for change in _readable(person, public_ids).only("public_id", "title")}


def _readable(person: Person, public_ids: Iterable[str]) -> QuerySet[Change]:
    mine = sight(person).organisations
    taking_part = Exists(ChangePlace.objects.filter(change=OuterRef("pk"), organisation__in=mine))
    may = Q(organisation__in=mine) | Q(taking_part) | _named(person)
    return Change.objects.filter(may, public_id__in=list(public_ids))


def _named(person: Person) -> Q:
    """Changes that name somebody: leading or asked to, helping, or whose idea it was."""
    seats = CoLead.objects.live().filter(change=OuterRef("pk"), person=person)
    owned = Idea.objects.filter(changes=OuterRef("pk"), owner=person)
    return Q(Exists(seats)) | Q(Exists(owned)) | Q(_helping(person))


def _helping(person: Person) -> Exists:
    return Exists(Change.helpers.through._default_manager.filter(change=OuterRef("pk"), person=person))


@taking_part("measures")
def part_by_measure(person: Person, public_id: str) -> TakesPart:
    return _part_in(person, Q(measures__public_id=public_id))


@taking_part("ideas")
def part_by_idea(person: Person, public_id: str) -> TakesPart:
    return _part_in(person, Q(ideas__public_id=public_id))


def _part_in(person: Person, these: Q) -> TakesPart:
    """How somebody is named in some changes: they work where they lead or help and it was not stopped. One query."""
    seats = CoLead.objects.live().filter(change=OuterRef("pk"), person=person).exclude(accepted_at=None)
    rows = Change.objects.filter(these & _named(person)).annotate(leads=Exists(seats), helps=_helping(person))
    found = rows.values_list("leads", "helps", "stopped_at")
    return max(
        (TakesPart.WORKS if (leads or helps) and not stopped else TakesPart.READS for leads, helps, stopped in found),
        default=TakesPart.NO,
    )


def breadth_of(public_ids: Iterable[str]) -> dict[str, tuple[int, int]]:
    """In how many places and organisations some changes are, by public id. One query."""
    rows = Change.objects.filter(public_id__in=list(public_ids)).order_by()
    rows = rows.annotate(  # type: ignore[no-redef]
        places=Count("change_places", distinct=True), houses=Count("change_places__organisation", distinct=True)
    )
    return {key: (places, houses) for key, places, houses in rows.values_list("public_id", "places", "houses")}


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


def candidates(change: Change, person: Person, text: str, seat: str, at: datetime) -> list[Membership]:
    """Whom `person` may ask for a seat: people of the organisations that take part, by letters of a name or title."""
    flag = "clinical" if seat == Seat.CLINICAL else "managerial"
    taken = {row.person_id for row in change.co_leads.all() if row.declined_at is None and row.left_at is None}
    found = people_in(organisations_of(change), text, at, flag=flag)
    return [row for row in found if row.person_id not in {*taken, person.pk}]


def candidate(change: Change, public_id: str, seat: str, at: datetime) -> Person:
    """One of those, by public id; not found otherwise."""
    flag = "clinical" if seat == Seat.CLINICAL else "managerial"
    found = people_in(organisations_of(change), "", at, flag=flag, public_id=public_id)
    if not found:
        raise Http404
    return found[0].person
