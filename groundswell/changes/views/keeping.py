"""Promises, and normal practice at each place."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groundswell.changes import actions, presenters, queries, rules
from groundswell.changes.forms import MovePromiseForm, PromiseForm
from groundswell.changes.models import State
from groundswell.changes.views.typed import address, done, form_page
from groundswell.enabling import rules as enabling
from groundswell.people.middleware import Request
from groundswell.ui.formats import day, london_day


def promise(request: Request, public_id: str) -> HttpResponse:
    """One thing a co-lead will clear. Offered when the managerial seat is taken; skipping it is fine."""
    found, now = queries.change_for(request.person, public_id), timezone.now()
    form = PromiseForm(request.POST or None, today=london_day(now))
    if done(form, lambda: actions.promise(change=found, by=request.person, at=now, **form.cleaned_data)):
        return redirect(found)
    lead = [_("What is in the way, and in your power to clear? Name one thing, and a day. You can also do this later.")]
    may = rules.may_promise(found, request.person, queries.seats_shown(found))
    return form_page(
        request, found, form, title=_("One thing you will clear"), button=_("Promise it"), template="changes/promise.jinja",
        lead=lead, may=may,
    )  # fmt: skip


@require_POST
def keep_promise(request: Request, public_id: str) -> HttpResponse:
    found, made = queries.change_of_commitment(request.person, public_id)
    actions.keep_promise(change=found, commitment=made, by=request.person, at=timezone.now())
    return redirect(found)


def move_promise(request: Request, public_id: str) -> HttpResponse:
    """A new date before the old one has passed."""
    (found, made), now = queries.change_of_commitment(request.person, public_id), timezone.now()
    form = MovePromiseForm(request.POST or None)
    if done(
        form,
        lambda: actions.move_promise(change=found, commitment=made, by=request.person, at=now, **form.cleaned_data),
    ):
        return redirect(found)
    lead = [_("You promised “{what}” by {day}.").format(what=made.what, day=day(made.due_on))]
    may = enabling.may_keep(made, request.person)
    return form_page(request, found, form, title=_("Another date"), button=_("Save the new date"), lead=lead, may=may)


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
        "people": [person.called for person in (*seats.people, *queries.team_of(found))],
    }  # fmt: skip
    return render(request, "changes/made_normal.jinja", about)
