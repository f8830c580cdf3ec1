"""Pages of how widely leadership is shared."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from groundswell.enabling.queries import team_measured_of
from groundswell.insight import presenters, queries
from groundswell.insight.models import Snapshot
from groundswell.insight.views.asked import asked_for
from groundswell.insight.views.system import SYSTEMS, system, system_file
from groundswell.places.models import Place
from groundswell.ui.downloads import CSV, saved_as


@require_safe
def leadership(request: HttpRequest, key: str) -> HttpResponse:
    """How widely leadership is shared at a place, in the twelve months that end with one."""
    place, snapshot = asked_for(request, key)
    if place.kind in SYSTEMS:
        return system(request, place)
    months, here = queries.months_of(place), snapshot.month if snapshot else None
    counted = queries.counted_of(place.pk, here) if here else None
    own = team_measured_of(request.person, place) == place and place.is_team  # type: ignore[attr-defined]
    address = reverse("insight:leadership", args=[place.key])
    about: dict[str, Any] = {
        "place": place, "page": _page(request, place, snapshot), "month": here, "looks": presenters.look_words(),
        "shapes": presenters.shape_words(),
        "shared": presenters.of_place(counted, is_own_team=own), "states": presenters.states(),
        "compares": queries.is_compared(place), "agreement": queries.agreement_of(queries.home_of(place)),
        "headcounts": reverse("people:headcounts", args=[place.key]),
        "months": presenters.month_links(months, here, address),
    }  # fmt: skip
    return render(request, "insight/leadership.jinja", about)


@require_safe
def leadership_file(request: HttpRequest, key: str) -> HttpResponse:
    """The same figures as a file."""
    place, snapshot = asked_for(request, key)
    if place.kind in SYSTEMS:
        return system_file(request, place)
    text = presenters.leadership_csv(place, _page(request, place, snapshot))
    return saved_as(HttpResponse(text, content_type=CSV), f"leadership-{place.key}", "csv")


@require_safe
def funnel(request: HttpRequest, key: str) -> HttpResponse:
    """A place beside others of its kind, which have no name there."""
    place, snapshot = asked_for(request, key)
    about: dict[str, Any] = {
        "place": place, "page": presenters.funnel_page(snapshot, queries.peers_of(place, snapshot)),
        "month": snapshot.month if snapshot else None, "columns": presenters.funnel_columns(),
    }  # fmt: skip
    return render(request, "insight/funnel.jinja", about)


@require_safe
def funnel_file(request: HttpRequest, key: str) -> HttpResponse:
    """The same rows as a file."""
    place, snapshot = asked_for(request, key)
    text = presenters.funnel_csv(place, presenters.funnel_page(snapshot, queries.peers_of(place, snapshot)))
    return saved_as(HttpResponse(text, content_type=CSV), f"funnel-{place.key}", "csv")


def _page(request: HttpRequest, place: Place, snapshot: Snapshot | None) -> presenters.Leadership:
    teams = queries.teams_of(snapshot)
    subjects = queries.changes_named_for(request.person, snapshot)  # type: ignore[attr-defined]
    return presenters.leadership_page(place, snapshot, teams, subjects, queries.divisions_of(snapshot, teams))
