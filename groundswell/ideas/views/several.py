"""Several at once from a meeting: one text, then a preview of the ideas in it, then all of them by one deed."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from groundswell.ideas import actions, presenters, queries
from groundswell.ideas.forms import MeetingForm, Preview
from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.places.queries import place_by_key


def several(request: Request) -> HttpResponse:
    """First the text, then the preview, at the same address: until all is saved it lives in the page alone."""
    person, sent = request.person, request.POST
    preview = Preview(sent, by=person) if "count" in sent else None
    if preview and preview.each and sent.get("deed") != "text":
        return _save(request, preview) if preview.is_valid() else _look(request, preview)
    if preview:  # back to the whole text, as it is typed now
        first = {"text": preview.text(), "place": preview.all.cleaned_data.get("place")}
    else:
        key = request.GET.get("place", "")
        first = {"place": place_by_key(key) if key else next(iter(sight(person).places), None)}
    form = MeetingForm(sent if sent and not preview else None, by=person, initial=first)
    if form.is_valid():
        typed = form.cleaned_data
        return _look(request, Preview.of(typed["text"], typed["place"], by=person))
    return render(request, "ideas/several.jinja", {"form": form})


def _look(request: Request, preview: Preview) -> HttpResponse:
    return render(request, "ideas/several_preview.jinja", {"form": preview})


def _save(request: Request, preview: Preview) -> HttpResponse:
    kept = [one.cleaned_data for one in preview.kept]
    said = [actions.Said(one["words"], one.get("person"), one["words_confirmed"]) for one in kept]
    place, now = preview.all.cleaned_data["place"], timezone.now()
    made = actions.enter_together(said=said, place=place, by=request.person, at=now)
    messages.success(request, ngettext("Saved: {n} idea.", "Saved: {n} ideas.", len(made)).format(n=len(made)))
    if held := sum(one.held for one in said):
        waits = ngettext(
            "{n} of them is held unseen until its words are checked.",
            "{n} of them are held unseen until their words are checked.", held,
        )  # fmt: skip
        messages.success(request, waits.format(n=held))
    return redirect(f"{reverse('ideas:several_saved')}?{urlencode({'ids': '.'.join(one.public_id for one in made)})}")


def saved(request: Request) -> HttpResponse:
    """What was made of a meeting, each with its link; one deed takes back what is one's own."""
    person, here = request.person, request.get_full_path()
    found = queries.together(person, request.GET.get("ids", "").split("."))
    if request.method == "POST":
        number = actions.take_back_together(ideas=found, by=person, at=timezone.now())
        said = ngettext("Taken back: {n} idea rests now.", "Taken back: {n} ideas rest now.", number)
        messages.success(request, said.format(n=number))
        return redirect(here)
    return render(
        request,
        "ideas/several_saved.jinja",
        {"page": presenters.together(found, person, timezone.now()), "here": here},
    )
