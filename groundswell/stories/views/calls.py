"""Calls: the list, one call from both ends, made, changed, closed, answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.stories import actions
from groundswell.stories.actions.calls import until_default
from groundswell.stories.forms import AnswerForm, CallForm, CloseForm, ShownForm
from groundswell.stories.models import Call, Reach, Shown
from groundswell.stories.presenters import calls as presenters
from groundswell.stories.queries import calls as queries
from groundswell.stories.rules import calls as rules
from groundswell.ui.formats import london_day
from groundswell.ui.typed import done, on_newer
from groundswell.ui.verdicts import Verdict


@require_safe
def calls(request: Request) -> HttpResponse:
    """What is asked now, and what was asked before."""
    past, before, today = bool(request.GET.get("past")), request.GET.get("before", ""), london_day(timezone.now())
    found = queries.calls_for(request.person, past=past, on=today, before=before)
    page = presenters.call_list(found, past=past, first=not before, seen=sight(request.person), today=today)
    return render(request, "stories/calls.jinja", {"page": page})


@require_safe
def call(request: Request, public_id: str) -> HttpResponse:
    """Seen from both ends: who tries it, and what whoever calls has cleared for them."""
    person, now = request.person, timezone.now()
    found, today, state = queries.call_for(person, public_id), london_day(now), request.GET.get("state", "")
    page = presenters.call_page(
        found, queries.answers_to(found, person, state=state, page=request.GET.get("page", "")), queries.in_the_way(found),
        queries.stories_worth(found, person), person=person, seen=sight(person), above=queries.above_me(person, today),
        state=state, now=now, today=today,
    )  # fmt: skip
    return render(request, "stories/call.jinja", {"page": page, "call": found})


def new_call(request: Request) -> HttpResponse:
    """In the name of a place for which one speaks."""
    rules.may_open(sight(request.person)).or_refuse()
    today, places = london_day(timezone.now()), rules.places_to_call_for(sight(request.person))
    first = {"from_on": today, "until_on": until_default(today), "reach": Reach.UNDER, "version": 0}
    form = CallForm(request.POST or None, places=places, find=queries.shared_stories, today=today, initial=first)
    made: list[Call] = []

    def deed() -> None:
        by, stories = request.person, form.cleaned_data.get("stories", ())
        made.append(actions.open_call(place=form.caller, by=by, at=timezone.now(), stories=stories, **form.words))

    if done(form, deed):
        messages.success(
            request, _("The call is open. Whoever leads a place it is for hears of it in the weekly letter.")
        )
        return redirect(made[0])
    about = {
        "title": _("Open a call"), "form": form, "button": _("Open the call"), "lead": [_whom(request)],
        "back": {"href": reverse("stories:calls"), "text": _("All calls")},
    }  # fmt: skip
    return render(request, "layouts/form.jinja", about)


def _whom(request: Request) -> str:
    return _("A call puts a clock on you as well: what only you can clear stands on its page, with the days it waits.")


def edit_call(request: Request, public_id: str) -> HttpResponse:
    """The second of two editors sees both versions."""
    found = queries.call_for(request.person, public_id)
    stories = list(found.stories.all())
    options: dict[str, Any] = {"places": [found.place], "find": queries.shared_stories, "today": found.from_on}
    typed = request.POST if request.method == "POST" else None
    form = CallForm(typed, initial=CallForm.of(found, stories), **options)
    saved: list[bool] = []

    def deed() -> None:
        version, worth = form.cleaned_data["version"], form.cleaned_data.get("stories", ())
        saved.append(
            actions.edit_call(
                call=found, version=version, by=request.person, at=timezone.now(), stories=worth, **form.words
            )
        )

    if done(form, deed) and saved[0]:
        messages.success(request, _("The call is changed."))
        return redirect(found)
    both = []
    if saved == [False]:
        found = queries.call_for(request.person, public_id)
        form = CallForm(on_newer(request.POST, found.version), **options)
        form.is_valid()
        both = presenters.both_calls(form, found, list(found.stories.all()))
    more = {"title": _("Change the call"), "form": form, "button": _("Save the call"), "theirs": both}
    return _form_page(request, found, rules.may_change(found, sight(request.person)), "stories/edit_call.jinja", more)


def close_call(request: Request, public_id: str) -> HttpResponse:
    """With a word on what came of it."""
    found, form = queries.call_for(request.person, public_id), CloseForm(request.POST or None)
    if done(form, lambda: actions.close_call(call=found, by=request.person, at=timezone.now(), **form.cleaned_data)):
        messages.success(request, _("The call is closed. Everybody who answered is told."))
        return redirect(found)
    more = {
        "title": _("Close the call"), "form": form, "button": _("Close it"),
        "lead": [_("Nobody can answer it any more. What was linked stays, and so does what was promised.")],
    }  # fmt: skip
    return _form_page(request, found, rules.may_change(found, sight(request.person)), "layouts/form.jinja", more)


def _form_page(request: Request, call: Call, may: Verdict, template: str, more: dict[str, Any]) -> HttpResponse:
    back = {"href": call.get_absolute_url(), "text": _("Back to the call")}
    about = {"caption": call.title, "back": back, "may": may} | more
    refused = not may and request.method != "POST"
    return render(request, "layouts/not_now.jinja" if refused else template, about)


def answer_call(request: Request, public_id: str) -> HttpResponse:
    """Link an idea or a change of one's own; the page that led here has chosen it already."""
    person, today = request.person, london_day(timezone.now())
    found = queries.call_for(person, public_id)
    may, mine = rules.may_answer(found, today, queries.above_me(person, today)), queries.fitting(found, person, today)
    first = {"what": request.GET.get("with", ""), "shows": Shown.COUNTED}
    form = AnswerForm(request.POST or None, mine=mine, initial=first)

    def deed() -> None:
        what, shows = form.cleaned_data["what"].what, form.cleaned_data["shows"]
        actions.answer_call(call=found, what=what, shows=shows, by=person, at=timezone.now())

    if done(form, deed):
        messages.success(request, _("Linked. How far you are shows by itself from now on."))
        return redirect(found)
    more = {"title": _("Answer the call"), "form": form, "button": _("Link it"), "mine": mine}
    return _form_page(request, found, may, "stories/answer_call.jinja", more)


def call_answer(request: Request, public_id: str) -> HttpResponse:
    """What others see of one's place; or take it back."""
    row = queries.answer_for(request.person, public_id)
    rules.may_unlink(row, request.person, sight(request.person)).or_refuse()
    form = ShownForm(request.POST or None, initial={"shows": row.shows})
    if done(form, lambda: actions.show_answer(answer=row, shows=form.cleaned_data["shows"], by=request.person)):
        messages.success(request, _("Saved."))
        return redirect(row.call)
    about = {
        "title": _("What the others see"), "caption": row.call.title, "form": form, "button": _("Save"), "row": row,
        "back": {"href": row.call.get_absolute_url(), "text": _("Back to the call")},
    }  # fmt: skip
    return render(request, "stories/call_answer.jinja", about)


@require_POST
def unlink(request: Request, public_id: str) -> HttpResponse:
    """Take it back; it can be linked again."""
    row = queries.answer_for(request.person, public_id)
    call = row.call
    if call is None:
        raise Http404
    actions.unlink(answer=row, by=request.person)
    messages.success(request, _("Taken back. You can link it again while the call is open."))
    return redirect(call)
