"""Pages of what the bureaucracy of a place costs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from groundswell.insight import presenters, queries
from groundswell.insight.views.asked import asked_for
from groundswell.places.models import Place
from groundswell.ui.downloads import CSV, saved_as


@require_safe
def bureaucracy(request: HttpRequest, key: str) -> HttpResponse:
    """The bureaucracy of a place in the twelve months that end with one."""
    place, snapshot = asked_for(request, key)
    months, here = queries.months_of(place), snapshot.month if snapshot else None
    address = reverse("insight:bureaucracy", args=[place.key])
    about: dict[str, Any] = {
        "place": place, "page": presenters.page(place, snapshot), "address": address, "month": here,
        "months": presenters.month_links(months, here, address), "above": _above(place),
    }  # fmt: skip
    return render(request, "insight/bureaucracy.jinja", about)


@require_safe
def bureaucracy_file(request: HttpRequest, key: str) -> HttpResponse:
    """The same figures as a file, held back where the page holds them back."""
    place, snapshot = asked_for(request, key)
    text = presenters.csv_of(place, presenters.page(place, snapshot))
    return saved_as(HttpResponse(text, content_type=CSV), f"bureaucracy-{place.key}", "csv")


def _above(place: Place) -> Place | None:
    """The place above it in the same organisation, whose figures may be shown where these are not."""
    above = place.parent
    return above if above is not None and place.organisation_id != place.pk else None
