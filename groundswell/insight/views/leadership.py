"""Pages of how widely leadership is shared."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from groundswell.insight import presenters, queries
from groundswell.insight.views.asked import asked_for
from groundswell.insight.views.system import SYSTEMS, system, system_file
from groundswell.ui.downloads import CSV, saved_as


@require_safe
def leadership(request: HttpRequest, key: str) -> HttpResponse:
    """How widely leadership is shared at a place, in the twelve months that end with one."""
    place, snapshot = asked_for(request, key)
    if place.kind in SYSTEMS:
        return system(request, place)
    months, here = queries.months_of(place), snapshot.month if snapshot else None
    address = reverse("insight:leadership", args=[place.key])
    about: dict[str, Any] = {
        "place": place, "page": presenters.leadership_page(snapshot, queries.teams_of(snapshot)), "month": here,
        "states": presenters.states(), "headcounts": reverse("people:headcounts", args=[place.key]),
        "months": presenters.month_links(months, here, address),
    }  # fmt: skip
    return render(request, "insight/leadership.jinja", about)


@require_safe
def leadership_file(request: HttpRequest, key: str) -> HttpResponse:
    """The same figures as a file."""
    place, snapshot = asked_for(request, key)
    if place.kind in SYSTEMS:
        return system_file(request, place)
    text = presenters.leadership_csv(place, presenters.leadership_page(snapshot, queries.teams_of(snapshot)))
    return saved_as(HttpResponse(text, content_type=CSV), f"leadership-{place.key}", "csv")
