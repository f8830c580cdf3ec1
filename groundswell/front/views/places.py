"""The page of a place."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from groundswell.front.presenters import places as present
from groundswell.front.queries import places as queries
from groundswell.insight import queries as insight
from groundswell.measures.rules import may_start
from groundswell.people.middleware import Request
from groundswell.people.queries import organisation_id, sight
from groundswell.ui.formats import london_day


def place(request: Request, key: str) -> HttpResponse:
    """Any place of the tree. Its name is public; what happens there is shown as far as each room allows."""
    found, now, person = queries.place_by_key(key), timezone.now(), request.person
    seen = sight(person)
    past, below = queries.past(found, london_day(now)), queries.below(found)
    about = {
        "place": found, "page": present.page(found, queries.here(person, found, now), past, below, now),
        "above": queries.above(found), "works_here": (works_here := seen.works_in(organisation_id(found))),
        "may_count": may_start(seen, found), "noticed_at": found.key if works_here else "",
        "survey": present.survey(insight.able_to_improve(found)),
    }  # fmt: skip
    return render(request, "front/place.jinja", about)
