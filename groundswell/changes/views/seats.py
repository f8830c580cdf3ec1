"""Ask somebody for a seat, take it, say not now, leave it; help."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

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
    near = queries.suggestions(found, request.person, seat, now) if seat in Seat.values and people is None else []
    about = {
        "change": found, "seats": presenters.seat_cards(found, request.person, sight(request.person), now), "now": now,
        "seat": seat, "text": text, "people": people, "near": presenters.suggestion_cards(near),
        "past": queries.past_seats(found), "team": queries.team_of(found),
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


@require_safe
def invitation(request: Request, row: str) -> HttpResponse:
    """What somebody is asked to lead: the idea as it was said, who asks, and three answers."""
    co_lead, now = queries.co_lead_for(request.person, row), timezone.now()
    if not rules.may_answer_invitation(co_lead, request.person):
        return redirect(co_lead.change)
    change = co_lead.change
    about = {
        "co_lead": co_lead, "change": change, "now": now,
        "seats": presenters.seat_cards(change, request.person, sight(request.person), now),
        "in_the_way": queries.asks_of(change)[:3],
    }  # fmt: skip
    return render(request, "changes/invitation.jinja", about)


def suggest(request: Request, row: str) -> HttpResponse:
    """Not I, but a colleague of mine: somebody is named, and those who lead the change ask them."""
    co_lead, now = queries.co_lead_for(request.person, row), timezone.now()
    rules.may_answer_invitation(co_lead, request.person).or_refuse()
    change, text = co_lead.change, request.GET.get("name", "").strip()[:60]
    if request.method == "POST":
        to = queries.candidate(change, request.POST.get("to", ""), co_lead.seat, now)
        actions.suggest(co_lead=co_lead, to=to, by=request.person, at=now)
        messages.success(request, _("Thank you. Whoever asked you can now ask {name}.").format(name=to.called))
        return redirect(change)
    found = queries.candidates(change, request.person, text, co_lead.seat, now) if "name" in request.GET else None
    near = [] if found is not None else queries.suggestions(change, request.person, co_lead.seat, now)
    about = {
        "co_lead": co_lead,
        "change": change,
        "people": found,
        "near": presenters.suggestion_cards(near),
        "text": text,
    }
    return render(request, "changes/suggest.jinja", about)


def hand_over(request: Request, row: str) -> HttpResponse:
    """Who carries on? Somebody is named, asked at once, and the seat is theirs with their yes."""
    co_lead, now, person = queries.seat_to_hand_over(request.person, row), timezone.now(), request.person
    change, gone = co_lead.change, co_lead.left_at is not None
    rules.may_name_next(co_lead, person, queries.seats_shown(change), now).or_refuse()
    if request.method == "POST":
        key = request.POST.get("to", "")
        # Who works there no more names somebody of the page; who still does, anybody who works there.
        to = (
            queries.suggested(change, person, co_lead.seat, key, now)
            if gone
            else queries.candidate(change, key, co_lead.seat, now)
        )
        actions.hand_over(co_lead=co_lead, to=to, by=person, at=now)
        messages.success(request, _("{name} is asked to carry on. Your credit stays.").format(name=to.called))
        return redirect("front:me") if gone else redirect(change)
    text, searched = request.GET.get("name", "").strip()[:60], "name" in request.GET and not gone
    people = queries.candidates(change, person, text, co_lead.seat, now) if searched else None
    near = [] if searched else queries.suggestions(change, person, co_lead.seat, now)
    about = {
        "co_lead": co_lead, "change": change, "gone": gone, "people": people, "text": text, "now": now,
        "near": presenters.suggestion_cards(near),
    }  # fmt: skip
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
