"""Behind *more*: whether it will last, in ten taps; how far it has come on the IHI scale."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.benefits.queries import place_for
from groundswell.changes import actions, lasting, presenters, queries, rules
from groundswell.changes.forms import LastingForm, ProgressForm
from groundswell.changes.views.typed import form_page
from groundswell.people.middleware import Request
from groundswell.ui.downloads import CSV, saved_as
from groundswell.ui.typed import done

MOST = 1_000  # changes in one file


def check(request: Request, public_id: str) -> HttpResponse:
    """Ten questions, what was answered last, and what needs care. Nothing waits for it."""
    found, form = queries.change_for(request.person, public_id), LastingForm(request.POST or None)
    if done(
        form,
        lambda: actions.check_lasting(change=found, answers=form.cleaned_data, by=request.person, at=timezone.now()),
    ):
        return redirect("changes:lasting", public_id)
    checks = queries.lasting_checks(found)
    may = rules.may_take_part(found, request.person, queries.seats_shown(found), queries.team_ids(found))
    return form_page(
        request, found, form, title=_("Will it last?"), button=_("Keep these answers"), template="changes/lasting.jinja",
        checks=[(one, lasting.sorted_out(one.answers)) for one in checks], may_say=may, now=timezone.now(),
    )  # fmt: skip


@require_safe
def take_away(request: Request) -> HttpResponse:
    """Every change of a place as CSV with its score, what moved last first, for programmes that ask for it."""
    place = place_for(request.person, request.GET.get("place", ""))
    text = presenters.csv_of(queries.changes_with_progress(place, MOST))
    return saved_as(HttpResponse(text, content_type=CSV), f"changes-{place.key}", "csv")


def progress(request: Request, public_id: str) -> HttpResponse:
    """The score, from what it follows, and what the pair said instead."""
    found, now = queries.change_for(request.person, public_id), timezone.now()
    so_far = queries.progress_of(found)
    form = ProgressForm(request.POST or None, initial={"tenths": str(so_far.tenths)})
    if done(form, lambda: actions.say_progress(change=found, by=request.person, at=now, **form.cleaned_data)):
        return redirect("changes:progress", public_id)
    return form_page(
        request, found, form, title=_("How far it has come"), button=_("Say so"), template="changes/progress.jinja",
        derived=lasting.said(so_far.tenths), progress=so_far, said=[(one, lasting.said(one.tenths)) for one in so_far.said],
        may_say=rules.may_edit(found, request.person, queries.seats_shown(found)), now=now,
    )  # fmt: skip
