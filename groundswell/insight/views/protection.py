"""How people are protected where places are measured: to read, to print, and to fill in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from groundswell.insight import presenters
from groundswell.ui.downloads import as_paper


@require_safe
def protection(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    papers = [(code, make(now)) for code, make in presenters.PAPERS.items()]
    return render(request, "insight/protection.jinja", {"papers": papers})


@require_safe
def protection_paper(request: HttpRequest, code: str, form: str) -> HttpResponse:
    if code not in presenters.PAPERS:
        raise Http404
    return as_paper(presenters.PAPERS[code](timezone.now()), "staff-side-note" if code == "staff-side" else code, form)
