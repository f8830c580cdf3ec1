"""Documents on the page of another room: three addresses there hand everything to this cabinet, as photos have their album.

    @prepared(desk.look)                                         # the file is read before the transaction begins
    def files(request, public_id):
        return cabinet.page(request, desk_of(...))               # the room above has asked who may see the subject

`Desk.files` is the first address; one file, and the page to delete it, are one and two steps below.
"""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.talk import actions, queries, rules
from groundswell.talk.attached import JPEG, TEXT
from groundswell.talk.desk import Desk
from groundswell.talk.forms import FileForm
from groundswell.talk.models import File
from groundswell.ui.downloads import saved_as
from groundswell.ui.typed import done

RELEASE = "release"
# Whatever is in a file, a browser runs nothing of it: it is saved, never opened here, and its type is not guessed.
HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


def page(request: Request, desk: Desk) -> HttpResponse:
    """The files of one subject, and one more."""
    if request.POST.get("deed") == RELEASE:
        return _release(request, desk)
    sent = request.method == "POST"
    form = FileForm(request.POST, request.FILES, looked_at=getattr(request, "looked_at", None)) if sent else FileForm()
    if sent and done(form, lambda: actions.attach_file(
        subject=desk.subject, place=desk.place, attached=form.cleaned_data["file"], by=request.person, at=timezone.now(),
        tell=desk.tell, held_for=desk.files if form.cleaned_data["file_confirmed"] else "",
    ), "file"):  # fmt: skip
        messages.success(request, form.about_the_file())
        return HttpResponseRedirect(desk.files)
    files = queries.documents_for(request.person, desk.subject, desk.place)
    about = {
        "subject": desk.subject, "files": [_row(file, request, desk) for file in files], "form": form, "action": desk.files,
        "release": RELEASE,
    }  # fmt: skip
    return render(request, "talk/files.jinja", about)


def _row(file: File, request: Request, desk: Desk) -> tuple[File, bool, bool]:
    """A file, whether this reader may delete it, and whether they may let it be seen."""
    person, seen = request.person, sight(request.person)
    may_delete = rules.may_delete_file(file, person, seen, desk.place)
    return file, bool(may_delete), bool(rules.may_release_file(file, seen, desk.place))


def _release(request: Request, desk: Desk) -> HttpResponse:
    found = queries.document_for(request.person, desk.subject, desk.place, request.POST.get("file", ""))
    actions.release_file(
        file=found, subject=desk.subject, place=desk.place, by=request.person, at=timezone.now(), tell=desk.tell
    )
    messages.success(request, _("All who can read this page can save the file now."))
    return HttpResponseRedirect(desk.files)


def file(request: Request, desk: Desk, public_id: str) -> HttpResponse:
    """One file to save, for those who may see the subject: the room above has asked."""
    found = queries.document_for(request.person, desk.subject, desk.place, public_id)
    data = queries.data_of(found)
    if hashlib.sha256(data).hexdigest() != found.sha256:
        raise Http404  # not what was sent: nobody is given it
    answer = HttpResponse(
        data, content_type=f"{TEXT}; charset=utf-8" if found.type == TEXT else found.type, headers=HEADERS
    )
    stem, _dot, end = found.name.rpartition(".")
    return saved_as(answer, stem, end, opened=found.type == JPEG)


def take_out(request: Request, desk: Desk, public_id: str) -> HttpResponse:
    """The second step: what goes, and that it is gone for good."""
    found = queries.document_for(request.person, desk.subject, desk.place, public_id)
    rules.may_delete_file(found, request.person, sight(request.person), desk.place).or_refuse()
    if request.method == "POST":
        actions.delete_file(file=found, subject=desk.subject, place=desk.place, by=request.person, at=timezone.now())
        messages.success(request, _("The file is deleted."))
        return HttpResponseRedirect(desk.files)
    return render(request, "talk/delete_file.jinja", {"subject": desk.subject, "file": found, "files": desk.files})
