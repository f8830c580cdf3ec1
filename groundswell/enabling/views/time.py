"""Protected time that was used: typed and taken back on the page of its ask."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groundswell.enabling import actions, queries, rules
from groundswell.enabling.forms import HoursForm
from groundswell.enabling.models import Ask
from groundswell.enabling.views.typed import form_page
from groundswell.people.middleware import Request
from groundswell.ui.formats import london_day
from groundswell.ui.typed import done


def use_hours(request: Request, public_id: str) -> HttpResponse:
    """Hours of one day."""
    now, found = timezone.now(), queries.ask_for_reader(request.person, public_id)
    form = HoursForm(request.POST or None, initial={"on": london_day(now)})
    if done(form, lambda: _use(form, found, request)):
        messages.success(request, _("Saved."))
        return redirect(found)
    team = frozenset(person.pk for person in queries.team_of(found))
    may = rules.may_use(found, request.person, team)
    return form_page(request, found, form, may, _("Time you used"), _("Save"))


def _use(form: HoursForm, found: Ask, request: Request) -> None:
    now, typed = timezone.now(), form.cleaned_data
    actions.use_hours(ask=found, on=typed["on"] or london_day(now), hours=typed["hours"], by=request.person, at=now)


@require_POST
def strike_hours(request: Request, public_id: str, line: str) -> HttpResponse:
    found = queries.ask_for_reader(request.person, public_id)
    actions.strike_hours(line=queries.hours_line(found, line), by=request.person)
    messages.success(request, _("Taken back."))
    return redirect(found)
