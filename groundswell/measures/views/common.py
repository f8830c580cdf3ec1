"""What the pages of a measure share."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from groundswell.measures import presenters, queries, rules
from groundswell.measures.models import Measure
from groundswell.people.middleware import Request
from groundswell.people.queries import sight


def say(request: Request, measure: Measure, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(measure)


def chosen(request: Request) -> dict[str, str]:
    """Answers to what can be read in two ways, by the name of the choice."""
    typed = request.POST.dict().items()
    return {name.removeprefix("choice_"): value for name, value in typed if name.startswith("choice_")}


def back(measure: Measure) -> dict[str, str]:
    return {"href": measure.get_absolute_url(), "text": measure.name}


def measure_to_change(request: Request, public_id: str) -> Measure:
    measure = queries.measure_for(request.person, public_id)
    rules.may_change(measure, sight(request.person), queries.shown_of(measure)).or_refuse()
    return measure


def measure_to_add_to(request: Request, public_id: str) -> Measure:
    measure = queries.measure_for(request.person, public_id)
    queries.may_add(request.person, measure).or_refuse()
    return measure


def clash(
    request: Request, page: str, form: Any, version: int, versions: list[presenters.Differs], way_back: dict[str, str]
) -> HttpResponse:
    """Both versions, and the typed words still in the form, now on top of the newer version."""
    form.data = form.data.copy()
    form.data["version"] = str(version)
    return render(request, page, {"form": form, "versions": versions, "back": way_back}, status=409)
