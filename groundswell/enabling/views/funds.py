"""A small improvement fund: what is left, spending without asking, the receipts; and asking for more than it gives."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.enabling import actions, presenters, queries, rules
from groundswell.enabling.audience import under_way
from groundswell.enabling.forms import FundForm, MoneyForm, SpendForm
from groundswell.enabling.models import Ask, AskKind, Fund, FundYear
from groundswell.events.kinds import Subject
from groundswell.people.middleware import Request
from groundswell.people.queries import place_for, sight
from groundswell.places.models import Place
from groundswell.ui.downloads import CSV, saved_as
from groundswell.ui.formats import pounds
from groundswell.ui.typed import done


@require_safe
def fund(request: Request, key: str) -> HttpResponse:
    """The nearest fund at a place or above it, with one financial year of receipts."""
    place, now = place_for(request.person, key), timezone.now()
    about: dict[str, Any] = {"place": place, "may_set": rules.may_set_fund(place, sight(request.person))}
    if found := queries.fund_at(place):
        year, after = _year(request, found), request.GET.get("after", "")
        spends = queries.spends_of(year, after)
        years = sorted({*queries.years_of(found), queries.year_now(found, now).year}, reverse=True)
        about |= {
            "fund": found,
            "page": presenters.fund_page(found, year, years, spends, request.person, place, after, now),
        }
    return render(request, "enabling/fund.jinja", about)


def _year(request: Request, found: Fund) -> FundYear:
    """The financial year in the address, else this one."""
    text = request.GET.get("year", "")
    if text.isascii() and text.isdigit() and len(text) == 4:
        return queries.year_of(found, int(text))
    return queries.year_now(found, timezone.now())


@require_safe
def fund_file(request: Request, key: str) -> HttpResponse:
    """One financial year of receipts as CSV."""
    found = _fund(place_for(request.person, key))
    year = _year(request, found)
    rows = queries.spends_of(year, limit=queries.MOST_RECEIPTS - 1)
    text = presenters.receipts_csv(rows)
    return saved_as(HttpResponse(text, content_type=CSV), f"fund-{found.place.key}-{year.year}", "csv")


def _fund(place: Place) -> Fund:
    if (found := queries.fund_at(place)) is None:
        raise Http404
    return found


def set_fund(request: Request, key: str) -> HttpResponse:
    """A year's money and the most for one spend."""
    place, now = place_for(request.person, key), timezone.now()
    found = queries.fund_at(place)
    mine = found if found and found.place_id == place.pk else None
    form = FundForm(request.POST or None, initial={"yearly": mine.yearly, "limit": mine.limit} if mine else None)
    may = rules.may_set_fund(place, sight(request.person))
    if done(form, lambda: actions.set_fund(place=place, by=request.person, at=now, **form.cleaned_data)):
        messages.success(request, _("Saved. The teams of {place} can spend from it now.").format(place=place))
        return redirect("enabling:fund", place.key)
    return _form(request, place, form, may, _("The improvement fund"), _("Save"))


def _form(request: Request, place: Place, form: Any, may: Any, title: str, button: str, **more: Any) -> HttpResponse:
    """A page with one form; where the rule says no, its reason and no form."""
    back = {"href": reverse("enabling:fund", args=[place.key]), "text": _("Back to the fund")}
    shown = {"title": title, "form": form, "button": button, "caption": str(place), "back": back, "may": may}
    if not may and not form.is_bound:
        return render(request, "layouts/not_now.jinja", shown)
    return render(request, "enabling/spend.jinja", shown | more)


def spend(request: Request, key: str) -> HttpResponse:
    """What for, how much, for which change: one receipt line and no approval."""
    place, now = place_for(request.person, key), timezone.now()
    found, works = _fund(place), under_way(request.person, place)
    form = SpendForm(request.POST or None, works=works)
    may = rules.may_spend_from(found, sight(request.person))
    if done(form, lambda: _spend(form, found, place, request)):
        messages.success(request, _("{amount} spent. Keep the paper receipt.").format(amount=_amount(form)))
        return redirect("enabling:fund", place.key)
    year = queries.year_now(found, now)
    lead = [
        _("{left} is left, and up to {limit} at a time. Nobody has to say yes.").format(
            left=pounds(year.left), limit=pounds(found.limit)
        )
    ]
    return _form(
        request, place, form, may, _("Spend from the fund"), _("Spend it"), lead=lead, money=_money(form, place)
    )


def _amount(form: SpendForm) -> str:
    return pounds(form.cleaned_data["amount"])


def _spend(form: SpendForm, found: Fund, place: Place, request: Request) -> None:
    typed = form.cleaned_data
    actions.spend(
        fund=found, what=typed["what"], amount=typed["amount"], place=_team(found, place, request), work=form.chosen,
        by=request.person, at=timezone.now(),
    )  # fmt: skip


def _team(found: Fund, place: Place, request: Request) -> Place:
    """Where the person works under the fund, the place of the page before others."""
    here = [one for one in sight(request.person).places if one.is_under(found.place)]
    return next((one for one in here if one == place), here[0] if here else place)


def _money(form: SpendForm, place: Place) -> str:
    """What the fund does not give is asked of somebody: with what was typed, so that it is typed once."""
    if not form.is_bound or not form.non_field_errors() or "amount" not in form.cleaned_data:
        return ""
    chosen, typed = form.chosen, form.cleaned_data
    what = f"{typed.get('what', '')} ({_amount(form)})"
    asked = {"what": what, "work": chosen.id if chosen else ""}
    return f"{reverse('enabling:ask_money', args=[place.key])}?{urlencode(asked)}"


@require_POST
def undo_spend(request: Request, public_id: str) -> HttpResponse:
    found = queries.spend_for_reader(request.person, public_id)
    actions.undo_spend(spend=found, by=request.person, at=timezone.now())
    messages.success(request, _("Taken back. {amount} is there again.").format(amount=pounds(found.amount)))
    return redirect(found.year.fund)


def ask_money(request: Request, key: str) -> HttpResponse:
    """Money that no fund gives: one person is asked, with the clock of every ask."""
    place, now, person = place_for(request.person, key), timezone.now(), request.person
    ladder, but = queries.ladder(place, now), {person.pk}
    form = MoneyForm(
        request.POST or None, ladder=ladder, organisations=[place.organisation_id or place.pk], at=now, but=but,
        first=rules.proposed(ladder, AskKind.MONEY, but), initial={"what": request.GET.get("what", "")[:200]},
    )  # fmt: skip
    made: list[Ask] = []
    may = rules.may_ask_money(place, sight(person))
    if done(form, lambda: made.append(_ask_money(form, place, request))):
        messages.success(request, _("{name} is asked, and was told.").format(name=made[0].holder.called))
        return redirect(made[0])
    return _form(request, place, form, may, _("Ask for money"), _("Ask"))


def _ask_money(form: MoneyForm, place: Place, request: Request) -> Ask:
    assert form.rung is not None  # noqa: S101 - a valid form has one
    rules.may_ask_money(place, sight(request.person)).or_refuse()
    return actions.ask_for(
        what=form.cleaned_data["what"], kind=AskKind.MONEY, place=place, to=form.rung, work=_work(request, place),
        by=request.person, at=timezone.now(),
    )  # fmt: skip


def _work(request: Request, place: Place) -> Subject:
    """The change in the address, else the place itself."""
    key = request.GET.get("work", "")
    found = next((one for one in under_way(request.person, place) if one.id == key), None) if key else None
    return found or Subject("places", place.key, str(place), place.get_absolute_url())
