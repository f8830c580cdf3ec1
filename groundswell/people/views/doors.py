"""Whom an organisation has for what is not an idea."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from groundswell.people import queries, rules
from groundswell.people.forms import DoorsForm
from groundswell.people.middleware import Request
from groundswell.people.views.place_people import noted
from groundswell.places.actions import set_door
from groundswell.places.queries import doors_of

PARTS = ("name", "phone", "address")


@noted
def doors(request: Request, key: str) -> HttpResponse:
    place = queries.place_for(request.person, key)
    rules.may_say_doors(queries.sight(request.person), place).or_refuse()
    known = doors_of(place)
    form = DoorsForm(request.POST or None, doors=known)
    if form.is_valid():
        with transaction.atomic():
            for door in known:
                said = {part: form.cleaned_data[f"{door.route}_{part}"] for part in PARTS}
                set_door(organisation=place, route=door.route, **said)
        messages.success(request, _("Saved. People see it when their words belong there."))
        return redirect("people:place_people", key)
    return render(request, "people/doors.jinja", {"form": form, "place": place})
