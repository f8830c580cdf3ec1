"""Taken up where one works, with what comes along; and what is done differently there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.changes import queries as changes
from groundswell.changes import rules as change_rules
from groundswell.people.middleware import Request
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.stories import actions, presenters, queries, rules
from groundswell.stories.forms import AdaptForm, TakeUpForm
from groundswell.stories.models import Adoption
from groundswell.ui.typed import on_newer

MOST_PLACES = 4  # whose rules are shown before one is chosen


def take_up(request: Request, public_id: str) -> HttpResponse:
    """Begin the same where one works: what comes along, whom the rules ask here, and who can be asked."""
    found, person, now = queries.story_for(request.person, public_id), request.person, timezone.now()
    seen, origin, taken = sight(person), queries.origin(found), queries.taken(found)
    rules.may_take_up_somewhere(seen, origin, taken).or_refuse()
    places = queries.places_to_take_up(person, origin, taken)
    here = changes.what_would_follow(found.change, places[:MOST_PLACES])
    asked = presenters.asked_there(found.change, here)
    form = TakeUpForm(
        request.POST or None, initial=presenters.take_up_draft(found), places=places, seen=seen, asked=asked
    )
    if form.is_valid():
        adoption = actions.take_up(story=found, by=person, at=now, **form.taken)
        messages.success(request, _("Taken up. Those it comes from were told."))
        return redirect(_onwards(adoption, person))
    people = queries.who_knows(found, queries.line_of_time(found))
    about = presenters.taking_up(found, form, here, changes.named_by(here, person, now), people, now)
    return render(request, "stories/take_up.jinja", about)


def _onwards(adoption: Adoption, person: Person) -> str:
    """To questions its words suggest; to what they tested, where that can begin at once; else to the change."""
    change = changes.change_for(person, adoption.change.public_id)
    here = changes.what_follows_for(change, [])
    if changes.questions_of(here):
        return reverse("changes:before", args=[change.public_id])
    seats, team = changes.seats_shown(change), changes.team_ids(change)
    may = change_rules.may_start_test(change, person, seats, team, None, here, [], timezone.now())
    if may and change.brought.get("tests"):
        return reverse("changes:start_test", args=[change.public_id])
    return change.get_absolute_url()


def adapt(request: Request, public_id: str) -> HttpResponse:
    """Say what is different here, also later. The second of two writers sees both."""
    adoption = queries.adoption_for(request.person, public_id)
    queries.may_adapt(adoption, request.person).or_refuse()
    known = {"adapted": adoption.adapted, "version": adoption.adapted_version}
    form, typed = AdaptForm(request.POST or None, initial=known), None
    if form.is_valid():
        words = form.cleaned_data
        if actions.adapt(adoption=adoption, by=request.person, at=timezone.now(), **words):
            messages.success(request, _("Saved. It stands next to the story."))
            return redirect(adoption.change)
        typed = words["adapted"]
        form = AdaptForm(on_newer(request.POST, adoption.adapted_version))
    return render(request, "stories/adapt.jinja", presenters.adapting(adoption, form, typed))


def beside(request: Request, public_id: str) -> HttpResponse:
    """The chart here and the one it came from, on one scale, for whoever reads the story."""
    row = queries.adoption_to_read(request.person, public_id)
    page = presenters.beside(row, request.person, sight(request.person), queries.beside(row))
    return render(request, "stories/beside.jinja", {"page": page, "title": row.story.title})
