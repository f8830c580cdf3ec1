"""Readings, one by one and many at once."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groundswell.measures import actions, forms, parsing, presenters, queries
from groundswell.measures.actions import uploads
from groundswell.measures.models import Measure, Upload, UploadState
from groundswell.measures.queries import previews
from groundswell.measures.views.common import back, chosen, clash, measure_to_add_to, say
from groundswell.people.middleware import Request
from groundswell.ui.formats import count, day, london_day


def add(request: Request, public_id: str) -> HttpResponse:
    """One reading, typed."""
    found, now = measure_to_add_to(request, public_id), timezone.now()
    form = forms.ReadingForm(request.POST or None, measure=found, today=london_day(now))
    there = None
    if form.is_valid():
        typed = form.cleaned_data
        there = queries.standing(found, typed["on"], form.moment)
        if there is None:
            actions.add_reading(
                measure=found, on=typed["on"], value=typed["value"], note=typed["note"], moment=form.moment,
                denominator=typed.get("denominator"), by=request.person, at=now,
            )  # fmt: skip
            return say(request, found, _("Added for {day}.").format(day=day(typed["on"])))
        form.add_error("on", _("There is already a reading for {day}.").format(day=day(typed["on"])))
    return render(request, "measures/add.jinja", {"form": form, "measure": found, "there": there, "back": back(found)})


def correct(request: Request, public_id: str) -> HttpResponse:
    """Change one reading, or take it away."""
    reading, now = queries.reading_for(request.person, public_id), timezone.now()
    found = measure_to_add_to(request, reading.measure.public_id)
    initial = {
        "on": reading.on,
        "value": presenters.plain(reading.value),
        "gap": reading.value is None,
        "note": reading.note,
        "version": reading.version,
        "denominator": presenters.plain(reading.denominator),
    }
    form = forms.CorrectForm(request.POST or None, initial=initial, measure=found, today=london_day(now))
    if form.is_valid():
        typed: dict[str, Any] = {
            name: form.cleaned_data.get(name) for name in ("on", "value", "note", "version", "denominator")
        }
        if actions.correct(reading=reading, by=request.person, at=now, **typed):
            return say(request, found, _("Corrected."))
        reading.refresh_from_db()
        versions = presenters.reading_versions(form, reading)
        return clash(request, "measures/correct.jinja", form, reading.version, versions, back(found))
    return render(request, "measures/correct.jinja", {"form": form, "reading": reading, "back": back(found)})


@require_POST
def remove(request: Request, public_id: str) -> HttpResponse:
    reading = queries.reading_for(request.person, public_id)
    actions.remove(reading=reading, by=request.person, at=timezone.now())
    return say(request, reading.measure, _("The reading is taken away."))


def load(request: Request, public_id: str) -> HttpResponse:
    """Paste or upload many readings. Nothing is stored before the preview is confirmed.

    What is pasted stays on the page; a file, or a paste too long for that, is kept as an upload until it is confirmed.
    """
    found = measure_to_add_to(request, public_id)
    form = forms.LoadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        if upload := _kept(request, found, form):
            return redirect(upload)
        if not form.errors and (understood := _understood(request, found, form)):
            return _preview_or_add(request, found, form, understood)
    return render(request, "measures/load.jinja", {"form": form, "measure": found, "back": back(found)})


def _kept(request: Request, measure: Measure, form: forms.LoadForm) -> Upload | None:
    """The upload, when there is one; one that was read at once and refused is an error next to the field."""
    file, text = form.cleaned_data.get("file"), form.cleaned_data["text"].encode()
    if not file and len(text) <= uploads.SMALL:
        return None
    name = getattr(request.FILES.get("file"), "name", "")
    upload = uploads.begin(
        measure=measure, content=file or text, name=name or "", start=form.cleaned_data["start"], by=request.person,
        at=timezone.now(),
    )  # fmt: skip
    if upload.state != UploadState.REFUSED:
        return upload
    form.add_error("file" if file else "text", upload.summary["reason"])
    return None


def _understood(request: Request, measure: Measure, form: forms.LoadForm) -> parsing.Understood | None:
    try:
        return parsing.read(
            form.cleaned_data["text"], today=london_day(timezone.now()), interval=measure.interval,
            percent=measure.is_per_cent, start=form.cleaned_data["start"], chosen=chosen(request), check=uploads.about_patient,
        )  # fmt: skip
    except parsing.Unreadable as error:
        form.add_error("text", str(error))
        return None


def _preview_or_add(
    request: Request, measure: Measure, form: forms.LoadForm, understood: parsing.Understood
) -> HttpResponse:
    text, start = form.cleaned_data["text"], form.cleaned_data["start"]
    shown = previews.preview(understood, queries.values_of(measure), text, start)
    if request.POST.get("deed") == "add" and request.POST.get("digest") == shown.digest and shown.new:
        batch = actions.add_readings(measure=measure, found=shown.new, by=request.person, at=timezone.now())
        return say(
            request, measure, _("{readings} added.").format(readings=count(batch.count if batch else 0, _("reading")))
        )
    again = forms.LoadForm(initial={"text": text, "start": start})
    page = {
        "form": again,
        "preview": shown,
        "measure": measure,
        "back": back(measure),
        "needs_start": _needs_start(understood),
    }
    return render(request, "measures/preview.jinja", page)


def _needs_start(understood: parsing.Understood) -> bool:
    return any(choice.name == "start" for choice in understood.choices)


@require_POST
def undo(request: Request, public_id: str) -> HttpResponse:
    """Take a whole load back."""
    batch = queries.batch_for(request.person, public_id)
    gone = actions.undo(batch=batch, by=request.person, at=timezone.now())
    return say(request, batch.measure, _("{readings} taken back.").format(readings=count(gone, _("reading"))))
