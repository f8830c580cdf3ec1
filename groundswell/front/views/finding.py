"""Search."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from groundswell.front.presenters import finding as present
from groundswell.ideas.queries import search as find
from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.ui.paging import page_number

LONGEST, LAST_PAGE = 200, 50


def search(request: Request) -> HttpResponse:
    """One box over ideas, changes and stories that this person may see."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    page = page_number(request.GET.get("page", ""), LAST_PAGE)
    joined = bool(sight(request.person).memberships or sight(request.person).grants)
    found, more = find(request.person, text, page=page) if text and joined else ([], False)
    about = {
        "text": text, "cards": present.cards(found, text), "pager": present.pager(text, page, more and page < LAST_PAGE),
        "page": page, "joined": joined,
    }  # fmt: skip
    return render(request, "front/search.jinja", about)
