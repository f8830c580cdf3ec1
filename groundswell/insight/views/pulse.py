"""The pulse of a place: answered once a quarter by who works there; its poster; and whether it runs in an organisation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.enabling.queries import may_say_figures, place_measured_for, team_measured_of
from groundswell.insight import actions, presenters, queries
from groundswell.insight.forms import PulseForm, PulseSettingForm
from groundswell.insight.pulse import may_answer
from groundswell.insight.queries import home_of
from groundswell.post.middleware import leaves_no_trace
from groundswell.ui.formats import london_day
from groundswell.ui.typed import done


def _always(_request: HttpRequest) -> bool:
    return True


@leaves_no_trace(_always)
def pulse(request: HttpRequest, key: str) -> HttpResponse:
    """The statements, or why not: it is off, somebody works elsewhere, or has answered. Nothing is stored of who and when."""
    person: Any = request.person  # type: ignore[attr-defined]
    place, today = place_measured_for(person, key), london_day(timezone.now())
    home, team = home_of(place), team_measured_of(person, place)
    has_answered = queries.has_answered(person.pk, today)
    verdict = may_answer(is_off=queries.pulse_is_off(home), works_here=team is not None, has_answered=has_answered)
    form = PulseForm(request.POST or None)
    if verdict and done(form, lambda: actions.answer_pulse(
        place=team, home=home, person=person.pk, answers=form.answers(), on=today
    )):  # fmt: skip
        return redirect("insight:pulse", place.key)
    about = {
        "place": place, "home": home, "form": form, "may_set": may_say_figures(person, home),
        "own": None if team else team_measured_of(person, home),
        "page": presenters.pulse_page(team, verdict, has_answered=has_answered, today=today),
    }  # fmt: skip
    return render(request, "insight/pulse.jinja", about)


@require_safe
def pulse_poster(request: HttpRequest, key: str) -> HttpResponse:
    """One sheet to print, with a code that opens the pulse of this place."""
    place = place_measured_for(request.person, key)  # type: ignore[attr-defined]
    home = home_of(place)
    about = {"place": place, "is_off": queries.pulse_is_off(home), "sheet": presenters.pulse_sheet(place, home)}
    return render(request, "insight/pulse_poster.jinja", about)


def pulse_setting(request: HttpRequest, key: str) -> HttpResponse:
    """On or off for the whole organisation of a place."""
    person: Any = request.person  # type: ignore[attr-defined]
    place = place_measured_for(person, key)
    home, today = home_of(place), london_day(timezone.now())
    may_say_figures(person, home).or_refuse()
    form = PulseSettingForm(request.POST or None, initial={"is_on": not queries.pulse_is_off(home)})
    if done(form, lambda: actions.switch_pulse(home=home, is_on=form.cleaned_data["is_on"], on=today)):
        messages.success(
            request, _("The pulse runs.") if form.cleaned_data["is_on"] else _("The pulse is switched off.")
        )
        return redirect("insight:pulse", place.key)
    return render(request, "insight/pulse_setting.jinja", {"place": place, "home": home, "form": form})
