"""A permission: read it, decide it, send what is missing."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.enabling import actions, presenters, queries
from groundswell.enabling.forms import ConditionsForm, DeclineForm, NeedForm, PassUpForm, SendForm
from groundswell.enabling.models import Permission
from groundswell.enabling.rules import permissions as deciding
from groundswell.enabling.views.typed import form_page, onwards
from groundswell.people.middleware import Request
from groundswell.ui.fields import Form
from groundswell.ui.formats import london_day
from groundswell.ui.typed import done


@require_safe
def permission(request: Request, public_id: str) -> HttpResponse:
    """What is asked, by which rule, of whom, since when; and what the reader can do."""
    now, found = timezone.now(), queries.permission_for_reader(request.person, public_id)
    above = deciding.next_decider(queries.deciders(found.place, now), found, queries.had_permission(found))
    page = presenters.permission_page(found, request.person, queries.team_wanting(found), above, now)
    return render(request, "enabling/permission.jinja", {"page": page, "permission": found})


def _opened(request: Request, public_id: str, form: type[Form]) -> tuple[datetime, Permission, Form]:
    return timezone.now(), queries.permission_for_reader(request.person, public_id), form(request.POST or None)


@require_POST
def give(request: Request, public_id: str) -> HttpResponse:
    found = queries.permission_for_reader(request.person, public_id)
    actions.give(permission=found, by=request.person, at=timezone.now())
    messages.success(request, _("Yes. Everybody who waited was told."))
    return redirect(onwards(request, found))


def give_if(request: Request, public_id: str) -> HttpResponse:
    now, found, form = _opened(request, public_id, ConditionsForm)
    if done(form, lambda: actions.give(permission=found, by=request.person, at=now, **form.cleaned_data)):
        messages.success(request, _("Yes, if. Everybody who waited was told what with."))
        return redirect(found)
    may = deciding.may_decide(found, request.person, london_day(now))
    return form_page(request, found, form, may, _("Yes, if"), _("Send"))


def need_more(request: Request, public_id: str) -> HttpResponse:
    now, found, form = _opened(request, public_id, NeedForm)
    if done(form, lambda: actions.need_more(permission=found, by=request.person, at=now, **form.cleaned_data)):
        messages.success(request, _("The team was told what you need. The clock stands still until they have sent it."))
        return redirect(found)
    may = deciding.may_need_more(found, request.person, london_day(now))
    return form_page(request, found, form, may, _("What do you need first?"), _("Send"))


def refuse(request: Request, public_id: str) -> HttpResponse:
    now, found, form = _opened(request, public_id, DeclineForm)
    if done(form, lambda: actions.refuse(permission=found, by=request.person, at=now, **form.cleaned_data)):
        messages.success(request, _("Said. The team sees why, and what would make it a yes."))
        return redirect(found)
    may = deciding.may_decide(found, request.person, london_day(now))
    return form_page(request, found, form, may, _("Why not, and what would help?"), _("Send"))


def pass_up(request: Request, public_id: str) -> HttpResponse:
    now, found, form = _opened(request, public_id, PassUpForm)
    if done(form, lambda: actions.pass_up(permission=found, by=request.person, at=now, **form.cleaned_data)):
        messages.success(request, _("Passed up to {name}, who was told.").format(name=found.decider.called))
        return redirect(found)
    above = deciding.next_decider(queries.deciders(found.place, now), found, queries.had_permission(found))
    may = deciding.may_pass_up(found, request.person, above, london_day(now))
    lead = (
        _("{name}, {place}, decides then. The clock goes on.").format(name=above.person.called, place=above.place)
        if above
        else ""
    )
    return form_page(request, found, form, may, _("Pass it up"), _("Pass it up"), lead)


def send(request: Request, public_id: str) -> HttpResponse:
    """The team has sent what was missing."""
    now, found, form = _opened(request, public_id, SendForm)
    if done(form, lambda: actions.send(permission=found, by=request.person, at=now, **form.cleaned_data)):
        messages.success(request, _("{name} was told. The clock goes on.").format(name=found.decider.called))
        return redirect(found)
    team = {person.pk for person in queries.team_wanting(found)}
    return form_page(
        request, found, form, deciding.may_send(found, request.person, team), _("Is it there now?"), _("Yes, go on")
    )


@require_POST
def want_to_talk(request: Request, public_id: str) -> HttpResponse:
    found = queries.permission_for_reader(request.person, public_id)
    actions.want_talk_about(permission=found, by=request.person, at=timezone.now())
    messages.success(request, _("{name} was told that you would like to talk.").format(name=found.decider.called))
    return redirect(found)
