"""An ask: read it, answer it, hold it, talk about it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.enabling import actions, presenters, queries, rules
from groundswell.enabling.forms import CommitForm, DeclineForm, MoveForm, PassOnForm
from groundswell.enabling.models import Ask
from groundswell.enabling.views.typed import form_page, onwards
from groundswell.people.middleware import Request
from groundswell.talk import desk
from groundswell.ui.formats import day as day_in_words
from groundswell.ui.formats import london_day
from groundswell.ui.typed import done


@require_safe
def ask(request: Request, public_id: str) -> HttpResponse:
    """What is in the way, who has it since when, what was promised, what waits for it; and what the reader can do."""
    now, found = timezone.now(), queries.ask_for_reader(request.person, public_id)
    card = desk.card(_desk_of(found), request.person)
    used = queries.hours_lines(found) if rules.is_given(found) else []
    page = presenters.ask_page(
        found, request.person, queries.team_of(found), queries.ladder(found.place, now), used, now
    )
    return render(
        request, "enabling/ask.jinja", {"page": page, "ask": found, "talk": card, "form": card.form, "now": now}
    )


def _desk_of(ask: Ask) -> desk.Desk:
    return desk.Desk(
        subject=ask.subject, place=ask.place, address=_address("talk", ask), people=(ask.holder,),
        tell=(ask.holder, *queries.team_of(ask)), writer=ask.asked_by,
    )  # fmt: skip


def _address(name: str, ask: Ask) -> str:
    return reverse(f"enabling:{name}", args=[ask.public_id])


def talk(request: Request, public_id: str) -> HttpResponse:
    return desk.page(request, _desk_of(queries.ask_for_reader(request.person, public_id)))


def commit(request: Request, public_id: str) -> HttpResponse:
    """A day by which it will be cleared. The buttons of *asked of you* send one at once."""
    now, found = timezone.now(), queries.ask_for_reader(request.person, public_id)
    form = CommitForm(request.POST or None, today=london_day(now), ask=found)
    if done(form, lambda: actions.commit(ask=found, by=request.person, at=now, **form.cleaned_data)):
        messages.success(request, _promised(form.cleaned_data["due"]))
        return redirect(onwards(request, found))
    may = rules.may_commit(found, request.person, london_day(now), london_day(now))
    return form_page(request, found, form, may, _("When will it be cleared?"), _("Promise it"))


@require_POST
def commit_by(request: Request, public_id: str, day: str) -> HttpResponse:
    """One tap: the day stands in the address of the button."""
    found = queries.ask_for_reader(request.person, public_id)
    try:
        due = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    actions.commit(ask=found, due=due, by=request.person, at=timezone.now())
    messages.success(request, _promised(due))
    return redirect(onwards(request, found))


def _promised(due: date) -> str:
    return _("Promised for {day}. Everybody who waits was told.").format(day=day_in_words(due))


def move(request: Request, public_id: str) -> HttpResponse:
    """A new date before the old one has passed."""
    now, found = timezone.now(), queries.ask_for_reader(request.person, public_id)
    form = MoveForm(request.POST or None)
    if done(form, lambda: actions.move(ask=found, by=request.person, at=now, **form.cleaned_data)):
        messages.success(request, _("Moved. Everybody who waits sees both dates and your reason."))
        return redirect(found)
    made = queries.open_commitment(found)
    lead = _("You promised it for {day}.").format(day=day_in_words(made.due_on)) if made else ""
    may = rules.may_move(found, made, request.person, london_day(now), date.max)
    return form_page(request, found, form, may, _("Another date"), _("Save the new date"), lead)


@require_POST
def keep(request: Request, public_id: str) -> HttpResponse:
    found = queries.ask_for_reader(request.person, public_id)
    actions.keep(ask=found, by=request.person, at=timezone.now())
    messages.success(request, _("Cleared. Everybody who waited was told, with your name."))
    return redirect(onwards(request, found))


def pass_on(request: Request, public_id: str) -> HttpResponse:
    """To whoever can clear it. The days and the clock go on."""
    now, person = timezone.now(), request.person
    found = queries.ask_for_reader(person, public_id)
    form = PassOnForm(
        request.POST or None, ladder=queries.ladder(found.place, now), organisations=presenters.organisations_of(found), at=now,
        but={found.holder_id},
    )  # fmt: skip
    if done(form, lambda: _pass_on(form, found, request)):
        messages.success(request, _("Passed on to {name}, who was told.").format(name=found.holder.called))
        return redirect(onwards(request, found))
    may = rules.may_answer(found, person, london_day(now))
    lead = _("The days since it was asked go on counting.")
    return form_page(request, found, form, may, _("Pass it on"), _("Pass it on"), lead)


def _pass_on(form: PassOnForm, found: Ask, request: Request) -> None:
    assert form.rung is not None  # noqa: S101 - a valid form has one
    words = form.cleaned_data["words"]
    actions.pass_on(
        ask=found, to=form.rung.person, place=form.rung.place, words=words, by=request.person, at=timezone.now()
    )


@require_POST
def pass_below(request: Request, public_id: str) -> HttpResponse:
    """One tap: to the one right below who could clear it."""
    found = queries.ask_for_reader(request.person, public_id)
    to = actions.pass_below(ask=found, by=request.person, at=timezone.now())
    messages.success(request, _("Passed on to {name}, who was told.").format(name=to.person.called))
    return redirect(onwards(request, found))


def decline(request: Request, public_id: str) -> HttpResponse:
    """No, with why, and what would make it a yes."""
    now, found = timezone.now(), queries.ask_for_reader(request.person, public_id)
    form = DeclineForm(request.POST or None)
    if done(form, lambda: actions.decline(ask=found, by=request.person, at=now, **form.cleaned_data)):
        messages.success(request, _("Said. The team sees why, and what would make it a yes."))
        return redirect(onwards(request, found))
    may = rules.may_answer(found, request.person, london_day(now))
    return form_page(request, found, form, may, _("Why not, and what would help?"), _("Send"))


@require_POST
def want_to_talk(request: Request, public_id: str) -> HttpResponse:
    found = queries.ask_for_reader(request.person, public_id)
    actions.want_to_talk(ask=found, by=request.person, at=timezone.now())
    messages.success(request, _("{name} was told that you would like to talk.").format(name=found.holder.called))
    return redirect(found)


@require_POST
def ask_higher(request: Request, public_id: str) -> HttpResponse:
    found = queries.ask_for_reader(request.person, public_id)
    to = actions.ask_higher(ask=found, by=request.person, at=timezone.now())
    messages.success(
        request, _("{name} is asked now. The days are those since you first asked.").format(name=to.person.called)
    )
    return redirect(found)


@require_POST
def stay(request: Request, public_id: str) -> HttpResponse:
    found, stays = queries.ask_for_reader(request.person, public_id), request.POST.get("stays") == "yes"
    actions.stay(ask=found, stays=stays, by=request.person, at=timezone.now())
    return redirect(found)


@require_POST
def withdraw(request: Request, public_id: str) -> HttpResponse:
    found = queries.ask_for_reader(request.person, public_id)
    actions.withdraw(ask=found, by=request.person, at=timezone.now())
    messages.success(request, _("Taken back. Nobody is asked any more."))
    return redirect(found)
