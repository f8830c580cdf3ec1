"""The page and the board of a place."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.front.forms import NumberForm
from groundswell.front.presenters import board as huddle
from groundswell.front.presenters import places as present
from groundswell.front.queries import places as queries
from groundswell.measures import actions as measures
from groundswell.measures.queries import measure_for
from groundswell.people.middleware import Request
from groundswell.people.queries import organisation_id, sight
from groundswell.post.device import typed_at
from groundswell.ui.formats import london_day


def place(request: Request, key: str) -> HttpResponse:
    """Any place of the tree. Its name is public; what happens there is shown as far as each room allows."""
    found, now, person = queries.place_by_key(key), timezone.now(), request.person
    seen = sight(person)
    past, below = queries.past(found, london_day(now)), queries.below(found)
    about = {
        "place": found, "page": present.page(found, queries.here(person, found, now), past, below, now),
        "above": queries.above(found), "works_here": (works_here := seen.works_in(organisation_id(found))),
        "noticed_at": found.key if works_here else "",
        "survey": present.survey(queries.able_to_improve(found)),
    }  # fmt: skip
    return render(request, "front/place.jinja", about)


def board(request: Request, key: str) -> HttpResponse:
    """What a team looks at in its huddle; the same on a wall, from the top down on a phone."""
    found, now = queries.board_place_for(request.person, key), timezone.now()
    form = NumberForm(request.POST or None)
    if form.is_valid():
        return _enter(request, key, form)
    page = huddle.page(found, queries.board(request.person, found, now), sight(request.person), now)
    return render(request, "front/board.jinja", {"place": found, "page": page, "noticed_at": found.key, "number": form})


def _enter(request: Request, key: str, form: NumberForm) -> HttpResponse:
    """One number for the day it was typed, and back to the board for the next."""
    measure, typed = measure_for(request.person, form.cleaned_data["measure"]), typed_at(request)
    measures.add_reading(
        measure=measure, on=london_day(typed), value=form.cleaned_data["value"], by=request.person, at=timezone.now(),
        moment=typed if measure.is_timed else None,
    )  # fmt: skip
    messages.success(request, _("Saved: {name}.").format(name=measure.name))
    return redirect("front:board", key)
