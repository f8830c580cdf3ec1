"""Normal practice at each place."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from groundswell.changes import actions, presenters, queries, rules
from groundswell.changes.actions.keeping import real_address
from groundswell.changes.models import State
from groundswell.changes.views.typed import address
from groundswell.people.middleware import Request
from groundswell.ui.formats import london_day


def normal(request: Request, public_id: str) -> HttpResponse:
    """For each place: is it how things are done there now, and if not yet, what is missing?"""
    found, now = queries.change_for(request.person, public_id), timezone.now()
    if request.method == "POST":
        row = queries.place_row_for(found, request.POST.get("place", ""))
        actions.make_normal(change=found, row=row, by=request.person, at=now)
        return HttpResponseRedirect(address("made_normal", public_id, row.place.key))
    seats, paused = queries.seats_shown(found), queries.open_pause(found)
    since, readings = queries.held_since(found), queries.readings_since_adopted(found)
    verdicts = [
        rules.may_make_normal(found, request.person, seats, row.state, paused, since, readings, london_day(now))
        for row in queries.rows_of(found)
    ]
    places = list(zip(presenters.place_cards(queries.rows_of(found)), verdicts, strict=True))
    return render(
        request, "changes/normal.jinja", {"change": found, "places": places, "since": since, "readings": readings}
    )


def made_normal(request: Request, public_id: str, key: str) -> HttpResponse:
    """One quiet page: before, after, thank you."""
    found = queries.change_for(request.person, public_id)
    row = queries.place_row_for(found, key)
    if row.state != State.NORMAL:
        raise Http404
    seats = queries.seats_shown(found)
    about = {
        "change": found, "row": row, "ideas": list(found.ideas.all()), "idea_words": presenters.idea_words,
        "owners": [owner.called for owner in queries.owners(found)],
        "story": presenters.story_for(found, request.person, seats, row.state),
        "chart": next(iter(queries.charts_of(queries.measures_of(found)[:1], queries.tests_of(found), [])), None),
        "real": next((real_address(found, idea) for idea in found.ideas.all() if row.home and not idea.held_at), ""),
        "people": [person.called for person in (*seats.people, *queries.team_of(found))],
    }  # fmt: skip
    return render(request, "changes/made_normal.jinja", about)
