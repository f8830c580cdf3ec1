"""The page of a measure, and how it begins, is worded, drawn and taken away."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.measures import actions, forms, presenters, queries, rules
from groundswell.measures.actions import uploads
from groundswell.measures.models import Measure
from groundswell.measures.queries import charts, pictures, weekdays
from groundswell.measures.views.common import back, clash, measure_to_change, say
from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.people.taking_part import TakesPart
from groundswell.places.models import Place
from groundswell.places.queries import place_by_key
from groundswell.ui.downloads import saved_as
from groundswell.ui.typed import done

MOST = 60  # measures on one sheet


@require_safe
def measure(request: Request, public_id: str) -> HttpResponse:
    """The chart, what it says, and the numbers under it."""
    found = queries.measure_for(request.person, public_id)
    readings, choices = queries.readings_of(found), queries.choices_of(found)
    picture = queries.picture(found, readings, choices)
    seen, shown = sight(request.person), queries.shown_of(found)
    may = rules.may_change(found, seen, shown)
    part = TakesPart.NO if may else queries.part_in(request.person, found)
    may_add = may or rules.may_add(found, seen, shown, part)
    return render(
        request,
        "measures/measure.jinja",
        {
            "measure": found, "work": rules.sees_the_work(found, seen, shown, part), "picture": picture, "may": may,
            "may_add": may_add,
            "rows": presenters.rows_of(picture, readings),
            "weekdays": weekdays.makes_sense(found, readings), "advice": charts.advice(found, readings) if may else None,
            "loads": queries.loads_of(found) if may_add else [],
            "all": queries.count_of(found) if len(readings) == queries.LONGEST else len(readings),
        },
    )  # fmt: skip


def start(request: Request) -> HttpResponse:
    """Begin to follow a number."""
    form = forms.StartForm(request.POST or None, places=_places(request))
    if form.is_valid():
        text, now = form.cleaned_data.pop("text"), timezone.now()
        made = actions.start_measure(by=request.person, at=now, **form.cleaned_data)
        if text.strip():  # what was understood of it is the next page
            return redirect(
                uploads.begin(measure=made, content=text.encode(), name="", start=None, by=request.person, at=now)
            )
        return say(request, made, _("Started. Add the first reading."))
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
    found = measure_to_change(request, public_id)
    words = {name: getattr(found, name) for name in actions.WORDS} | {"version": found.version}
    form = forms.EditForm(request.POST or None, initial=words | {"target": presenters.plain(found.target)})
    if form.is_valid():
        if actions.edit(measure=found, by=request.person, at=timezone.now(), **form.cleaned_data):
            return say(request, found, _("Saved."))
        return clash(request, "measures/edit.jinja", form, found.version, presenters.versions(form, found), back(found))
    return render(request, "measures/edit.jinja", {"form": form, "back": back(found)})


def chart(request: Request, public_id: str) -> HttpResponse:
    """Which kind of chart, with what the readings themselves advise."""
    found = measure_to_change(request, public_id)
    readings = queries.readings_of(found)
    form = forms.ChartForm(request.POST or None, initial={"chart": found.chart})
    if done(
        form, lambda: actions.draw_as(measure=found, by=request.person, at=timezone.now(), **form.cleaned_data), "chart"
    ):
        return say(request, found, _("Drawn anew from the same readings."))
    advice = charts.advice(found, readings)
    return render(
        request, "measures/chart.jinja", {"form": form, "advice": advice, "measure": found, "back": back(found)}
    )


@require_safe
def measures(request: Request) -> HttpResponse:
    """Every measure of a place as a table of icons."""
    place = place_by_key(key) if (key := request.GET.get("place", "")) else sight(request.person).home
    if place is None:
        raise Http404
    found = queries.measures_under(request.person, place, limit=MOST + 1)
    sheet = queries.sheet_of(found[:MOST], _("Measures of {place}").format(place=place)) if found else ""
    start = f"{reverse('measures:start')}?place={place.key}" if rules.may_start(sight(request.person), place) else ""
    about = {"place": place, "sheet": sheet, "more": len(found) > MOST, "most": MOST, "start": start}
    return render(request, "measures/measures.jinja", about)


@require_safe
def by_weekday(request: Request, public_id: str) -> HttpResponse:
    """Working days beside weekends and bank holidays, on one scale."""
    found = queries.measure_for(request.person, public_id)
    readings = queries.readings_of(found)
    choices = queries.choices_of(found)
    both = weekdays.side_by_side(found, readings, choices) if weekdays.makes_sense(found, readings) else None
    about = {"measure": found, "both": both, "back": back(found)}
    return render(request, "measures/weekdays.jinja", about)


@require_safe
def take_away(request: Request, public_id: str) -> HttpResponse:
    """Every reading as CSV."""
    found = queries.measure_for(request.person, public_id)
    text = presenters.csv_of(found, queries.all_readings(found).iterator(chunk_size=2000))
    return _file(found, text, "csv", "text/csv")


@require_safe
def drawing(request: Request, public_id: str) -> HttpResponse:
    """The chart as an SVG file."""
    found = queries.measure_for(request.person, public_id)
    return _file(
        found, pictures.drawing(found, queries.readings_of(found), queries.choices_of(found)), "svg", "image/svg+xml"
    )


@require_safe
def parameters(request: Request, public_id: str) -> HttpResponse:
    """The chart as CSV: every parameter, then every point with its limits and what it says."""
    found = queries.measure_for(request.person, public_id)
    text = charts.as_csv(found, queries.readings_of(found), queries.choices_of(found))
    return _file(found, text, "chart.csv", "text/csv")


def _file(measure: Measure, text: str, ending: str, kind: str) -> HttpResponse:
    return saved_as(HttpResponse(text, content_type=f"{kind}; charset=utf-8"), measure.name, ending)
