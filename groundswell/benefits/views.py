"""Pages of benefits: one claim and its check; all of a place with their totals."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.benefits import actions, cards, forms, presenters, queries, rules
from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.ui.downloads import CSV, saved_as


@require_safe
def benefits(request: Request) -> HttpResponse:
    """What came of it at a place: totals that never mix, then each claim."""
    place = queries.place_for(request.person, request.GET.get("place", ""))
    page, sums = queries.page_number(request.GET.get("page", "")), queries.sums_under(place)
    rows = queries.benefits_under(place, offset=page * queries.PAGE)
    about = {
        "place": place, "cards": [cards.card(row, sight(request.person)) for row in rows[: queries.PAGE]],
        "groups": cards.total_groups(sums.totals), "words_only": sums.words_only,
        "pager": cards.pager(page, rows, f"?place={place.key}&"),
    }  # fmt: skip
    return render(request, "benefits/benefits.jinja", about)


def benefit(request: Request, public_id: str) -> HttpResponse:
    """One claim with its history; whoever checks it does so here."""
    found, person = queries.benefit_for(request.person, public_id), request.person
    may = rules.may_check(found, person, sight(person))
    form = forms.CheckForm(request.POST or None, unit=found.unit) if may or request.POST else None
    if form is not None and form.is_valid():
        typed = form.cleaned_data
        actions.check(benefit=found, by=person, at=timezone.now(), amount=typed["amount"], reason=typed["reason"])
        messages.success(request, _("Checked. {name} is told.").format(name=_name(found)))
        return redirect(found)
    about = {
        "benefit": found, "card": cards.card(found, sight(person)), "form": form if may else None, "may": may,
        "checks": [presenters.check_line(found, check) for check in queries.checks_of(found)],
        "may_take_back": rules.may_take_back(found, person), "hint": presenters.hint_of(found.kind),
    }  # fmt: skip
    return render(request, "benefits/benefit.jinja", about)


def _name(benefit: queries.Benefit) -> str:
    return benefit.claimed_by.called if benefit.claimed_by else _("Whoever claimed it")


@require_POST
def take_back(request: Request, public_id: str) -> HttpResponse:
    found = queries.benefit_for(request.person, public_id)
    actions.take_back(benefit=found, by=request.person, at=timezone.now())
    messages.success(request, _("Taken back. It counts nowhere any more."))
    return redirect(found)


@require_safe
def take_away(request: Request) -> HttpResponse:
    """Every claim of a place as CSV, the newest five thousand."""
    place = queries.place_for(request.person, request.GET.get("place", ""))
    text = presenters.csv_of(queries.benefits_under(place, limit=4999))
    return saved_as(HttpResponse(text, content_type=CSV), f"benefits-{place.key}", "csv")
