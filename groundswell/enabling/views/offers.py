"""I have an hour: make an offer, see it, end it; who has one here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.enabling import actions, presenters, queries
from groundswell.enabling.forms import OfferForm
from groundswell.enabling.models import Topic
from groundswell.people.middleware import Request
from groundswell.people.queries import place_for, sight
from groundswell.ui.formats import london_day
from groundswell.ui.paging import page_number
from groundswell.ui.typed import done

LAST_PAGE = 100


def own_hours(request: Request) -> HttpResponse:
    """What I offer now, and one more."""
    now, person = timezone.now(), request.person
    places = list(dict.fromkeys(sight(person).places))
    form = OfferForm(request.POST or None, places=places, initial={"where": request.GET.get("place", "")})
    if places and done(form, lambda: _offer(form, request)):
        messages.success(request, _("Thank you. People of your organisation can see it now."))
        return redirect("enabling:own_hours")
    offers = queries.own_offers(person, london_day(now))
    about = {"form": form, "offers": presenters.offer_cards(offers), "places": places}
    return render(request, "enabling/own_hours.jinja", about)


def _offer(form: OfferForm, request: Request) -> None:
    typed = {name: form.cleaned_data[name] for name in ("topics", "how_much", "until", "words")}
    actions.offer_time(place=form.place, by=request.person, at=timezone.now(), **typed)


@require_POST
def end_hours(request: Request, public_id: str) -> HttpResponse:
    offer = queries.own_offer(request.person, public_id)
    actions.end_offer(offer=offer, by=request.person, at=timezone.now())
    messages.success(request, _("Your offer is over."))
    return redirect("enabling:own_hours")


@require_safe
def hours_here(request: Request, key: str) -> HttpResponse:
    """Who has an hour in this organisation, nearest place first."""
    place, topic = place_for(request.person, key), request.GET.get("topic", "")
    topic = topic if topic in Topic.values else ""
    found = queries.offers_of_time(request.person, place, topic or None, at=timezone.now())
    number = page_number(request.GET.get("page", ""), LAST_PAGE)
    shown, more = queries.page_of_offers(found, number)
    page = presenters.offers_page(place, topic, shown, number, more)
    return render(request, "enabling/hours_here.jinja", {"place": place, "topic": topic, "page": page})
