"""What waits for me."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from groundswell.front.presenters import asked, promised
from groundswell.front.queries import asking
from groundswell.front.queries.kept import Promises, fetch_what_waits, kept_for, promises_of
from groundswell.people.middleware import Request
from groundswell.ui.paging import page_number


@require_safe
def asked_of_you(request: Request) -> HttpResponse:
    """What waits for me, a page at a time; then what I promised, what is kept for me, and seats near me that are empty."""
    person, now = request.person, timezone.now()
    waiting = asking.waiting_for(person, now)
    last = max(waiting.number - 1, 0) // asking.PAGE
    page = page_number(request.GET.get("page", ""), min(last, asking.LAST_PAGE))
    found = asking.asked_of(person, now, page) if waiting.number else []
    mine = Promises() if page else promises_of(person, now)
    fetch_what_waits([*(one.row for one in found if one.what == asking.What.ASK), *mine.asks])
    about = {
        "waiting": asked.number_of(waiting), "oldest": asked.oldest(waiting, now), "page": page,
        "cards": asked.cards([one for one in found if not one.below], person, now),
        "below": asked.cards([one for one in found if one.below], person, now),
        "pages": asked.pages(waiting.number, page), "promises": promised.promises(mine.open, person, now),
        "kept": promised.kept(len(mine.kept)), "kept_cards": promised.kept_cards(kept_for(person, mine.kept, now), person, now),
    }  # fmt: skip
    if waiting.number < asking.PAGE:  # who has more waiting than a page is not asked to take on more
        about["seats"] = promised.seats(asking.seats_to_take(person), now)
    return render(request, "front/asked_of_you.jinja", about)
