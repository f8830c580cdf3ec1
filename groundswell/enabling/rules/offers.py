"""Who offers an hour where, and for how long."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from groundswell.enabling.models import OfferOfTime
from groundswell.people.models import Person
from groundswell.people.queries import Sight
from groundswell.places.models import Place
from groundswell.ui.verdicts import YES, Verdict, no

USUAL_DAYS, LONGEST_DAYS = 90, 366
MOST_OFFERS = 10  # standing at once, of one person


def may_offer(place: Place, seen: Sight, standing: int) -> Verdict:
    """At a place where one works."""
    if place not in seen.places:
        return no(_("Offer an hour at a place where you work."))
    if standing >= MOST_OFFERS:
        return no(_("You made {n} offers. End one of them first.").format(n=standing))
    return YES


def lasts(until: date | None, today: date) -> date:
    """The last day of an offer; three months when nothing was said."""
    return until or today + timedelta(days=USUAL_DAYS)


def day_fits_offer(until: date, today: date) -> Verdict:
    if until < today:
        return no(_("Choose today or a later day."))
    if (until - today).days > LONGEST_DAYS:
        return no(_("Choose a day within a year. You can offer it again then."))
    return YES


def may_end_offer(offer: OfferOfTime, by: Person, today: date) -> Verdict:
    if offer.person_id != by.pk:
        return no(_("Whoever made an offer ends it."))
    return YES if offer.stands(today) else no(_("It is over already."))
