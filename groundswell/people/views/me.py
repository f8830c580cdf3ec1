"""About me: my name, where I work, invitations I was sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groundswell.people import actions, presenters, queries, rules
from groundswell.people.adapters import AccountAdapter
from groundswell.people.forms import AwayForm, NameForm, PlaceForm, WorkForm
from groundswell.people.middleware import Request
from groundswell.ui.formats import london_day


def details(request: Request) -> HttpResponse:
    form = NameForm(request.POST or None, initial={"name": request.person.name})
    if form.is_valid():
        actions.be_called(person=request.person, name=form.cleaned_data["name"])
        messages.success(request, _("Your name is saved."))
        return redirect("people:me_details")
    return render(request, "people/details.jinja", {"form": form})


def away(request: Request) -> HttpResponse:
    """I am away until a day; or I am back, by one tap. What waits for my answer goes to who is next or to my cover."""
    person, now = request.person, timezone.now()
    back = request.POST.get("back") == "now"
    form = AwayForm(None if back else request.POST or None, person=person, at=now)
    if back or form.is_valid():
        day_back = None if back else form.cleaned_data["back_on"]
        actions.be_away(person=person, back_on=day_back, at=now, cover=None if back else form.colleague)
        messages.success(request, presenters.said_away(day_back, None if back else form.colleague))
        return redirect("people:me_away")
    today = london_day(now)
    about = {"form": form, "is_away": person.is_away(today), "covered": list(queries.covered_by(person, today))}
    return render(request, "people/away.jinja", about)


def left_out(request: Request) -> HttpResponse:
    """Leave me out of the ties and steps of the map, or take me in again; by one tap, without a reason."""
    if request.method == "POST":
        is_left_out = request.POST.get("left_out") == "yes"
        actions.leave_out_of_map(person=request.person, is_left_out=is_left_out)
        messages.success(request, presenters.said_left_out(is_left_out))
        return redirect("people:me_map")
    return render(request, "people/map.jinja", {})


@require_POST
def decline_cover(request: Request, public_id: str) -> HttpResponse:
    """I cannot answer for this colleague while they are away."""
    away = queries.away_for(request.person, public_id, london_day(timezone.now()))
    actions.decline_cover(person=away, by=request.person, at=timezone.now())
    messages.success(request, _("{name} was told.").format(name=away.called))
    return redirect("people:me_away")


def welcome(request: Request) -> HttpResponse:
    """Asked once, after the first sign-in: the name others will see. Then on to where the person was going."""
    onward = request.GET.get("next", "")
    onward = onward if AccountAdapter(request).is_safe_url(onward) else reverse("people:me_places")
    if request.person.name:
        return redirect(onward)
    form = NameForm(request.POST or None)
    if form.is_valid():
        actions.be_called(person=request.person, name=form.cleaned_data["name"])
        return redirect(onward)
    return render(request, "people/welcome.jinja", {"form": form})


def places(request: Request) -> HttpResponse:
    now = timezone.now()
    page = presenters.my_places(queries.memberships_of(request.person), queries.grants_of(request.person, now), now)
    return render(request, "people/my_places.jinja", {"page": page, "now": now})


def join(request: Request) -> HttpResponse:
    """I work here: the place first, then what one is there."""
    finder = PlaceForm(request.GET if "place" in request.GET else None)
    if not finder.is_valid():
        return render(request, "people/join_where.jinja", {"form": finder})
    place = finder.cleaned_data["place"]
    form = WorkForm(request.POST or None)
    if form.is_valid():
        membership = actions.ask_to_join(place=place, by=request.person, at=timezone.now(), **form.as_facts())
        messages.success(request, presenters.after_joining(membership))
        return redirect("people:me_places")
    proven = queries.own_domain(request.person)
    at_once = proven is not None and proven.place_id == queries.organisation_id(place)
    return render(request, "people/join.jinja", {"form": form, "place": place, "at_once": at_once})


def membership(request: Request, public_id: str) -> HttpResponse:
    row = queries.membership_for(request.person, public_id)
    rules.is_own(row, request.person).or_refuse()
    form = WorkForm(request.POST or None, row=row, today=london_day(timezone.now()))
    if form.is_valid():
        actions.change_details(membership=row, by=request.person, at=timezone.now(), **form.as_facts())
        messages.success(request, _("Saved."))
        return redirect("people:me_places")
    return render(request, "people/membership.jinja", {"form": form, "row": row})


def leave(request: Request, public_id: str) -> HttpResponse:
    row = queries.membership_for(request.person, public_id)
    if request.method == "POST":
        actions.leave(membership=row, by=request.person, at=timezone.now())
        messages.success(request, _("Done. What you did there stays yours."))
        return redirect("people:me_places")
    rules.is_own(row, request.person).or_refuse()
    return render(request, "people/leave.jinja", {"row": row})


def invitation(request: Request, public_id: str) -> HttpResponse:
    """Use an invitation. Whoever opens it is signed in by its address already, or is asked to be."""
    found = queries.invitation_for(request.person, public_id)
    now = timezone.now()
    verdict = rules.may_use(found, request.person, now)
    form = WorkForm(request.POST or None)
    if form.is_valid():
        actions.accept(invitation=found, by=request.person, at=now, **form.as_facts())
        messages.success(request, _("Welcome to %(place)s.") % {"place": found.place})
        return redirect("people:me_places")
    return render(request, "people/invitation.jinja", {"form": form, "invitation": found, "verdict": verdict})


def someone(request: Request, public_id: str) -> HttpResponse:
    """A colleague: name, job and place; the address only for themselves and those who look after the place."""
    seen = queries.person_for(request.person, public_id)
    return render(request, "people/someone.jinja", {"seen": seen})
