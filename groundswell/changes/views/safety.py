"""Pause for safety, answer it, stop."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.changes import actions, queries, rules
from groundswell.changes.forms import PauseAnswerForm, PauseForm, StopForm
from groundswell.changes.views.typed import form_page
from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.ui.typed import done


def pause(request: Request, public_id: str) -> HttpResponse:
    """Anyone who works where it happens: at once, by name, with a reason."""
    found, form = queries.change_for(request.person, public_id), PauseForm(request.POST or None)
    if done(form, lambda: actions.pause(change=found, by=request.person, at=timezone.now(), **form.cleaned_data)):
        return redirect(found)
    places = [row.place for row in queries.rows_of(found)]
    lead = [
        _(
            "It stops at once. The co-leads answer within one working day. The idea and the change stay with their people."
        )
    ]
    may = rules.may_pause(found, sight(request.person), places, queries.open_pause(found))
    return form_page(request, found, form, title=_("Pause for safety"), button=_("Pause it now"), lead=lead, may=may)


def answer_pause(request: Request, public_id: str) -> HttpResponse:
    """A co-lead, or who paused it, says what was done; it goes on."""
    found, form = queries.change_for(request.person, public_id), PauseAnswerForm(request.POST or None)
    paused = queries.open_pause(found)
    if paused is None:
        if request.method == "POST":
            return redirect(found)
        raise Http404
    if done(
        form, lambda: actions.answer_pause(pause=paused, by=request.person, at=timezone.now(), **form.cleaned_data)
    ):
        return redirect(found)
    may = rules.may_answer_pause(paused, request.person, queries.seats_shown(found))
    said = _("{name} paused it: {why}").format(name=paused.person.called, why=paused.reason)
    return form_page(request, found, form, title=_("Answer the pause"), button=_("It can go on"), lead=[said], may=may)


def stop(request: Request, public_id: str) -> HttpResponse:
    """The work ends; the idea stays with its owner."""
    found, form = queries.change_for(request.person, public_id), StopForm(request.POST or None)
    if done(form, lambda: actions.stop(change=found, by=request.person, at=timezone.now(), **form.cleaned_data)):
        return redirect(found)
    lead = [_("The work ends here. The idea stays with its owner, who is told first and decides what becomes of it.")]
    may = rules.may_stop(found, request.person, queries.seats_shown(found))
    return form_page(request, found, form, title=_("Stop this change"), button=_("Stop it"), lead=lead, may=may)
