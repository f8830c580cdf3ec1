"""My page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.changes import queries as changes
from groundswell.changes.coaching import may_coach
from groundswell.events import actions as events
from groundswell.events import queries as told
from groundswell.events.kinds import NOTICES
from groundswell.front import export, forget
from groundswell.front.forms import LeaveForm, RhythmForm
from groundswell.front.presenters import home as first_page
from groundswell.front.presenters import mine as present
from groundswell.front.queries.mine import Became
from groundswell.growth import queries as growth
from groundswell.ideas import queries as ideas
from groundswell.people import actions as people
from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.post import queries as post
from groundswell.post.actions import reach_again
from groundswell.ui.downloads import saved_as
from groundswell.ui.formats import london_day

DID, TOLD = 15, 30


def me(request: Request) -> HttpResponse:
    """Who I am here, what is mine, and what I did."""
    person, now, before = request.person, timezone.now(), request.GET.get("did_before", "")
    did = list(told.credits_of(person, DID + 1, before))
    mine = [Became(idea, None) for idea in ideas.ideas_of(person)]
    about = {
        "seen": sight(person), "coaches": may_coach(sight(person)),
        "unread": told.unread_count(person), "ideas": first_page.mine(mine, now),
        "away": person.is_away(london_day(now)),
        "changes": present.changes(changes.changes_of(person), now),
        "did": present.did(did, DID, first=not before, readable=growth.open_addresses(person, (row.event for row in did))),
    }  # fmt: skip
    return render(request, "front/me.jinja", about)


def notices(request: Request) -> HttpResponse:
    """What I was told, newest first; what I want to hear of, and when. Off means off."""
    person, now, before = request.person, timezone.now(), request.GET.get("before", "")
    deed = request.POST.get("deed", "read") if request.method == "POST" else ""
    form = RhythmForm(
        request.POST if deed == "rhythm" else None, initial=present.rhythm(told.rhythms_of([person])[person.pk])
    )
    if deed and deed != "rhythm":
        DEEDS.get(deed, _read)(request)
        return redirect("front:notices")
    if form.is_valid():
        events.choose_rhythm(person=person, at=now, **form.cleaned_data)
        messages.success(request, _("Saved. Letters come when you said."))
        return redirect("front:notices")
    found = told.notices_of(person, TOLD + 1, before)
    about = {
        "told": present.told(found, TOLD, now, first=not before), "form": form,
        "hearing": present.hearing(told.choices_of(person)), "unreached": post.unreached_since(person.email),
    }  # fmt: skip
    return render(request, "front/notices.jinja", about)


def _read(request: Request) -> None:
    events.read_all(person=request.person, at=timezone.now())


def _choose(request: Request) -> None:
    here, mail = request.POST.getlist("here"), request.POST.getlist("mail")
    for code in NOTICES:
        events.choose(person=request.person, notice=code, in_product=code in here, by_mail=code in mail)
    messages.success(request, _("Saved. You hear of nothing else."))


def _reach(request: Request) -> None:
    reach_again(address=request.person.email, at=timezone.now())
    messages.success(request, _("We try again within a minute. If letters come back once more, we say so here."))


DEEDS = {"read": _read, "choose": _choose, "reach": _reach}


def take_away(request: Request) -> HttpResponse:
    """Everything kept about me, as one file. That it was taken is noted first, so the file is a page of its own."""
    if request.method == "POST":
        people.note("exported", who=request.person, at=timezone.now(), facts={"by": "self"})
        return redirect("front:export_file")
    return render(request, "front/take_away.jinja", {})


def export_file(request: Request) -> HttpResponse:
    answer = JsonResponse(export.everything(request.person), json_dumps_params={"indent": 2, "ensure_ascii": False})
    return saved_as(answer, "my-groundswell", "json")


def leave(request: Request) -> HttpResponse:
    """Be forgotten: what the team made stays, who I was goes."""
    form = LeaveForm(request.POST or None)
    if form.is_valid():
        person = request.person
        logout(request)
        forget.forget(person=person, at=timezone.now())
        messages.success(request, _("You are forgotten. Thank you for what you did."))
        return redirect("front:home")
    return render(request, "front/leave.jinja", {"form": form})
