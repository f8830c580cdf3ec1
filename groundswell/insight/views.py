"""Pages of figures. Reading one makes nothing: the figures of a month are made by the tick."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from groundswell.enabling.queries import place_measured_for
from groundswell.insight import presenters, queries
from groundswell.insight.models import Snapshot
from groundswell.insight.months import parsed
from groundswell.places.models import Place
from groundswell.ui.downloads import CSV, saved_as


@require_safe
def bureaucracy(request: HttpRequest, key: str) -> HttpResponse:
    """The bureaucracy of a place in the twelve months that end with one."""
    place, snapshot = _asked_for(request, key)
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
    place, snapshot = _asked_for(request, key)
    text = presenters.csv_of(place, presenters.page(place, snapshot))
    return saved_as(HttpResponse(text, content_type=CSV), f"bureaucracy-{place.key}", "csv")


@require_safe
def leadership(request: HttpRequest, key: str) -> HttpResponse:
    """How widely leadership is shared at a place, in the twelve months that end with one."""
    place, snapshot = _asked_for(request, key)
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
    place, snapshot = _asked_for(request, key)
    text = presenters.leadership_csv(place, presenters.leadership_page(snapshot, queries.teams_of(snapshot)))
    return saved_as(HttpResponse(text, content_type=CSV), f"leadership-{place.key}", "csv")


def _asked_for(request: HttpRequest, key: str) -> tuple[Place, Snapshot | None]:
    place = place_measured_for(request.person, key)  # type: ignore[attr-defined]
    return place, queries.snapshot_of(place, parsed(request.GET.get("month", "")))


def _above(place: Place) -> Place | None:
    """The place above it in the same organisation, whose figures may be shown where these are not."""
    above = place.parent
    return above if above is not None and place.organisation_id != place.pk else None
