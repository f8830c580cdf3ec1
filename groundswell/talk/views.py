"""Reports of words about a colleague, for those who look after the place. All other talk is on pages of rooms above."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.talk import actions, queries, rules
from groundswell.talk.forms import AnswerForm


def reports(request: Request) -> HttpResponse:
    """What waits for an answer of yours."""
    return render(
        request, "talk/reports.jinja", {"reports": queries.reports_for(request.person), "now": timezone.now()}
    )


def report(request: Request, public_id: str) -> HttpResponse:
    """One report: read it, and answer when it is yours to answer."""
    found = queries.report_for(request.person, public_id)
    may = rules.may_answer(found, request.person, sight(request.person))
    form = AnswerForm(request.POST or None, report=found)
    if form.is_valid():
        actions.answer_report(report=found, by=request.person, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Answered. The person who reported it is told."))
        return redirect("talk:reports")
    return render(request, "talk/report.jinja", {"report": found, "form": form if may else None, "may": may})
