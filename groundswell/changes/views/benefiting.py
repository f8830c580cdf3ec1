"""What came of a change: the list, a new claim in two steps, and a co-lead's confirmation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groundswell.benefits.cards import card, pager
from groundswell.benefits.fields import ClaimForm, KindForm
from groundswell.benefits.models import Class
from groundswell.benefits.queries import PAGE, page_number
from groundswell.benefits.rules import may_check
from groundswell.changes import actions, queries, rules
from groundswell.changes.models import Change
from groundswell.changes.views.typed import address, form_page
from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.ui.typed import done


def benefits(request: Request, public_id: str) -> HttpResponse:
    """Choose the class first, because each wants to know other things; then say it."""
    found = queries.change_for(request.person, public_id)
    kind = request.POST.get("kind") or request.GET.get("kind", "")
    if kind in Class.values:
        return _claim(request, found, kind)
    seats = queries.seats_shown(found)
    may = rules.may_claim(found, request.person, seats, queries.team_ids(found))
    co_lead = rules.may_confirm(request.person, seats)
    seen, page = sight(request.person), page_number(request.GET.get("page", ""))
    claims = queries.benefits_of(found, offset=page * PAGE)
    rows = [
        (card(row, seen), co_lead and may_check(row, request.person, seen, co_lead=True), row.public_id)
        for row in claims[:PAGE]
    ]
    return form_page(
        request, found, KindForm(request.GET if "asked" in request.GET else None), title=_("What came of it"), button=_("Go on"),
        template="changes/benefits.jinja", rows=rows, may_claim=may, pager=pager(page, claims),
    )  # fmt: skip


def _claim(request: Request, found: Change, kind: str) -> HttpResponse:
    form = ClaimForm(request.POST or None, kind=kind, measures=queries.measures_of(found))
    if done(
        form,
        lambda: actions.claim_benefit(
            change=found, place=queries.home_row(found).place, by=request.person, at=timezone.now(), **form.cleaned_data
        ),
    ):
        messages.success(request, _("Said. Whoever has to check it is asked."))
        return HttpResponseRedirect(address("benefits", found.public_id))
    may = rules.may_claim(found, request.person, queries.seats_shown(found), queries.team_ids(found))
    back = {"href": address("benefits", found.public_id), "text": _("What came of it")}
    title = str(Class(kind).label)
    return form_page(request, found, form, title=title, button=_("Say it"), may=may, back=back)


@require_POST
def confirm(request: Request, public_id: str, key: str) -> HttpResponse:
    found = queries.change_for(request.person, public_id)
    benefit = queries.benefit_of(found, key)
    actions.confirm_benefit(change=found, benefit=benefit, by=request.person, at=timezone.now())
    messages.success(request, _("Confirmed."))
    return HttpResponseRedirect(address("benefits", found.public_id))
