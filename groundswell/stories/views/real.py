"""An idea that became real: one quiet page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.stories import presenters, queries


def became_real(request: Request, public_id: str) -> HttpResponse:
    """Before, after, thank you; for whoever noticed it, wherever they work now, and all who may see the idea."""
    found = queries.real_for(request.person, public_id)
    page = presenters.real(found, request.person, sight(request.person))
    return render(request, "stories/became_real.jinja", {"page": page})
