"""The first page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from groundswell.front.presenters import home as present
from groundswell.front.queries.asking import waiting_for
from groundswell.front.queries.mine import SHOWN, became_of, near
from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.post import queries as post


@login_not_required
def home(request: Request) -> HttpResponse:
    """Asked of me, what became of mine, what happens near me. Signed out: what this is, in three sentences."""
    if request.person is None:
        return render(request, "front/welcome.jinja", {})
    person, now = request.person, timezone.now()
    waiting, close = waiting_for(person, now), near(person, now)
    mine = became_of(person)
    about = {
        "waiting": waiting, "oldest": present.asked(waiting.number, waiting.oldest_days(now)),
        "mine": present.mine(mine, now), "more": len(mine) == SHOWN, "near": present.near_ideas(close, now),
        "story": present.near_story(close.story, now), "places": sight(person).places, "seen": sight(person),
        "unreached": post.unreached_since(person.email),
    }  # fmt: skip
    return render(request, "front/home.jinja", about)
