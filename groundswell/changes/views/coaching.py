"""A coach's round over many teams, and one question to one of them."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.changes import actions, coaching, queries
from groundswell.changes.coaching import LineKind
from groundswell.changes.forms import CoachForm
from groundswell.changes.queries.coaching import asked_about, coach_lines, coach_round
from groundswell.changes.views.typed import form_page
from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.ui.typed import done


@require_safe
def coach(request: Request) -> HttpResponse:
    """By place, then oldest first: no order of worst, no number per person."""
    coaching.may_coach(sight(request.person)).or_refuse()
    place, kind = request.GET.get("place", "").strip()[:60], request.GET.get("kind", "")
    kind = kind if kind in LineKind.values else ""
    found = coach_round(request.person, timezone.now(), place=place, kind=kind, page=request.GET.get("page", ""))

    def page(number: int) -> str:
        asked = {"place": place, "kind": kind, "page": number}
        return f"?{urlencode({name: value for name, value in asked.items() if value})}"

    about = {
        "round": found, "place": place, "kind": kind, "kinds": LineKind.choices, "now": timezone.now(),
        "before": page(found.page - 1) if found.page else "",
        "after": page(found.page + 1) if found.page + 1 < found.pages else "",
        "by_place": [(place_of, list(rows)) for place_of, rows in groupby(found.changes, lambda one: one.row.place)],
        "again": coaching.ASK_AGAIN,
    }  # fmt: skip
    return render(request, "changes/coach.jinja", about)


def ask(request: Request, public_id: str, line: str) -> HttpResponse:
    """The question as suggested, to change before it is asked."""
    change, now = queries.change_for(request.person, public_id), timezone.now()
    if line not in LineKind.values:
        raise Http404
    asked = asked_about([public_id]).get(public_id, {}).get(line)
    may = coaching.may_ask(sight(request.person), change.place, asked.at if asked else None, now)
    may.or_refuse()
    found = [one for one in coach_lines(change, now) if one.kind == line]
    if not found:
        messages.success(request, _("That has been sorted out already."))
        return redirect("changes:coach")
    form = CoachForm(request.POST or None, initial={"words": found[0].question})
    if done(form, lambda: actions.coach_ask(change=change, line=line, by=request.person, at=now, **form.cleaned_data)):
        messages.success(request, _("Asked. They read it on the page of their change."))
        return redirect("changes:coach")
    return form_page(
        request, change, form, title=_("Ask the team"), button=_("Ask them"), lead=[one.says for one in found],
        back={"href": reverse("changes:coach"), "text": _("Back to the round")},
    )  # fmt: skip
