"""What people decide about limits: where they begin anew, which readings they come from, which are set aside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.measures import actions, forms, presenters, queries, rules
from groundswell.measures.models import Measure
from groundswell.measures.queries import charts
from groundswell.measures.views.common import back, measure_to_change, say
from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.ui.fields import Form
from groundswell.ui.formats import day
from groundswell.ui.typed import done


@require_safe
def limits(request: Request, public_id: str) -> HttpResponse:
    """What stands, who said so and why; what was taken back; where the numbers suggest to look."""
    found = queries.measure_for(request.person, public_id)
    readings, choices = queries.readings_of(found), queries.choices_of(found)
    about = {
        "measure": found, "may": rules.may_change(found, sight(request.person), queries.shown_of(found)),
        "choices": [presenters.choice_line(row) for row in choices],
        "history": [presenters.choice_line(row) for row in queries.taken_back_of(found)],
        "suggestion": charts.suggestion(found, readings, choices), "back": back(found),
    }  # fmt: skip
    return render(request, "measures/limits.jinja", about)


def rebase(request: Request, public_id: str) -> HttpResponse:
    """Redraw the limits from a day on, with the reason."""
    found = measure_to_change(request, public_id)
    form = forms.RebaseForm(request.POST or None, initial={"on": request.GET.get("on", "")})
    said = _("The limits are redrawn from {day}.")
    return _decide(request, found, form, "measures/rebase.jinja", actions.rebase, said)


def set_aside(request: Request, public_id: str) -> HttpResponse:
    """Show the reading of a day, and leave it out of limits and rules."""
    found = measure_to_change(request, public_id)
    form = forms.SetAsideForm(request.POST or None)
    return _decide(request, found, form, "measures/set_aside.jinja", actions.set_aside, _("{day} is set aside."))


def fix(request: Request, public_id: str) -> HttpResponse:
    """Make the limits from a stretch of readings."""
    found = measure_to_change(request, public_id)
    form = forms.FixForm(request.POST or None)
    said = _("The limits come from the readings of {day} to {last}.")
    return _decide(request, found, form, "measures/fix.jinja", actions.fix_limits, said)


def _decide(
    request: Request, measure: Measure, form: Form, page: str, deed: Callable[..., Any], said: str
) -> HttpResponse:
    """Do it with what was typed; a refusal stands next to the day."""
    if done(form, lambda: deed(measure=measure, by=request.person, at=timezone.now(), **form.cleaned_data), "on"):
        on, until = form.cleaned_data["on"], form.cleaned_data.get("until")
        return say(request, measure, said.format(day=day(on), last=day(until)))
    return render(request, page, {"form": form, "back": back(measure)})


@require_POST
def take_back(request: Request, public_id: str) -> HttpResponse:
    """What was decided holds no longer; the history keeps it."""
    choice = queries.choice_for(request.person, public_id)
    actions.take_choice_back(choice=choice, by=request.person, at=timezone.now())
    return say(request, choice.measure, _("Taken back. The limits are as before."))
