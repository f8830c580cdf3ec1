"""Is this a real rule? The list everybody of the organisation can search, asking, showing, and what happens then."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.enabling import actions, presenters, queries, rules
from groundswell.enabling.forms import ChallengeForm, OutcomeForm, PassOnForm, ShowForm
from groundswell.enabling.models import AskKind, RuleChallenge
from groundswell.enabling.rule_rows import rule_row
from groundswell.enabling.views.typed import form_page
from groundswell.people.middleware import Request
from groundswell.people.queries import place_for, sight
from groundswell.places.models import Place
from groundswell.ui.formats import london_day
from groundswell.ui.typed import done


@require_safe
def challenges(request: Request) -> HttpResponse:
    """What people were told, and what it turned out to be."""
    now, person = timezone.now(), request.person
    asked = {name: request.GET.get(name, "")[:200] for name in ("q", "verdict", "after")}
    found = queries.rules_found(person, asked["q"], asked["verdict"], asked["after"])
    numbers, dropped = queries.facets(person, asked["q"]), queries.dropped_this_year(person, now)
    page = presenters.rules_page(found, numbers, dropped, asked, now)
    about = {"page": page, "text": asked["q"], "facet": asked["verdict"], "joined": bool(sight(person).places)}
    return render(request, "enabling/challenges.jinja", about)


def ask_whether_real(request: Request) -> HttpResponse:
    """The rule as people tell it, and who keeps it: one is proposed, and anybody can be asked by name."""
    now, place = timezone.now(), _place(request)
    ladder, but = queries.ladder(place, now), {request.person.pk}
    form = ChallengeForm(
        request.POST or None, ladder=ladder, organisations=[place.organisation_id or place.pk], at=now, but=but,
        first=rules.proposed(ladder, AskKind.RULE, but), initial={"rule": request.GET.get("rule", "")[:200]},
    )  # fmt: skip
    made: list[RuleChallenge] = []
    if done(form, lambda: made.append(_ask(form, place, request))):
        messages.success(request, _("{name} has ten working days to show it.").format(name=made[0].owner.called))
        return redirect(made[0])
    same = queries.rules_found(request.person, form.data.get("rule", "")) if form.is_bound else []
    about = {
        "title": _("Is this a real rule?"), "form": form, "button": _("Ask"), "caption": str(place), "place": place,
        "back": {"href": reverse("enabling:challenges"), "text": _("Rules people were told")},
        "lead": [_("Ask whoever keeps the rule to show it. Everybody here can read the answer.")],
        "same": [rule_row(row, now) for row in same[:3]],
    }  # fmt: skip
    return render(request, "enabling/ask_rule.jinja", about)


def _place(request: Request) -> Place:
    """Where it is told: the place in the address, else where the person works."""
    if key := request.GET.get("place"):
        return place_for(request.person, key)
    if places := sight(request.person).places:
        return places[0]
    raise Http404


def _ask(form: ChallengeForm, place: Place, request: Request) -> RuleChallenge:
    assert form.rung is not None  # noqa: S101 - a valid form has one
    typed = form.cleaned_data
    return actions.challenge(
        rule=typed["rule"], told_by=typed["told_by"], name_shown=typed["name_shown"], place=place, to=form.rung,
        by=request.person, at=timezone.now(),
    )  # fmt: skip


@require_safe
def challenge(request: Request, public_id: str) -> HttpResponse:
    """What people tell, who is asked, what it is, what happened to it."""
    now, person = timezone.now(), request.person
    found = queries.challenge_for_reader(person, public_id)
    above = None
    if not found.verdict:
        above = rules.next_rung(queries.ladder(found.place, now), found, queries.had_rule(found))
    page = presenters.challenge_page(found, person, queries.was_told(found, person), above, now)
    return render(request, "enabling/challenge.jinja", {"page": page, "challenge": found})


@require_POST
def say_told(request: Request, public_id: str) -> HttpResponse:
    found = queries.challenge_for_reader(request.person, public_id)
    actions.say_told(challenge=found, by=request.person, at=timezone.now())
    messages.success(request, _("Counted, without your name. You will be told the answer."))
    return redirect(found)


def show_rule(request: Request, public_id: str) -> HttpResponse:
    """What it is and where it is written; what happens to it now or later."""
    found = queries.challenge_for_reader(request.person, public_id)
    form = ShowForm(
        request.POST or None,
        initial={"verdict": found.verdict, "says": found.says, "source": found.source},
    )
    if done(form, lambda: _show(form, found, request)):
        messages.success(request, _("Said. Whoever asked was told."))
        return redirect(found)
    may = rules.may_show(found, request.person, london_day(timezone.now()))
    return form_page(request, found, form, may, _("What is it really?"), _("Send"))


def _show(form: ShowForm, found: RuleChallenge, request: Request) -> None:
    typed = form.cleaned_data
    rules.fits(typed["verdict"], typed["outcome"]).or_refuse()
    about: dict[str, Any] = {"challenge": found, "by": request.person, "at": timezone.now()}
    actions.show_rule(verdict=typed["verdict"], says=typed["says"], source=typed["source"], **about)
    if typed["outcome"]:
        actions.settle_rule(outcome=typed["outcome"], words=typed["words"], **about)


def settle_rule(request: Request, public_id: str) -> HttpResponse:
    """What happens to it now. The button of *asked of you* drops it at once."""
    found = queries.challenge_for_reader(request.person, public_id)
    form = OutcomeForm(request.POST or None)
    if done(
        form, lambda: actions.settle_rule(challenge=found, by=request.person, at=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("Said. Whoever asked was told."))
        return redirect(found)
    may = rules.may_settle(found, request.person, london_day(timezone.now()))
    return form_page(request, found, form, may, _("What happens to this rule?"), _("Send"))


def pass_rule_on(request: Request, public_id: str) -> HttpResponse:
    """To whoever keeps it. The days and the clock go on."""
    now, found = timezone.now(), queries.challenge_for_reader(request.person, public_id)
    form = PassOnForm(
        request.POST or None, ladder=queries.ladder(found.place, now), at=now,
        organisations={found.organisation_id, found.level_place.organisation_id or found.level_place_id},
        but={found.owner_id, found.asked_by_id or 0},
    )  # fmt: skip
    form.fields["to"].label = _("Who keeps this rule?")
    if done(form, lambda: _pass_on(form, found, request)):
        messages.success(request, _("Passed on to {name}, who was told.").format(name=found.owner.called))
        return redirect(found)
    may = rules.may_show(found, request.person, london_day(now))
    lead = _("The days since it was asked go on counting.")
    return form_page(request, found, form, may, _("Pass it on"), _("Pass it on"), lead)


def _pass_on(form: PassOnForm, found: RuleChallenge, request: Request) -> None:
    assert form.rung is not None  # noqa: S101 - a valid form has one
    to, words = form.rung, form.cleaned_data["words"]
    actions.pass_rule_on(
        challenge=found, to=to.person, place=to.place, words=words, by=request.person, at=timezone.now()
    )
