"""Finding a place. Open to everyone: noticing something begins before signing in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groundswell.places import presenters, queries
from groundswell.places.models import Kind
from groundswell.places.words import asked_for

LONGEST = 100


@login_not_required
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The page with its results; `part=1` returns only what a finder offers while somebody types: open places."""
    text, part = request.GET.get("q", "")[:LONGEST].strip(), "part" in request.GET
    kinds = [kind for kind in request.GET.get("kinds", "").split(",") if kind in Kind.values]
    places = queries.find(text, 10 if part else 20, kinds, only_open=part)
    about = {"text": text, "asked": bool(asked_for(text)), "places": presenters.found(places)}
    return render(request, "places/_options.jinja" if part else "places/find.jinja", about)
