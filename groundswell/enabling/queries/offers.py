"""Who offered an hour, for people of the same organisation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from groundswell.enabling.models import OfferOfTime, OfferTopic
from groundswell.enabling.queries.asks import PAGE
from groundswell.people.models import Membership, Person
from groundswell.people.queries import organisation_id, sight
from groundswell.places.models import Place
from groundswell.ui.formats import london_day

MOST = 500  # read for one organisation: sorted by how near they are, which no index knows


def offers_of_time(person: Person, place: Place, topic: str | None = None, *, at: datetime) -> list[OfferOfTime]:
    """Who offers an hour at `place` and in its organisation, as `person` may see it: nearest place first, then by name.

    Not one's own, nobody who is away or has left, nothing that is over; nothing at all of another organisation.
    """
    home = organisation_id(place)
    if not sight(person).works_in(home):
        return []
    rows = _standing([home], at).exclude(person=person)
    if topic is not None:
        rows = rows.filter(Exists(OfferTopic.objects.filter(offer=OuterRef("pk"), topic=topic)))
    found = list(rows.order_by("person__name", "-made_at", "pk")[:MOST])
    return sorted(found, key=lambda offer: how_far(offer.place, place))


def how_far(one: Place, other: Place) -> int:
    """Steps through the tree from one place to the other: the same team, the same site, the same organisation."""
    first, second = one.above_ids(), other.above_ids()
    return len(set(first) ^ set(second))


def _standing(organisations: Iterable[int], at: datetime) -> QuerySet[OfferOfTime]:
    today = london_day(at)
    works = Membership.objects.current(at).filter(
        person=OuterRef("person"), place__organisation_id=OuterRef("organisation")
    )
    itself = Membership.objects.current(at).filter(person=OuterRef("person"), place=OuterRef("organisation"))
    rows = OfferOfTime.objects.standing(today).filter(
        Exists(works) | Exists(itself), organisation__in=organisations, person__is_active=True
    )
    rows = rows.filter(Q(person__back_on=None) | Q(person__back_on__lte=today))
    return rows.select_related("person", "place").prefetch_related("topics")


def page_of_offers(found: list[OfferOfTime], number: int) -> tuple[list[OfferOfTime], bool]:
    """One page of them, and whether there are more."""
    return found[number * PAGE : (number + 1) * PAGE], len(found) > (number + 1) * PAGE


def own_offers(person: Person, today: date) -> list[OfferOfTime]:
    """What somebody offers themselves, as long as it stands."""
    rows = OfferOfTime.objects.standing(today).filter(person=person)
    return list(rows.select_related("place").prefetch_related("topics").order_by("until", "pk")[:MOST])


def own_offer(person: Person, public_id: str) -> OfferOfTime:
    row = OfferOfTime.objects.filter(person=person, public_id=public_id).select_related("place").first()
    if row is None:
        raise Http404
    return row
