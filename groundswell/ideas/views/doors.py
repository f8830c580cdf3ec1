"""The right door: whom the organisation has for what is not an idea, and taking it there."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groundswell.ideas import queries
from groundswell.ideas.handing_over import hand_over as hand
from groundswell.ideas.models import Idea
from groundswell.people.middleware import Request
from groundswell.places.models import TAKEN_THERE, Door
from groundswell.places.queries import doors_for_words
from groundswell.safetext import handover


def doors_for(idea: Idea) -> list[Door]:
    """The doors that the words of an idea may belong to; usually none, and then nothing is asked of the database."""
    routes = handover(idea.words)
    return [door for door in doors_for_words(idea.place) if door.route in routes] if routes else []


@require_POST
def hand_over(request: Request, public_id: str, route: str) -> HttpResponse:
    if route not in TAKEN_THERE:
        raise Http404
    hand(idea=queries.idea_for(request.person, public_id), route=route, by=request.person, at=timezone.now())
    messages.success(request, _("Your words are gone from here. Please take it to the contact you were shown."))
    return redirect("ideas:notice")
