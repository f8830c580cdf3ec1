"""Opportunities as somebody may find them, who stepped in, and who answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from groundswell.changes import queries as changes
from groundswell.changes.models import Change
from groundswell.growth import rules
from groundswell.growth.models import Opportunity, OpportunityKind, Readers, StepIn
from groundswell.people.models import Person
from groundswell.people.queries import Sight, grants_reaching, sight
from groundswell.places.models import Kind, Place
from groundswell.ui.formats import london_day
from groundswell.ui.paging import key_of, older_than
from groundswell.ui.verdicts import Verdict

PAGE = 20
MINE = 20
MOST = 200
NEAR = ("team", "organisation", "system")


@dataclass(frozen=True)
class Asked:
    """What somebody looks for. What is no choice was made up and is left out."""

    kind: str = ""
    near: str = ""

    @classmethod
    def of(cls, typed: Mapping[str, Any]) -> Asked:
        kind, near = str(typed.get("kind", "")), str(typed.get("near", ""))
        return cls(kind if kind in OpportunityKind.values else "", near if near in NEAR else "")

    @property
    def parts(self) -> dict[str, str]:
        return {name: value for name, value in (("kind", self.kind), ("near", self.near)) if value}

    def with_(self, **parts: str) -> Asked:
        return replace(self, **parts)


@dataclass(frozen=True)
class Listed:
    """A page of what is offered, and how many there are of each kind with everything else that was chosen."""

    rows: list[Opportunity]
    kinds: Counter[str]
    older: str = ""


def system_of(place: Place) -> Place | None:
    """The board under which a place is, in today's tree."""
    return Place.objects.filter(pk__in=place.above_ids(), kind=Kind.ICB).first()


def open_on(today: date) -> Q:
    return Q(closed_at=None) & (Q(apply_by=None) | Q(apply_by__gte=today))


def readable(seen: Sight) -> Q:
    """What is for the people of where somebody works, of the board above it, or of everywhere."""
    found = Q(organisation__in=seen.organisations)
    if seen.memberships:
        above = {pk for place in seen.places for pk in place.above_ids()}
        found |= Q(readers=Readers.EVERYONE) | Q(readers=Readers.SYSTEM, system__in=above)
    return found


def _near(near: str, seen: Sight) -> Q:
    if near == "team":
        here = Q(pk__in=[])
        for place in seen.places:
            here |= Q(place__path__begins=place.path)
        return here
    if near == "organisation":
        return Q(organisation__in=seen.organisations)
    if near == "system":
        return Q(system__in={pk for place in seen.places for pk in place.above_ids()})
    return Q()


def listed(person: Person, asked: Asked, today: date, before: str = "") -> Listed:
    """What this person may step into, newest first, a page at a time. Two queries."""
    seen = sight(person)
    rows = Opportunity.objects.filter(readable(seen), open_on(today), _near(asked.near, seen))
    numbers = Counter(dict(rows.order_by().values_list("kind").annotate(Count("pk"))))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    rows = rows.filter(older_than(before, "offered_at")).select_related("place", "place__organisation", "offered_by")
    found = list(rows.order_by("-offered_at", "-pk")[: PAGE + 1])
    shown = found[:PAGE]
    return Listed(shown, numbers, key_of(shown[-1], "offered_at") if len(found) > PAGE else "")


def opportunity_for(person: Person, public_id: str) -> Opportunity:
    """One that may be read: by those it is for, who offered it, who stepped in, and who answers."""
    rows = Opportunity.objects.select_related("place", "place__organisation", "offered_by", "change")
    found = rows.filter(public_id=public_id).first()
    if found is None or not _may_read(person, found):
        raise Http404
    return found


def _may_read(person: Person, offer: Opportunity) -> bool:
    mine = offer.offered_by_id == person.pk or sight(person).works_in(offer.organisation_id)
    return mine or bool(readable_among(person, [offer.public_id]))


def readable_among(person: Person, public_ids: Iterable[str]) -> set[str]:
    """Which of some opportunities this person may open, by public id. One query."""
    may = readable(sight(person)) | Q(offered_by=person) | Q(steps__person=person)
    return set(Opportunity.objects.filter(may, public_id__in=list(public_ids)).values_list("public_id", flat=True))


def may_keep(offer: Opportunity, by: Person) -> Verdict:
    in_a_seat = bool(offer.change and changes.seats_of(offer.change).holds(by))
    return rules.may_keep(offer, by, sight(by), in_a_seat=in_a_seat)


