"""The page of an idea, the list of ideas, and the talk about one."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from groundswell.events.queries import LONGEST, about
from groundswell.ideas import actions, kinds, presenters, queries
from groundswell.ideas.models import Idea, Stage
from groundswell.ideas.offers import offers_for
from groundswell.ideas.views.photos import album_of
from groundswell.people.middleware import Request
from groundswell.people.models import Membership
from groundswell.people.queries import people_in, sight
from groundswell.places.queries import place_by_key
from groundswell.talk import album, desk
from groundswell.ui.addresses import address_of

JOININGS = {kinds.IDEA_JOIN_PROPOSED.code, kinds.IDEA_RESTED.code}  # a joining begins with one or ends in the other


def idea(request: Request, public_id: str) -> HttpResponse:
    """The owner's words first; then what happened; then what can be done; talk last."""
    found, now, person = queries.idea_for(request.person, public_id), timezone.now(), request.person
    mine, timeline = found.owner_id == person.pk, about(found.subject)
    # The whole line of time is in hand: what never happened need not be asked for.
    told = {event.kind for event in timeline} if len(timeline) < LONGEST else None
    supported = told is None or kinds.IDEA_SUPPORTED.code in told
    early = found.stage in (Stage.NOTICED, Stage.HEARD)
    supporters = queries.supporters(found, person) if supported else queries.NO_SUPPORT
    shown = presenters.page(
        found, person, sight(person), now, timeline=timeline, supporters=supporters,
        typist=queries.typist(timeline), joining=queries.open_joining(found) if mine and (told is None or told & JOININGS) else None,
    )  # fmt: skip
    about_it = {
        "page": shown, "now": now, "mine": mine, "talk": desk.card(desk_of(found), person, told=told),
        "photos": album.card(album_of(found, person, helps="can_help" in supporters.mine), person, told=told),
        "offers": offers_for(person, found.subject, found.place) if mine else (),
        "look_for_alike": early, "helps": presenters.helps(queries.who_helps(found.place, now)) if early else "",
    }  # fmt: skip
    return render(request, "ideas/idea.jinja", about_it)


def desk_of(idea: Idea) -> desk.Desk:
    """Who can read it can be mentioned with @, while it is shown."""

    def find(text: str) -> list[Membership]:
        return people_in({idea.organisation_id, *queries.shared_with(idea)}, text, timezone.now())

    people = tuple(person for person in (idea.owner, idea.heard_by) if person)
    return desk.Desk(
        find=find if idea.is_shown else None,
        subject=idea.subject, place=idea.place, people=people, tell=(idea.owner,),
        address=address_of("ideas:talk", idea.public_id), writer=idea.owner,
    )  # fmt: skip


def talk(request: Request, public_id: str) -> HttpResponse:
    found = queries.idea_for(request.person, public_id)
    answer = desk.page(request, desk_of(found))
    if request.POST.get("deed") == "say" and answer.status_code == 302:
        actions.tell_hidden(found, timezone.now())
    return answer


def ideas(request: Request) -> HttpResponse:
    """Ideas of one place, newest first, a page at a time."""
    place = place_by_key(key) if (key := request.GET.get("place", "")) else sight(request.person).home
    stage, now = request.GET.get("stage", ""), timezone.now()
    stages = (stage,) if stage in Stage.values else ()
    page = queries.Page([])
    if place:
        page = queries.ideas_under(request.person, place, stages=stages, before=request.GET.get("before", ""))
    older = {"place": place.key, "stage": stage, "before": page.older} if place and page.older else {}
    return render(
        request,
        "ideas/ideas.jinja",
        {
            "place": place, "cards": [presenters.card(row, now) for row in page.ideas], "stage": stage,
            "stages": Stage.choices, "pager": {"older": f"?{urlencode(older)}" if older else ""},
        },
    )  # fmt: skip
