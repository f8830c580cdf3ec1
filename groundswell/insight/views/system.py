"""Pages of a system of organisations: an integrated care board, a region, the nation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.insight import presenters, queries
from groundswell.insight.months import parsed
from groundswell.places.models import Kind, Place
from groundswell.ui.downloads import CSV, saved_as

SYSTEMS = (Kind.ICB, Kind.REGION)


@require_safe
def nation(request: HttpRequest) -> HttpResponse:
    """The nation, for everybody who is signed in."""
    return system(request, None)


@require_safe
def nation_file(request: HttpRequest) -> HttpResponse:
    """The same figures as a file."""
    return system_file(request, None)


def system(request: HttpRequest, place: Place | None) -> HttpResponse:
    found = queries.system_of(place, parsed(request.GET.get("month", "")))
    address = reverse("insight:leadership", args=[place.key]) if place else reverse("insight:nation")
    about: dict[str, Any] = {
        "place": place, "name": _name(place), "page": presenters.system_page(place, found),
        "months": presenters.month_links(queries.months_of_system(place), found.month if found else None, address),
        "file": reverse("insight:leadership_file", args=[place.key]) if place else reverse("insight:nation_file"),
        "month": found.month if found else None, "sides": [str(side) for side in presenters.SIDES],
    }  # fmt: skip
    return render(request, "insight/system.jinja", about)


def system_file(request: HttpRequest, place: Place | None) -> HttpResponse:
    found = queries.system_of(place, parsed(request.GET.get("month", "")))
    text = presenters.system_csv(_name(place), presenters.system_page(place, found))
    return saved_as(HttpResponse(text, content_type=CSV), f"leadership-{place.key if place else 'nation'}", "csv")


def _name(place: Place | None) -> str:
    return str(place) if place else _("The nation")
