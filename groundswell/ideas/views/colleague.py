"""Typed for a colleague at a huddle, with their yes; and "Not mine"."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groundswell.ideas import actions, queries
from groundswell.ideas.forms import ColleagueForm
from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.places.queries import place_by_key


def colleague(request: Request) -> HttpResponse:
    """Their words, their name, their yes. Where several people have the name, the page comes back and asks which."""
    key, person = request.GET.get("place", ""), request.person
    where = place_by_key(key) if key else next(iter(sight(person).places), None)
    form = ColleagueForm(request.POST or None, by=person, initial={"place": where})
    if not request.POST:
        del form.fields["which"]
    elif form.is_valid():
        typed, them = form.cleaned_data, form.cleaned_data["person"]
        idea = actions.enter_for(
            colleague=them, words=typed["words"], place=typed["place"], by=person, at=timezone.now(),
            held=typed["words_confirmed"],
        )  # fmt: skip
        messages.success(request, _("Saved for {name}, who was told.").format(name=them.called))
        return redirect("ideas:colleague") if idea.held_at else redirect(idea)
    return render(request, "ideas/colleague.jinja", {"form": form})


@require_POST
def not_mine(request: Request, public_id: str) -> HttpResponse:
    idea = queries.idea_for(request.person, public_id)
    actions.not_mine(idea=idea, by=request.person, at=timezone.now())
    messages.success(request, _("Your name is off it. It belongs to who typed it."))
    return redirect("ideas:ideas") if idea.held_at else redirect(idea)
