"""People at a place: who works there, who asks to, which roles are held; letting in, inviting, giving roles."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groundswell.people import actions, presenters, queries, rules
from groundswell.people.forms import DomainForm, InviteForm, ReasonForm, RoleForm
from groundswell.people.middleware import Request, note_later
from groundswell.ui.verdicts import Refused

View = Callable[..., HttpResponse]


def noted(view: View) -> View:
    """A refusal on these pages is restricted: the security log says who was refused, and where."""

    @wraps(view)
    def watched(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused:
            note_later(request, "refused", {"page": request.resolver_match.url_name, "what": list(kwargs.values())})  # type: ignore[union-attr]
            raise

    return watched


@noted
def people(request: Request, key: str) -> HttpResponse:
    place, now = queries.place_for(request.person, key), timezone.now()
    words, after = request.GET.get("q", "").strip(), request.GET.get("after", "")
    page = presenters.place_people(
        place,
        queries.sight(request.person),
        queries.members(place, now, words=words, after=after),
        words,
        now,
    )
    return render(request, "people/place_people.jinja", {"page": page, "place": place, "now": now})


@noted
def invite(request: Request, key: str) -> HttpResponse:
    place = queries.place_for(request.person, key)
    rules.may_let_in(queries.sight(request.person), place).or_refuse()
    form = InviteForm(request.POST or None)
    if form.is_valid():
        actions.invite(email=form.cleaned_data["email"], place=place, by=request.person, at=timezone.now())
        messages.success(request, _("The invitation is on its way."))
        return redirect("people:place_people", key)
    now = timezone.now()
    return render(
        request, "people/invite.jinja",
        {"form": form, "place": place, "open": queries.open_invitations(place, now), "now": now},
    )  # fmt: skip


@noted
@require_POST
def withdraw(request: Request, public_id: str) -> HttpResponse:
    found = queries.invitation_for(request.person, public_id)
    actions.withdraw(invitation=found, by=request.person, at=timezone.now())
    return redirect("people:invite", found.place.key)


@noted
@require_POST
def let_in(request: Request, public_id: str) -> HttpResponse:
    row = queries.membership_for(request.person, public_id)
    actions.confirm(membership=row, by=request.person, at=timezone.now())
    messages.success(request, _("%(who)s is now in.") % {"who": row.person.called})
    return redirect("people:place_people", row.place.key)


@noted
def turn_away(request: Request, public_id: str) -> HttpResponse:
    row = queries.membership_for(request.person, public_id)
    rules.may_answer(queries.sight(request.person), request.person, row).or_refuse()
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        actions.refuse(membership=row, by=request.person, at=timezone.now(), reason=form.cleaned_data["reason"])
        messages.success(request, _("They are told why."))
        return redirect("people:place_people", row.place.key)
    return render(request, "people/turn_away.jinja", {"form": form, "row": row})


@noted
def remove(request: Request, public_id: str) -> HttpResponse:
    row = queries.membership_for(request.person, public_id)
    if request.method == "POST":
        actions.remove(membership=row, by=request.person, at=timezone.now())
        return redirect("people:place_people", row.place.key)
    rules.may_remove(queries.sight(request.person), request.person, row, timezone.now()).or_refuse()
    return render(request, "people/remove.jinja", {"row": row})


@noted
def give_role(request: Request, key: str, public_id: str) -> HttpResponse:
    place = queries.place_for(request.person, key)
    seen, now = queries.sight(request.person), timezone.now()
    rules.may_look_after(seen, place).or_refuse()
    other = queries.person_for(request.person, public_id).person
    form = RoleForm(request.POST or None, roles=rules.roles_to_give(seen, place), now=now)
    if form.is_valid():
        actions.give_role(person=other, place=place, by=request.person, at=now, **form.cleaned_data)
        messages.success(request, _("The role is given."))
        return redirect("people:place_people", key)
    return render(request, "people/give_role.jinja", {"form": form, "place": place, "other": other})


@noted
def end_role(request: Request, public_id: str) -> HttpResponse:
    grant = queries.grant_for(request.person, public_id)
    if request.method == "POST":
        actions.end_role(grant=grant, by=request.person, at=timezone.now())
        messages.success(request, _("The role has ended."))
        own = grant.person_id == request.person.pk
        return redirect("people:me_places") if own else redirect("people:place_people", grant.place.key)
    return render(request, "people/end_role.jinja", {"grant": grant})


@noted
@require_POST
def accept_role(request: Request, public_id: str) -> HttpResponse:
    """Yes, I answer here."""
    grant = queries.grant_for(request.person, public_id)
    actions.accept_role(grant=grant, by=request.person, at=timezone.now())
    messages.success(request, _("Thank you. What is noticed at %(place)s now reaches you.") % {"place": grant.place})
    return redirect("people:me_places")


@noted
def mail_domain(request: Request, key: str) -> HttpResponse:
    place = queries.place_for(request.person, key)
    rules.may_name_domain(queries.sight(request.person), place).or_refuse()
    form = DomainForm(request.POST or None)
    if form.is_valid():
        actions.own_domain_is(domain=form.cleaned_data["domain"], place=place, by=request.person, at=timezone.now())
        messages.success(request, _("The mail domain is entered."))
        return redirect("people:place_people", key)
    return render(
        request,
        "people/mail_domain.jinja",
        {"form": form, "place": place, "domains": queries.domains_of(place)},
    )
