"""Search."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from groundswell.enabling import queries as enabling
from groundswell.enabling.rule_rows import rule_row
from groundswell.front.presenters import finding as present
from groundswell.ideas.queries import search as find
from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.ui.paging import page_number

LONGEST, LAST_PAGE, RULES = 200, 50, 3


def search(request: Request) -> HttpResponse:
    """One box over ideas, changes, stories and rules people were told, as far as this person may see them."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    page = page_number(request.GET.get("page", ""), LAST_PAGE)
    joined = bool(sight(request.person).memberships or sight(request.person).grants)
    found, more = find(request.person, text, page=page) if text and joined else ([], False)
    rules = enabling.rules_found(request.person, text, limit=RULES) if text and joined and not page else []
    about = {
        "text": text, "cards": present.cards(found, text), "pager": present.pager(text, page, more and page < LAST_PAGE),
        "page": page, "joined": joined, "rules": [rule_row(row, timezone.now()) for row in rules[:RULES]],
        "more_rules": len(rules) > RULES,
    }  # fmt: skip
    return render(request, "front/search.jinja", about)
