"""What can be stepped into: found, read, offered, changed, closed, stepped into, answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.changes import queries as changes
from groundswell.changes.models import Change
from groundswell.growth import actions, presenters, queries, rules
from groundswell.growth.forms import AnswerForm, CloseForm, OfferForm, StepInForm
from groundswell.growth.models import Opportunity, OpportunityKind
from groundswell.growth.views.typed import form_page
from groundswell.people.middleware import Request
from groundswell.people.queries import place_for, sight
from groundswell.places.models import Place
from groundswell.ui.formats import day, london_day
from groundswell.ui.typed import Version, done, on_newer
from groundswell.ui.verdicts import Verdict


@require_safe
def opportunities(request: Request) -> HttpResponse:
    """What I can step into, narrowed by kind and by how near; above it what is mine."""
    person, now, before = request.person, timezone.now(), request.GET.get("before", "")
    asked = queries.Asked.of(request.GET)
    found = queries.listed(person, asked, london_day(now), before)
    steps, offers = ((), ()) if before else (queries.stepped_by(person), queries.offers_of(person))
    page = presenters.list_page(found, asked, offers, steps, now, first=not before, may_offer=_may_offer(request))
    return render(request, "growth/opportunities.jinja", {"page": page})


def _may_offer(request: Request) -> bool:
    return bool(queries.places_to_offer(request.person) or queries.changes_to_offer(request.person))


@require_safe
def offering(request: Request) -> HttpResponse:
    """For which place, or for which of my changes."""
    places, led = queries.places_to_offer(request.person), queries.changes_to_offer(request.person)
    return render(request, "growth/offering.jinja", {"places": places, "changes": led})


@require_safe
def opportunity(request: Request, public_id: str) -> HttpResponse:
    """What it is, what it gives and what it does not; and one button."""
    person, now = request.person, timezone.now()
    found = queries.opportunity_for(person, public_id)
    answers = queries.answers(found, person, london_day(now))
    change = found.change
    reads = change and changes.readable_among(person, [change.public_id])
    page = presenters.opportunity_page(
        found, person, queries.steps_by(person, found), queries.steps_of(found) if answers else (),
        bool(queries.may_keep(found, person)), change.get_absolute_url() if change and reads else "", now,
    )  # fmt: skip
    return render(request, "growth/opportunity.jinja", {"page": page})


def offer(request: Request, key: str) -> HttpResponse:
    """In the name of a place."""
    place = place_for(request.person, key)
    may = rules.may_offer(sight(request.person), place)
    return _offer(request, place, None, may, OpportunityKind.values, place.get_absolute_url())


def offer_for_change(request: Request, public_id: str) -> HttpResponse:
    """What the pair of a change looks for."""
    change = changes.change_for(request.person, public_id)
    may = rules.may_offer_for_change("", in_a_seat=changes.seats_of(change).holds(request.person))
    return _offer(request, change.place, change, may, list(rules.FOR_A_CHANGE), change.get_absolute_url())


def _offer(
    request: Request, place: Place, change: Change | None, may: Verdict, kinds: list[str], back: str
) -> HttpResponse:
    form = OfferForm(request.POST or None, kinds=kinds, system=_system(place), initial={"version": 0})
    made: list[Opportunity] = []

    def deed() -> None:
        fields = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        made.append(actions.offer(place=place, change=change, by=request.person, at=timezone.now(), **fields))

    if done(form, deed):
        messages.success(request, _("Offered. You are told when somebody steps in."))
        return redirect(made[0])
    return form_page(
        request,
        form,
        title=_("Offer something to step into"),
        caption=str(change or place),
        button=_("Offer it"),
        back=back,
        may=may,
    )


def _system(place: Place) -> str:
    found = queries.system_of(place)
    return str(found) if found else ""


def edit_offer(request: Request, public_id: str) -> HttpResponse:
    """Change it. The second of two who save sees both versions."""
    found = queries.opportunity_for(request.person, public_id)
    form, both = _edit_form(found, request.POST or None), list[Version]()
    saved: list[bool] = []

    def deed() -> None:
        fields = dict(form.cleaned_data)
        version = fields.pop("version")
        saved.append(actions.change_offer(offer=found, version=version, by=request.person, at=timezone.now(), **fields))

    if done(form, deed):
        if saved[0]:
            messages.success(request, _("The offer is changed."))
            return redirect(found)
        form = _edit_form(found, on_newer(request.POST, found.version))
        both = presenters.both_offers(form, found) if form.is_valid() else []
    may = queries.may_keep(found, request.person)
    here = found.get_absolute_url()
    return form_page(
        request,
        form,
        title=_("Change the offer"),
        caption=found.title,
        button=_("Save"),
        back=here,
        may=may,
        both=tuple(both),
    )


def _edit_form(found: Opportunity, data: Any) -> OfferForm:
    kinds = list(rules.FOR_A_CHANGE) if found.change else OpportunityKind.values
    return OfferForm(data, kinds=kinds, system=_system(found.place), initial=presenters.offer_fields(found))


def close(request: Request, public_id: str) -> HttpResponse:
    found = queries.opportunity_for(request.person, public_id)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and done(
        form, lambda: actions.close(offer=found, by=request.person, at=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("Closed. Whoever waited was told."))
        return redirect(found)
    may, here = queries.may_keep(found, request.person), found.get_absolute_url()
    return form_page(
        request, form, title=_("Close this offer?"), caption=found.title, button=_("Close it"), back=here, may=may
    )


def step_in(request: Request, public_id: str) -> HttpResponse:
    """A line why, for whoever answers and nobody else."""
    person, now = request.person, timezone.now()
    found = queries.opportunity_for(person, public_id)
    form = StepInForm(request.POST or None)
    if done(form, lambda: actions.step_in(offer=found, by=person, at=now, **form.cleaned_data)):
        messages.success(request, _("Sent. You see here when there is an answer."))
        return redirect(found)
    may = rules.may_step_in(found, person, queries.steps_by(person, found), london_day(now))
    lead = _who_reads(found, now)
    return form_page(
        request,
        form,
        title=_("Step in"),
        caption=found.title,
        button=_("Send it"),
        back=found.get_absolute_url(),
        may=may,
        lead=(lead,),
    )


def _who_reads(found: Opportunity, now: Any) -> str:
    asked = queries.who_answers(found, now)
    if not asked:
        return _("Nobody answers for this place yet. Your line waits for whoever leads it next.")
    if len(asked) > 1:
        said = _("{name} is away until {day}, so {cover} answers. Only these two read your line.")
        return said.format(name=asked[0].called, day=day(asked[0].back_on), cover=asked[1].called)
    return _("Only {name} reads your line. An answer is due within five working days.").format(name=asked[0].called)


def answer(request: Request, public_id: str) -> HttpResponse:
    """Yes, or not now with the reason and what would make it a yes."""
    person, now = request.person, timezone.now()
    step = queries.step_for(person, public_id, london_day(now))
    if step.person_id == person.pk:
        raise Http404
    form = AnswerForm(request.POST or None)
    if done(form, lambda: actions.answer(step=step, by=person, at=now, **form.cleaned_data)):
        messages.success(request, _("Sent to {name}.").format(name=step.person.called))
        return redirect("front:asked_of_you" if request.POST.get("from") == "asked" else step.get_absolute_url())
    may = rules.may_answer(step, person, asked=True)
    lead = (_("{name} writes:").format(name=step.person.called), f"“{step.why}”")
    title = _("Answer {name}").format(name=step.person.called)
    return form_page(
        request,
        form,
        title=title,
        caption=step.opportunity.title,
        button=_("Send it"),
        back=step.get_absolute_url(),
        may=may,
        lead=lead,
    )


@require_POST
def withdraw(request: Request, public_id: str) -> HttpResponse:
    step = queries.step_for(request.person, public_id, london_day(timezone.now()))
    if step.person_id != request.person.pk:
        raise Http404
    actions.withdraw(step=step, by=request.person, at=timezone.now())
    messages.success(request, _("Taken back."))
    return redirect(step)


@require_POST
def put_away(request: Request, room: str, public_id: str) -> HttpResponse:
    """Not shown any more, here or on the first page."""
    actions.put_away(person=request.person, room=room, subject_id=public_id, at=timezone.now())
    messages.success(request, _("Put away. All that is open stands under Opportunities."))
    return redirect("front:home")
