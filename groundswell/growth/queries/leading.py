"""One's own record beside outside lists; who moved on and will talk; what is open."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from groundswell.events import queries as events
from groundswell.events.models import Event
from groundswell.growth import kinds, rules
from groundswell.growth.models import Beside, Opportunity, OpportunityKind, Readers, WillTalk
from groundswell.growth.queries.opportunities import open_on, readable
from groundswell.people.models import Membership, Person
from groundswell.people.queries import sight

POSTS = (
    OpportunityKind.DEPUTISE, OpportunityKind.SHADOW_EXECUTIVE, OpportunityKind.CLINICAL_LEAD_ROLE,
    OpportunityKind.EXECUTIVE_PATHWAY, OpportunityKind.COURSE,
)  # fmt: skip
RECORD, TALKERS, OPEN = 200, 30, 10


def own_record(person: Person) -> dict[str, str]:
    """What somebody had a part in, newest first: key and title, each thing once."""
    found: dict[str, str] = {}
    for row in events.credits_of(person, RECORD, "", rules.COUNTED):
        found.setdefault(f"{row.event.room}:{row.event.subject_id}", row.event.title)
    return found


def besides_of(person: Person) -> list[Beside]:
    return list(Beside.objects.filter(person=person).order_by("at", "pk"))


def willing(person: Person, now: datetime) -> list[WillTalk]:
    """Who moved on and will talk, as far as this person may see it; by name."""
    seen = sight(person)
    if not seen.memberships:
        return []
    works = Membership.objects.current(now).filter(person=OuterRef("person"))
    here = works.filter(place__organisation__in=seen.organisations)
    rows = WillTalk.objects.filter(Q(readers=Readers.EVERYONE) | Exists(here), Exists(works), ended_at=None)
    rows = rows.filter(person__is_active=True).exclude(person=person).select_related("person")
    return list(rows.order_by("person__name", "pk")[:TALKERS])


def willing_one(person: Person, public_id: str, now: datetime) -> WillTalk:
    found = next((row for row in willing(person, now) if row.public_id == public_id), None)
    if found is None:
        raise Http404
    return found


def was_asked(row: WillTalk, by: Person) -> bool:
    return Event.objects.filter(
        room="growth", subject_id=row.public_id, kind=kinds.TALK_WANTED.code, actor=by
    ).exists()  # fmt: skip


def own_word(person: Person) -> WillTalk | None:
    return WillTalk.objects.filter(person=person, ended_at=None).first()


def development_posts(person: Person, today: date) -> list[Opportunity]:
    """Open ones of the kinds that lead on, newest first: the same for every profession."""
    rows = Opportunity.objects.filter(readable(sight(person)), open_on(today), kind__in=POSTS)
    return list(rows.select_related("place", "place__organisation").order_by("-offered_at", "-pk")[:OPEN])
