"""The way back by number: read what came of it, write back, say more, put a name on it. No account, no session, no trace."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.ideas import actions, presenters, queries
from groundswell.ideas.forms import NumberForm, ReplyForm
from groundswell.ideas.models import Idea
from groundswell.ideas.views.notice import MINE, always, say_more, sent_card
from groundswell.people import guesses
from groundswell.people.middleware import Request
from groundswell.post import numbers
from groundswell.post.middleware import leaves_no_trace


def without_a_trace(response: HttpResponse) -> HttpResponse:
    """Its address holds a ticket, which is not kept: a retry is led to the box for the number."""
    response.kept_as = reverse("ideas:receipts")  # type: ignore[attr-defined]
    return response


@login_not_required
@leaves_no_trace(always)
def receipts(request: Request) -> HttpResponse:
    """Type the number. Wrong ones are counted, so that nobody can try them all."""
    form = NumberForm(request.POST or None)
    if form.is_valid():
        if not guesses.may_guess(request):
            return redirect(f"{request.path}?wait=1")
        number = form.cleaned_data["number"]
        if queries.is_a_number(number):
            return without_a_trace(redirect("ideas:receipt", numbers.ticket(number)))
        guesses.count_wrong(request)
        return redirect(f"{request.path}?wrong=1")
    return render(
        request,
        "ideas/receipts.jinja",
        {"form": form, "wrong": request.GET.get("wrong"), "wait": request.GET.get("wait")},
    )


@login_not_required
@leaves_no_trace(always)
def receipt(request: Request, ticket: str) -> HttpResponse:
    """Saved, and later: what came of it. The address works for half an hour, the number for ever."""
    number = numbers.number_in(ticket)
    if not number:
        messages.info(request, _("That page closes after half an hour. Type your number to open it again."))
        return redirect("ideas:receipts")
    idea = queries.after_number(number)
    form = ReplyForm(request.POST if request.POST.get("deed") == "reply" else None)
    if request.method == "POST" and (answer := _deed(request, idea, form, number)) is not None:
        return answer
    about = sent_card(idea, None) | {
        "form": form, "number": numbers.spaced(number), "ticket": ticket, "thread": presenters.thread(idea),
        "status": presenters.waits_for(idea, timezone.now()),
    }  # fmt: skip
    return render(request, "ideas/receipt.jinja", about)


def _deed(request: Request, idea: Idea, form: ReplyForm, number: str) -> HttpResponse | None:
    here, deed, now = reverse("ideas:receipt", args=[numbers.ticket(number)]), request.POST.get("deed"), timezone.now()
    if deed == "reply":
        if not form.is_valid():
            return None
        actions.reply(idea=idea, words=form.cleaned_data["words"], at=now)
        return without_a_trace(HttpResponseRedirect(f"{here}#talk"))
    if deed == "name":
        if request.person is None:
            return without_a_trace(redirect(f"{reverse('account_login')}?next={here}"))
        verb = actions.confirm if idea.unconfirmed_until else actions.put_name
        verb(idea=idea, by=request.person, at=now)
        return redirect(idea)
    return without_a_trace(say_more(request, idea, here))


def confirm(request: Request) -> HttpResponse:
    """What was sent from this device before signing in: one tap makes it one's own."""
    ids = request.session.get(MINE, [])
    found = queries.unconfirmed_among(ids)
    if request.method == "POST":
        for idea in found:
            actions.confirm(idea=idea, by=request.person, at=timezone.now())
        request.session.pop(MINE, None)
        messages.success(request, _("Your name is on it now. You hear of every step."))
        return redirect(found[-1] if found else reverse("ideas:receipts"))
    return render(request, "ideas/confirm.jinja", {"ideas": found, "title": _("Is this yours?")})


def held_names(request: Request) -> HttpResponse:
    """Ideas on which my own name is held. The seals are opened for this page alone."""
    return render(request, "ideas/held_names.jinja", {"cards": presenters.held_cards(request.person, timezone.now())})


@leaves_no_trace(always)
def held_name(request: Request, public_id: str) -> HttpResponse:
    """One of them: what came of it, who holds the name or may, and the way to write back without a number."""
    idea, now = queries.held_for_me(request.person, public_id), timezone.now()
    deed, _space, whom = request.POST.get("deed", "").partition(" ")
    form = ReplyForm(request.POST if request.POST and deed not in ("pass", "seal") else None)
    if form.is_valid():
        actions.reply(idea=idea, words=form.cleaned_data["words"], at=now)
        return redirect(request.path)
    keeping = queries.keeping_of(idea, request.person, now)
    if deed == "seal":
        actions.keep_sealed(idea=idea, by=request.person)
        return redirect(request.path)
    if deed == "pass":
        to = keeping.to if keeping.to and keeping.to.public_id == whom else None
        actions.pass_name(idea=idea, to=to, by=request.person, at=now)
        return redirect(request.path)
    about = sent_card(idea, None) | {
        "form": form, "thread": presenters.thread(idea), "number": "", "ticket": "", "here": request.path,
        "holding": presenters.holding(idea, keeping),
    }  # fmt: skip
    return render(request, "ideas/receipt.jinja", about)
