"""How many people work at a place and at the places inside it: read, typed for one, pasted for many."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from groundswell.people import actions, presenters, queries, rules
from groundswell.people.headcounts import Count
from groundswell.people.headcounts.forms import HeadcountForm, PasteHeadcountsForm
from groundswell.people.middleware import Request
from groundswell.ui.formats import london_day
from groundswell.ui.typed import done


def headcounts(request: Request, key: str) -> HttpResponse:
    """What is said now, with day and source; whoever may say it types it for this place."""
    place, now = queries.place_for(request.person, key), timezone.now()
    may = rules.may_say_headcounts(queries.sight(request.person), place)
    inside = queries.places_inside(place)
    held = queries.headcounts_of([place, *inside], london_day(now))
    form = HeadcountForm(request.POST or None, today=london_day(now), held=held.get(place.pk, {}))
    if done(form, lambda: _say(request, form.counts(place), form)):
        return redirect("people:headcounts", key)
    about = {"place": place, "form": form, "may": may, "page": presenters.headcounts_page(place, inside, held)}
    return render(request, "people/headcounts.jinja", about)


def paste(request: Request, key: str) -> HttpResponse:
    """Looked at first: how many numbers of how many places were understood. Then stored, all or none."""
    place, now = queries.place_for(request.person, key), timezone.now()
    rules.may_say_headcounts(queries.sight(request.person), place).or_refuse()
    form = PasteHeadcountsForm(
        request.POST or None, places=[place, *queries.places_inside(place)], today=london_day(now)
    )
    store = request.POST.get("deed") == "store"
    if store and done(form, lambda: _say(request, form.understood.counts, form)):
        return redirect("people:headcounts", key)
    looked = not store and form.is_valid()
    return render(
        request, "people/paste_headcounts.jinja", {"place": place, "form": form, "found": form.understood if looked else None}
    )  # fmt: skip


def _say(request: Request, counts: list[Count], form: HeadcountForm | PasteHeadcountsForm) -> None:
    since, source = form.cleaned_data["since"], form.cleaned_data["source"]
    actions.say_headcounts(counts=counts, since=since, source=source, by=request.person, at=timezone.now())
    said = ngettext("{n} number is stored.", "{n} numbers are stored.", len(counts))
    messages.success(request, said.format(n=len(counts)))
