"""The page of an upload: how far it is, what was understood, the answers it needs, and the way to add it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.measures import forms, presenters, queries
from groundswell.measures.actions import uploads
from groundswell.measures.models import Upload, UploadState
from groundswell.measures.queries import previews
from groundswell.measures.views.common import back, chosen, say
from groundswell.people.middleware import Request
from groundswell.ui.downloads import CSV, saved_as
from groundswell.ui.formats import count


def upload(request: Request, public_id: str) -> HttpResponse:
    """Whoever uploaded it sees it, nobody else."""
    found = _theirs(request, public_id)
    if request.method == "POST":
        return _answered(request, found)
    if found.state == UploadState.ADDED:
        added = count(found.done, _("reading"))
        return say(request, found.measure, _("{readings} added.").format(readings=added))
    about = {"upload": found, "measure": found.measure, "back": back(found.measure), "said": presenters.said_of(found)}
    if found.state == UploadState.READY:
        shown = presenters.Uploaded.of(found)
        needs_start = any(choice["name"] == "start" for choice in shown.choices)
        form = forms.LoadForm(initial={"start": found.start})
        about |= {"preview": shown, "form": form, "needs_start": needs_start or found.start is not None}
    return render(request, "measures/upload.jinja", about)


def _theirs(request: Request, public_id: str) -> Upload:
    found = queries.upload_for(request.person, public_id)
    queries.may_add(request.person, found.measure).or_refuse()
    return found


def _answered(request: Request, found: Upload) -> HttpResponse:
    """Add what was shown, or read it again with other answers. What belongs to an older page is shown anew."""
    now = timezone.now()
    if request.POST.get("digest") == str(found.turn) and found.state == UploadState.READY:
        if request.POST.get("deed") == "add":
            uploads.confirm(upload=found, at=now)
        else:
            uploads.answer(upload=found, chosen=chosen(request), start=_start(request, found), at=now)
    return redirect(found)


def _start(request: Request, found: Upload) -> date | None:
    form = forms.LoadForm(request.POST)
    form.is_valid()
    typed: date | None = form.cleaned_data.get("start")
    return typed or found.start


@require_POST
def discard(request: Request, public_id: str) -> HttpResponse:
    """Nothing of it is kept."""
    found = _theirs(request, public_id)
    measure = found.measure
    uploads.discard(upload=found)
    messages.success(request, _("Nothing was added, and the file is deleted here."))
    return redirect(measure)


@require_safe
def left_out(request: Request, public_id: str) -> StreamingHttpResponse:
    """Every row that was left out, with the reason, as CSV."""
    found = _theirs(request, public_id)
    lines = presenters.left_out_csv(previews.rows_of(found, left_out=True))
    return saved_as(StreamingHttpResponse(lines, content_type=CSV), "left-out", "csv")
