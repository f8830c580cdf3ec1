"""Whether the staff side of an organisation agreed to the network inside teams."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.enabling.queries import may_say_figures, place_measured_for
from groundswell.insight import actions, queries
from groundswell.insight.forms import StaffSideForm
from groundswell.ui.formats import london_day
from groundswell.ui.typed import done


def staff_side(request: HttpRequest, key: str) -> HttpResponse:
    """Read by whoever sees the place; said and taken back by whoever says its figures."""
    person: Any = request.person  # type: ignore[attr-defined]
    now = timezone.now()
    home = queries.home_of(place_measured_for(person, key))
    may, agreement = may_say_figures(person, home), queries.agreement_of(home)
    if request.method == "POST":
        may.or_refuse()
    if request.POST.get("back") == "yes":
        actions.take_back(home=home, by=person, at=now)
        messages.success(request, _("Taken back. From the next count on it is not worked out."))
        return redirect("insight:staff_side", home.key)
    form = StaffSideForm(request.POST or None, today=london_day(now))
    if done(form, lambda: actions.agree(
        home=home, with_whom=form.cleaned_data["with_whom"], on=form.cleaned_data["agreed_on"], by=person, at=now
    )):  # fmt: skip
        messages.success(request, _("Saved. From the next count on each team sees its own figure."))
        return redirect("insight:staff_side", home.key)
    return render(request, "insight/staff_side.jinja", {"home": home, "form": form, "may": may, "agreement": agreement})
