"""Pages of what is around leadership: the staff survey as published, and the pulse of a place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from groundswell.enabling.queries import may_say_figures, place_measured_for
from groundswell.insight import actions, presenters, queries
from groundswell.insight.forms import LoadSurveyForm
from groundswell.insight.presenters import Page
from groundswell.insight.queries import home_of
from groundswell.places.models import Place
from groundswell.ui.downloads import CSV, saved_as
from groundswell.ui.formats import london_day
from groundswell.ui.typed import done


@require_safe
def surroundings(request: HttpRequest, key: str) -> HttpResponse:
    """What people say of the room they have: in the yearly survey, and in the pulse."""
    person: Any = request.person  # type: ignore[attr-defined]
    place = place_measured_for(person, key)
    home = home_of(place)
    about = {
        "place": place, "home": home, "page": _page(place, home), "may_load": may_say_figures(person, home),
        "above": place.parent if place != home else None,
    }  # fmt: skip
    return render(request, "insight/surroundings.jinja", about)


@require_safe
def surroundings_file(request: HttpRequest, key: str) -> HttpResponse:
    """The same tables as a file."""
    place = place_measured_for(request.person, key)  # type: ignore[attr-defined]
    text = presenters.surroundings_csv(place, _page(place, home_of(place)))
    return saved_as(HttpResponse(text, content_type=CSV), f"surroundings-{place.key}", "csv")


def load_survey(request: HttpRequest, key: str) -> HttpResponse:
    """Published results of the organisation, pasted: looked at first, then stored, all or none."""
    person: Any = request.person  # type: ignore[attr-defined]
    place = place_measured_for(person, key)
    home, today = home_of(place), london_day(timezone.now())
    may_say_figures(person, home).or_refuse()
    form = LoadSurveyForm(request.POST or None, last_year=today.year, known=queries.published_keys(home))
    store = request.POST.get("deed") == "store"
    if store and done(form, lambda: actions.load_values(home=home, values=form.understood.values, on=today)):
        said = ngettext("{n} value is stored.", "{n} values are stored.", len(form.understood.values))
        messages.success(request, said.format(n=len(form.understood.values)))
        return redirect("insight:surroundings", place.key)
    looked = not store and form.is_valid()
    about = {
        "place": place, "home": home, "form": form, "found": presenters.lines_understood(form.understood) if looked else None,
    }  # fmt: skip
    return render(request, "insight/load_survey.jinja", about)


def _page(place: Place, home: Place) -> Page:
    return presenters.surroundings_page(
        place, home, queries.survey_values(home), queries.pulse_results(place), off_since=queries.pulse_off_since(home)
    )
