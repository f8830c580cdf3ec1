"""My journey: for its owner alone. There is no address that has anybody else's."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from groundswell.insight import presenters, queries
from groundswell.ui.downloads import as_text
from groundswell.ui.formats import day, london_day


@require_safe
def journey(request: HttpRequest) -> HttpResponse:
    return render(request, "insight/journey.jinja", {"page": _of(request.person)})  # type: ignore[attr-defined]


@require_safe
def journey_file(request: HttpRequest) -> HttpResponse:
    person: Any = request.person  # type: ignore[attr-defined]
    words = presenters.journey_as_text(_of(person), person.called, day(london_day(timezone.now())))
    return as_text(words, "my-journey")


def _of(person: Any) -> presenters.Journey:
    return presenters.journey(*queries.journey_of(person))
