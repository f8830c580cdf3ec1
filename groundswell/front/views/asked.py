"""What waits for me."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from groundswell.enabling import queries as enabling
from groundswell.front.presenters import asked
from groundswell.front.queries import asking
from groundswell.people.middleware import Request
from groundswell.ui.formats import london_day


def asked_of_you(request: Request) -> HttpResponse:
    """What waits for me, longest wait first; what I promised; seats near me that nobody sits in."""
    person, now = request.person, timezone.now()
    cards = asked.cards(asking.asked_of(person, now), now)
    about = {
        "cards": cards,
        "oldest": asked.oldest(cards),
        "promises": asked.promises(enabling.commitments_made(person), now),
        "kept": asked.kept(enabling.kept_by(person, enabling.quarter_ago(london_day(now)))),
        "seats": asked.seats(asking.seats_to_take(person), now),
    }
    return render(request, "front/asked_of_you.jinja", about)
