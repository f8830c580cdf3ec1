"""Bring in another place; begin to measure."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.changes import actions, presenters, queries, rules
from groundswell.changes.forms import PlaceForm
from groundswell.changes.models import Change
from groundswell.changes.views.typed import address, form_page
from groundswell.measures.fields import MeasureForm
from groundswell.measures.queries import measure_for
from groundswell.people.middleware import Request
from groundswell.places.queries import names_since
from groundswell.ui.formats import london_day
from groundswell.ui.typed import done


def places(request: Request, public_id: str) -> HttpResponse:
    """Where it happens, and one more place as an equal."""
    found, form = queries.change_for(request.person, public_id), PlaceForm(request.POST or None)
    if done(form, lambda: actions.bring_in(change=found, by=request.person, at=timezone.now(), **form.cleaned_data)):
        return HttpResponseRedirect(address("places", public_id))
    seats, now = queries.seats_shown(found), timezone.now()
    may = rules.may_edit(found, request.person, seats)
    houses = queries.houses_of(found, seats, queries.asks_of(found), queries.permissions_of(found), now)
    former = names_since([house.organisation for house in houses], london_day(found.opened_at))
    return form_page(
        request, found, form, title=_("Places"), button=_("Bring it in"), template="changes/places.jinja",
        houses=presenters.house_cards(houses, request.person, now, former), may_add=may,
    )  # fmt: skip


def measures(request: Request, public_id: str) -> HttpResponse:
    """The numbers of this change, and one more: counted anew, or one that is there already."""
    found, now, form = queries.change_for(request.person, public_id), timezone.now(), MeasureForm(request.POST or None)
    if "measure" in request.POST:
        return _linked(request, found)
    where = queries.place_to_count_at(found, request.person)
    may = rules.may_take_part(found, request.person, queries.seats_shown(found), queries.team_ids(found))
    if where and done(
        form, lambda: actions.start_measure(change=found, place=where, by=request.person, at=now, **form.cleaned_data)
    ):
        return redirect(found.measures.latest("pk"))
    return form_page(
        request, found, form, title=_("Measures"), button=_("Start to count"), template="changes/measures.jinja",
        charts=queries.small_charts(found), others=queries.other_measures(found, request.person) if may else [],
        may_add=may if not may else rules.may_count(where), where=where,
    )  # fmt: skip


def _linked(request: Request, change: Change) -> HttpResponse:
    measure = measure_for(request.person, request.POST["measure"])
    actions.link_measure(change=change, measure=measure, by=request.person, at=timezone.now())
    return redirect(change)
