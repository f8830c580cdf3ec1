"""Who offers to mentor, and one's own pairs. Nobody else finds a pair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet, Sum
from django.http import Http404

from groundswell.enabling import queries as enabling
from groundswell.enabling.models import OfferOfTime, Topic
from groundswell.growth.models import Mentoring, Session
from groundswell.people.models import Person
from groundswell.people.queries import sight

MOST = 100
PAGE = 20


def mentors(person: Person, topic: str, now: datetime) -> list[OfferOfTime]:
    """Who offers an hour for mentoring where somebody works, and for `topic` too: nearest place first, then by name."""
    found: dict[int, OfferOfTime] = {}
    for place in sight(person).places[:5]:
        for offer in enabling.offers_of_time(person, place, Topic.MENTORING, at=now):
            if not topic or topic in {row.topic for row in offer.topics.all()}:
                found.setdefault(offer.pk, offer)
    return list(found.values())


def mentor_offer(person: Person, public_id: str, now: datetime) -> OfferOfTime:
    found = next((offer for offer in mentors(person, "", now) if offer.public_id == public_id), None)
    if found is None:
        raise Http404
    return found


def _two(person: Person) -> Q:
    return Q(mentor=person) | Q(mentee=person)


def mentorings_of(person: Person) -> list[Mentoring]:
    """One's own, as mentor or as mentee, newest first, with the minutes given."""
    rows = Mentoring.objects.filter(_two(person)).annotate(minutes=Sum("sessions__minutes"))
    return list(rows.select_related("mentor", "mentee").order_by("-asked_at", "-pk")[:MOST])


def mentoring_for(person: Person, public_id: str) -> Mentoring:
    """One's own; not found for everybody else."""
    rows = Mentoring.objects.filter(_two(person)).select_related("mentor", "mentee", "place")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def mentoring_among(person: Person, public_ids: Iterable[str]) -> set[str]:
    rows = Mentoring.objects.filter(_two(person), public_id__in=list(public_ids))
    return set(rows.values_list("public_id", flat=True))


def between(mentor: Person, mentee: Person, topic: str) -> list[Mentoring]:
    """What stands between two people about one topic."""
    return list(Mentoring.objects.filter(mentor=mentor, mentee=mentee, topic=topic, ended_at=None))


def sessions_of(row: Mentoring) -> list[Session]:
    return list(row.sessions.select_related("by").order_by("-on", "-pk")[:MOST])


@dataclass(frozen=True)
class Given:
    """Time two people gave each other, for either of them."""

    as_mentor: bool
    minutes: int
    first: date | None
    last: date | None


def given(person: Person, public_id: str) -> Given | None:
    row = Mentoring.objects.filter(_two(person), public_id=public_id).first()
    if row is None:
        return None
    found = list(row.sessions.order_by("on").values_list("on", "minutes"))
    days = [on for on, _minutes in found]
    return Given(
        row.mentor_id == person.pk,
        sum(minutes for _on, minutes in found),
        days[0] if days else None,
        days[-1] if days else None,
    )


def asked_to_mentor(person: Person) -> QuerySet[Mentoring]:
    """Who waits for this person's yes or not now, as rows to count."""
    return Mentoring.objects.filter(mentor=person, answered_at=None, ended_at=None)


def mentorings_for_cards(rows: QuerySet[Mentoring]) -> QuerySet[Mentoring]:
    return rows.select_related("mentee", "place")


def mentoring_over(today: date) -> QuerySet[Mentoring]:
    """Pairs whose last day has passed, and questions nobody answered until then."""
    return Mentoring.objects.filter(ended_at=None, ends_on__lt=today).select_related("mentor", "mentee", "place")
