"""Pages of a measure: its chart, its readings, loads, new limits."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.measures import actions, forms, parsing, presenters, queries, rules
from groundswell.measures.models import Measure
from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.places.models import Place
from groundswell.places.queries import place_by_key
from groundswell.safetext import findings
from groundswell.ui.fields import leave_out
from groundswell.ui.formats import count, day, london_day


def _say(request: Request, measure: Measure, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(measure)


def _back(measure: Measure) -> dict[str, str]:
    return {"href": measure.get_absolute_url(), "text": measure.name}


def _measure_to_change(request: Request, public_id: str) -> Measure:
    measure = queries.measure_for(request.person, public_id)
    rules.may_change(measure, sight(request.person), queries.shown_of(measure)).or_refuse()
    return measure


@require_safe
def measure(request: Request, public_id: str) -> HttpResponse:
    """The chart, what it says, and the numbers under it."""
    found = queries.measure_for(request.person, public_id)
    readings, rebases = queries.readings_of(found), queries.rebases_of(found)
    picture = queries.picture(found, readings, rebases)
    seen, shown = sight(request.person), queries.shown_of(found)
    may = rules.may_change(found, seen, shown)
    return render(
        request,
        "measures/measure.jinja",
        {
            "measure": found, "work": rules.sees_the_work(found, seen, shown), "picture": picture, "may": may,
            "rows": presenters.rows_of(picture, readings),
            "rebases": rebases, "loads": queries.loads_of(found) if may else [],
            "all": queries.count_of(found) if len(readings) == queries.LONGEST else len(readings),
        },
    )  # fmt: skip


def start(request: Request) -> HttpResponse:
    """Begin to follow a number."""
    form = forms.StartForm(request.POST or None, places=_places(request))
    if form.is_valid():
        made = actions.start_measure(by=request.person, at=timezone.now(), **form.cleaned_data)
        return _say(request, made, _("Started. Add the first reading."))
    return render(request, "measures/start.jinja", {"form": form})


def _places(request: Request) -> list[Place]:
    """Where somebody may count: the place they came from first, then where they work."""
    seen = sight(request.person)
    places = [place_by_key(key)] if (key := request.GET.get("place", "")) else []
    found = [place for place in dict.fromkeys([*places, *seen.places]) if rules.may_start(seen, place)]
    if not found:
        where = places[0] if places else None
        (rules.may_start(seen, where) if where else rules.works_nowhere()).or_refuse()
    return found


def edit(request: Request, public_id: str) -> HttpResponse:
    """Change what a measure says. The second of two editors sees both versions and loses nothing."""
    found = _measure_to_change(request, public_id)
    words = {name: getattr(found, name) for name in actions.WORDS} | {"version": found.version}
    form = forms.EditForm(request.POST or None, initial=words | {"target": presenters.plain(found.target)})
    if form.is_valid():
        if actions.edit(measure=found, by=request.person, at=timezone.now(), **form.cleaned_data):
            return _say(request, found, _("Saved."))
        return _clash(
            request, "measures/edit.jinja", form, found.version, presenters.versions(form, found), _back(found)
        )
    return render(request, "measures/edit.jinja", {"form": form, "back": _back(found)})


def _clash(
    request: Request, page: str, form: Any, version: int, versions: list[presenters.Differs], back: dict[str, str]
) -> HttpResponse:
    """Both versions, and the typed words still in the form, now on top of the newer version."""
    form.data = form.data.copy()
    form.data["version"] = str(version)
    return render(request, page, {"form": form, "versions": versions, "back": back}, status=409)


def add(request: Request, public_id: str) -> HttpResponse:
    """One reading, typed."""
    found, now = _measure_to_change(request, public_id), timezone.now()
    form = forms.ReadingForm(request.POST or None, measure=found, today=london_day(now))
    there = None
    if form.is_valid():
        typed = form.cleaned_data
        there = queries.standing(found, typed["on"], form.moment)
        if there is None:
            actions.add_reading(
                measure=found, on=typed["on"], value=typed["value"], note=typed["note"], moment=form.moment,
                by=request.person, at=now,
            )  # fmt: skip
            return _say(request, found, _("Added for {day}.").format(day=day(typed["on"])))
        form.add_error("on", _("There is already a reading for {day}.").format(day=day(typed["on"])))
    return render(request, "measures/add.jinja", {"form": form, "measure": found, "there": there, "back": _back(found)})


def correct(request: Request, public_id: str) -> HttpResponse:
    """Change one reading, or take it away."""
    reading, now = queries.reading_for(request.person, public_id), timezone.now()
    found = _measure_to_change(request, reading.measure.public_id)
    initial = {
        "on": reading.on,
        "value": presenters.plain(reading.value),
        "gap": reading.value is None,
        "note": reading.note,
        "version": reading.version,
    }
    form = forms.CorrectForm(request.POST or None, initial=initial, measure=found, today=london_day(now))
    if form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("on", "value", "note", "version")}
        if actions.correct(reading=reading, by=request.person, at=now, **typed):
            return _say(request, found, _("Corrected."))
        reading.refresh_from_db()
        versions = presenters.reading_versions(form, reading)
        return _clash(request, "measures/correct.jinja", form, reading.version, versions, _back(found))
    return render(request, "measures/correct.jinja", {"form": form, "reading": reading, "back": _back(found)})


@require_POST
def remove(request: Request, public_id: str) -> HttpResponse:
    reading = queries.reading_for(request.person, public_id)
    actions.remove(reading=reading, by=request.person, at=timezone.now())
    return _say(request, reading.measure, _("The reading is taken away."))


def load(request: Request, public_id: str) -> HttpResponse:
    """Paste or upload many readings. Nothing is stored before the preview is confirmed."""
    found = _measure_to_change(request, public_id)
    form = forms.LoadForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (understood := _understood(request, found, form)):
        return _preview_or_add(request, found, form, understood)
    return render(request, "measures/load.jinja", {"form": form, "measure": found, "back": _back(found)})


def _understood(request: Request, measure: Measure, form: forms.LoadForm) -> parsing.Understood | None:
    chosen = {
        name.removeprefix("choice_"): value for name, value in request.POST.dict().items() if name.startswith("choice_")
    }
    try:
        return parsing.read(
            form.cleaned_data["text"], today=london_day(timezone.now()), interval=measure.interval,
            percent=measure.is_per_cent, start=form.cleaned_data["start"], chosen=chosen, check=_about_patient,
        )  # fmt: skip
    except parsing.Unreadable as error:
        form.add_error("file" if form.cleaned_data.get("file") else "text", str(error))
        return None


def _about_patient(note: str) -> str:
    return leave_out(found) if (found := findings(note)) else ""


def _preview_or_add(
    request: Request, measure: Measure, form: forms.LoadForm, understood: parsing.Understood
) -> HttpResponse:
    text, start = form.cleaned_data["text"], form.cleaned_data["start"]
    shown = presenters.preview(understood, queries.values_of(measure), text, start)
    if request.POST.get("deed") == "add" and request.POST.get("digest") == shown.digest and shown.new:
        batch = actions.add_readings(measure=measure, found=shown.new, by=request.person, at=timezone.now())
        return _say(
            request, measure, _("{readings} added.").format(readings=count(batch.count if batch else 0, _("reading")))
        )
    again = forms.LoadForm(initial={"text": text, "start": start})
    page = {
        "form": again,
        "preview": shown,
        "measure": measure,
        "back": _back(measure),
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
    return _say(request, batch.measure, _("{readings} taken back.").format(readings=count(gone, _("reading"))))


def rebase(request: Request, public_id: str) -> HttpResponse:
    """Redraw the limits from a day on, with the reason."""
    found = _measure_to_change(request, public_id)
    form = forms.RebaseForm(request.POST or None)
    if form.is_valid():
        redrawn = [row.on for row in queries.rebases_of(found)]
        verdict = rules.may_rebase(form.cleaned_data["on"], queries.days_of(found), redrawn)
        if verdict:
            actions.rebase(measure=found, by=request.person, at=timezone.now(), **form.cleaned_data)
            return _say(
                request, found, _("The limits are redrawn from {day}.").format(day=day(form.cleaned_data["on"]))
            )
        form.add_error("on", verdict.reason)
    return render(request, "measures/rebase.jinja", {"form": form, "back": _back(found)})


@require_POST
def keep_old_limits(request: Request, public_id: str, on: str) -> HttpResponse:
    """Take a redrawing back."""
    found = queries.measure_for(request.person, public_id)
    try:
        row = queries.rebase_for(request.person, found, date.fromisoformat(on))
    except ValueError:
        raise Http404 from None
    actions.keep_old_limits(rebase=row, by=request.person, at=timezone.now())
    return _say(request, found, _("The limits run on as before."))


@require_safe
def take_away(request: Request, public_id: str) -> HttpResponse:
    """Every reading as CSV."""
    found = queries.measure_for(request.person, public_id)
    name = slugify(found.name) or "readings"
    text = presenters.csv_of(found, queries.all_readings(found).iterator(chunk_size=2000))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
