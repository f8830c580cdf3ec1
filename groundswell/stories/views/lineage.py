"""Where a story went, and what came of it in all the places together."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from groundswell.people.middleware import Request
from groundswell.stories import presenters, queries

MOST_PAGES = 40


def spread(request: Request, public_id: str) -> HttpResponse:
    """The tree from where it first began; all who took it up, by the day."""
    found = queries.story_for(request.person, public_id)
    asked = request.GET.get("page", "")
    number = min(int(asked[:4]), MOST_PAGES) if asked.isascii() and asked.isdigit() else 0
    page = presenters.spread(found, queries.spread_of(request.person, found), queries.adopted(found), number)
    return render(request, "stories/spread.jinja", {"story": found, "page": page})