def steps_of(offer: Opportunity) -> list[StepIn]:
    """Who stepped in, for whoever answers: the longest waiting first."""
    rows = StepIn.objects.filter(opportunity=offer, withdrawn_at=None).select_related("person", "answered_by")
    return list(rows.order_by("at", "pk")[:MOST])


def steps_by(person: Person, offer: Opportunity) -> list[StepIn]:
    """What became of one's own, newest first."""
    rows = StepIn.objects.filter(opportunity=offer, person=person).select_related("answered_by")
    return list(rows.order_by("-at", "-pk")[:MINE])


def is_there(offer: Opportunity) -> bool:
    """Whether who offered it still works where it is; the pair of a change may work elsewhere."""
    asked = offer.offered_by
    if asked is None or not asked.is_active:
        return False
    return offer.change_id is not None or sight(asked).works_in(offer.organisation_id)


def answers(offer: Opportunity, person: Person, today: date) -> bool:
    return rules.answers(offer, person, sight(person), today, there=is_there(offer))


def step_for(person: Person, public_id: str, today: date) -> StepIn:
    """One's own, or one that this person answers. Nobody else finds it."""
    rows = StepIn.objects.select_related(
        "opportunity", "opportunity__place", "opportunity__offered_by", "person", "answered_by"
    )
    step = rows.filter(public_id=public_id).first()
    if step is None or not (step.person_id == person.pk or answers(step.opportunity, person, today)):
        raise Http404
    return step


def who_answers(offer: Opportunity, at: datetime) -> list[Person]:
    """Who offered it, and their cover while they are away; when they are gone, the nearest who may offer at the place."""
    asked = offer.offered_by
    if asked is not None and is_there(offer):
        away = asked.is_away(london_day(at))
        return [asked, *([asked.cover] if away and asked.cover else [])]
    return list(dict.fromkeys(row.person for row in grants_reaching(rules.OFFERS, offer.place, at)))[:1]


def steps_to_answer(person: Person, today: date) -> QuerySet[StepIn]:
    """What waits for this person's yes or not now, as rows to count."""
    asked = Q(opportunity__offered_by=person)
    asked |= Q(opportunity__offered_by__cover=person, opportunity__offered_by__back_on__gt=today)
    asked &= Q(opportunity__organisation__in=sight(person).organisations) | Q(opportunity__change__isnull=False)
    return StepIn.objects.filter(asked, answered_at=None, withdrawn_at=None, opportunity__closed_at=None).exclude(
        person=person
    )


def steps_for_cards(rows: QuerySet[StepIn]) -> QuerySet[StepIn]:
    return rows.select_related("opportunity", "opportunity__place", "opportunity__offered_by", "person")


def silent_since(moment: datetime) -> QuerySet[StepIn]:
    """Steps that nobody answered and nobody was reminded of."""
    rows = StepIn.objects.filter(answered_at=None, withdrawn_at=None, reminded_at=None, at__lt=moment)
    return rows.filter(opportunity__closed_at=None).order_by("at")


def offers_of(person: Person) -> list[Opportunity]:
    """What somebody offers and has not closed, with how many wait for an answer."""
    waits = Count("steps", filter=Q(steps__answered_at=None, steps__withdrawn_at=None))
    rows = Opportunity.objects.filter(offered_by=person, closed_at=None).annotate(waiting=waits)
    return list(rows.select_related("place").order_by("-offered_at", "-pk")[:MINE])


def stepped_by(person: Person) -> list[StepIn]:
    """Where somebody stepped in, newest first."""
    rows = StepIn.objects.filter(person=person, withdrawn_at=None).select_related(
        "opportunity__offered_by", "answered_by"
    )
    return list(rows.order_by("-at", "-pk")[:MINE])  # fmt: skip


def places_to_offer(person: Person) -> list[Place]:
    """The places in whose name somebody may offer: those where they hold the right."""
    found = {row.place_id: row.place for row in sight(person).grants if row.role in rules.OFFERS and row.place.is_open}
    return list(found.values())


def changes_to_offer(person: Person) -> list[Change]:
    """Changes in which somebody sits in a seat and that go on."""
    rows = Change.objects.filter(
        co_leads__person=person, co_leads__accepted_at__isnull=False, co_leads__declined_at=None, co_leads__left_at=None,
        stopped_at=None,
    )  # fmt: skip
    return list(rows.select_related("place").distinct().order_by("-moved_at")[:MINE])


def opportunities_at(person: Person, place: Place, today: date, limit: int = 5) -> list[Opportunity]:
    """What is offered at a place and below it, as somebody may read it."""
    rows = Opportunity.objects.filter(readable(sight(person)), open_on(today), place__path__begins=place.path)
    return list(rows.select_related("place").order_by("-offered_at", "-pk")[:limit])
