"""Offer an hour; end the offer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from groundswell.enabling import kinds, queries, rules
from groundswell.enabling.models import OfferOfTime, OfferTopic
from groundswell.events import actions as events
from groundswell.people.models import Person
from groundswell.people.queries import organisation_id, sight
from groundswell.places.models import Place
from groundswell.ui.formats import london_day, lower


@transaction.atomic
def offer_time(
    *, place: Place, topics: Iterable[str], how_much: str, by: Person, at: datetime, until: date | None = None, words: str = ""
) -> OfferOfTime:  # fmt: skip
    """I have an hour. Seen by the people of the organisation until its day, or until it is ended."""
    today = london_day(at)
    until = rules.lasts(until, today)
    rules.may_offer(place, sight(by), len(queries.own_offers(by, today))).or_refuse()
    rules.day_fits_offer(until, today).or_refuse()
    offer = OfferOfTime.objects.create(
        person=by, place=place, organisation_id=organisation_id(place), how_much=how_much, until=until, words=words, made_at=at
    )  # fmt: skip
    OfferTopic.objects.bulk_create(OfferTopic(offer=offer, topic=topic) for topic in dict.fromkeys(topics))
    facts = {"how_much": lower(str(offer.get_how_much_display()))}
    events.record(kinds.TIME_OFFERED, subject=offer.subject, place=place, at=at, by=by, facts=facts)
    return offer


@transaction.atomic
def end_offer(*, offer: OfferOfTime, by: Person, at: datetime) -> None:
    offer = OfferOfTime.objects.select_for_update(of=("self",)).select_related("place").get(pk=offer.pk)
    rules.may_end_offer(offer, by, london_day(at)).or_refuse()
    offer.ended_at = at
    offer.save(update_fields=["ended_at"])
    events.record(kinds.TIME_OFFER_ENDED, subject=offer.subject, place=offer.place, at=at, by=by)
