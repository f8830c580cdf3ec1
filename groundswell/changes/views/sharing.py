"""Bring in another place; begin to measure."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.changes import actions, presenters, queries, rules
from groundswell.changes.forms import PlaceForm
from groundswell.changes.views.typed import address, done, form_page


def places(request: HttpRequest, public_id: str) -> HttpResponse:
    """Where it happens, and one more place as an equal."""
    found, form = queries.change_for(request.person, public_id), PlaceForm(request.POST or None)
    if done(form, lambda: actions.bring_in(change=found, by=request.person, at=timezone.now(), **form.cleaned_data)):
        return HttpResponseRedirect(address("places", public_id))
    may = rules.may_edit(found, request.person, queries.seats_shown(found))
    return form_page(
        request, found, form, title=_("Places"), button=_("Bring it in"), template="changes/places.jinja",
        places=presenters.place_cards(queries.rows_of(found)), may_add=may,
    )  # fmt: skip
