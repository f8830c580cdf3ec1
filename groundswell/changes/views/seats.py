"""Ask somebody for a seat, take it, say not now, leave it; help."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groundswell.changes import actions, presenters, queries, rules
from groundswell.changes.forms import DeclineForm, SeatForm
from groundswell.changes.models import Seat
from groundswell.changes.views.typed import address, form_page
from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.ui.typed import done


def seats(request: Request, public_id: str) -> HttpResponse:
    """Both seats, who was asked before, and a search for somebody to ask."""
    found, now = queries.change_for(request.person, public_id), timezone.now()
    if request.method == "POST":
        return _ask(request, public_id)
    seat, text = request.GET.get("seat", ""), request.GET.get("name", "").strip()[:60]
    people = (
        queries.candidates(found, request.person, text, seat, now)
        if seat in Seat.values and "name" in request.GET
        else None
    )
    about = {
        "change": found, "seats": presenters.seat_cards(found, request.person, sight(request.person), now), "now": now,
        "seat": seat, "text": text, "people": people, "past": queries.past_seats(found), "team": queries.team_of(found),
        "help": rules.may_help(found, request.person, queries.seats_shown(found), queries.team_ids(found)),
    }  # fmt: skip
    return render(request, "changes/seats.jinja", about)


def _ask(request: Request, public_id: str) -> HttpResponse:
    found, now, form = queries.change_for(request.person, public_id), timezone.now(), SeatForm(request.POST)
    if not form.is_valid():
        raise Http404
    seat, wanted = form.cleaned_data["ask"]
    person = request.person if wanted == request.person.public_id else queries.candidate(found, wanted, seat, now)
    actions.pair(change=found, seat=seat, person=person, by=request.person, at=now)
    return _onwards(found.public_id, seat, taken=person == request.person)


def _onwards(public_id: str, seat: str, *, taken: bool) -> HttpResponse:
    """Who takes the managerial seat is invited to name one thing they will clear."""
    return HttpResponseRedirect(address("promise" if taken and seat == Seat.MANAGERIAL else "change", public_id))


@require_POST
def accept(request: Request, row: str) -> HttpResponse:
    co_lead = queries.co_lead_for(request.person, row)
    actions.accept_pair(co_lead=co_lead, by=request.person, at=timezone.now())
    return _onwards(co_lead.change.public_id, co_lead.seat, taken=True)


def decline(request: Request, row: str) -> HttpResponse:
    """Not now, with a word to whoever asked."""
    co_lead, form = queries.co_lead_for(request.person, row), DeclineForm(request.POST or None)
    if done(
        form, lambda: actions.decline_pair(co_lead=co_lead, by=request.person, at=timezone.now(), **form.cleaned_data)
    ):
        return redirect(co_lead.change)
    return form_page(
        request, co_lead.change, form, title=_("Not now"), button=_("Send"),
        may=rules.may_answer_invitation(co_lead, request.person),
    )  # fmt: skip


def hand_over(request: Request, row: str) -> HttpResponse:
    """Who carries on? Somebody is named, asked at once, and the seat is theirs with their yes."""
    co_lead, now = queries.co_lead_for(request.person, row), timezone.now()
    rules.may_leave(co_lead, request.person).or_refuse()
    change, text = co_lead.change, request.GET.get("name", "").strip()[:60]
    if request.method == "POST":
        to = queries.candidate(change, request.POST.get("to", ""), co_lead.seat, now)
        actions.hand_over(co_lead=co_lead, to=to, by=request.person, at=now)
        messages.success(request, _("{name} is asked to carry on. Your credit stays.").format(name=to.called))
        return redirect(change)
    found, team = queries.candidates(change, request.person, text, co_lead.seat, now), queries.team_ids(change)
    people = sorted(found, key=lambda one: one.person_id not in team)
    about = {"co_lead": co_lead, "change": change, "people": people, "team": team, "text": text}
    return render(request, "changes/hand_over.jinja", about)


@require_POST
def leave(request: Request, row: str) -> HttpResponse:
    co_lead = queries.co_lead_for(request.person, row)
    actions.leave_pair(co_lead=co_lead, by=request.person, at=timezone.now())
    return redirect(co_lead.change)


@require_POST
def help_with(request: Request, public_id: str) -> HttpResponse:
    found = queries.change_for(request.person, public_id)
    actions.help_with(change=found, by=request.person, at=timezone.now())
    return redirect(found)
