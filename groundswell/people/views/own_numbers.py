"""How an organisation writes its hospital numbers: said as shapes, tried on a line before they are saved."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from groundswell.people import queries, rules
from groundswell.people.forms import OwnNumbersForm
from groundswell.people.middleware import Request
from groundswell.people.views.place_people import noted
from groundswell.places.actions import set_own_numbers
from groundswell.safetext import findings, with_shapes


@sensitive_post_parameters("tried")
@noted
def own_numbers(request: Request, key: str) -> HttpResponse:
    """Try shows what would be marked and keeps nothing; Save keeps the shapes alone."""
    place = queries.place_for(request.person, key)
    rules.may_say_numbers(queries.sight(request.person), place).or_refuse()
    form = OwnNumbersForm(request.POST or None, place=place, initial={"shapes": place.own_numbers})
    about = {"form": form, "place": place, "found": None}
    if form.is_valid():
        shapes = form.cleaned_data["shapes"]
        if request.POST.get("deed") != "try":
            set_own_numbers(organisation=place, shapes=shapes)
            messages.success(request, _("Saved. Such numbers are asked about from now on."))
            return redirect("people:place_people", key)
        about["found"] = findings(form.cleaned_data["tried"], with_shapes(shapes))
    return render(request, "people/own_numbers.jinja", about)
