"""Offers of an hour, one's own and those of a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from groundswell.enabling.models import OfferOfTime, Topic
from groundswell.enabling.presenters.challenges import Facet, Pager
from groundswell.places.models import Place
from groundswell.ui.formats import day


@dataclass(frozen=True)
class OfferCard:
    """Who, what for, how much and until when."""

    id: str
    name: str
    href: str
    about: str
    line: str
    words: str


@dataclass(frozen=True)
class OffersPage:
    cards: list[OfferCard]
    facets: list[Facet]
    pager: Pager


def offer_cards(offers: Iterable[OfferOfTime]) -> list[OfferCard]:
    return [
        OfferCard(
            offer.public_id, offer.person.called, reverse("people:someone", args=[offer.person.public_id]), str(offer),
            _("{how_much} until {day}, {place}").format(
                how_much=offer.get_how_much_display(), day=day(offer.until), place=offer.place
            ),
            offer.words,
        )
        for offer in offers
    ]  # fmt: skip


def offers_page(place: Place, topic: str, shown: Sequence[OfferOfTime], number: int, more: bool) -> OffersPage:
    here = reverse("enabling:hours_here", args=[place.key])

    def at(page: int, chosen: str = topic) -> str:
        asked = {name: value for name, value in (("topic", chosen), ("page", page)) if value}
        return f"{here}?{urlencode(asked)}" if asked else here

    facets = [Facet(at(0, ""), _("Everything"), not topic)]
    facets += [Facet(at(0, one.value), str(one.label), one == topic) for one in Topic]
    return OffersPage(
        offer_cards(shown), facets, Pager(at(number - 1) if number else "", at(number + 1) if more else "")
    )
