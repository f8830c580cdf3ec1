"""Packs of evidence: which can be made for a place, and one as page, as paper and as file. Nothing is typed for any of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from groundswell.enabling.queries import place_measured_for
from groundswell.insight import presenters, queries
from groundswell.insight.evidence import Period
from groundswell.insight.models import Framework
from groundswell.insight.months import parsed
from groundswell.insight.presenters.evidence import Pack
from groundswell.places.models import Place
from groundswell.ui.downloads import CSV, as_paper, saved_as
from groundswell.ui.formats import london_day


@dataclass(frozen=True)
class Asked:
    """What an address asks for."""

    place: Place
    period: Period
    framework: Framework
    version: str

    @property
    def address(self) -> str:
        return reverse("insight:pack", args=[self.place.key, self.framework.code])

    @property
    def query(self) -> str:
        return presenters.asked(self.period, presenters.months_in(self.period), self.version)


def asked_for(request: HttpRequest, key: str, code: str) -> Asked:
    """The version that was followed on the last day of the period, unless the address names another of this organisation."""
    place, today = place_measured_for(request.person, key), london_day(timezone.now())  # type: ignore[attr-defined]
    period = presenters.period_of(parsed(request.GET.get("to", "")), request.GET.get("months", ""), today)
    version = request.GET.get("version", "")
    framework = queries.version_for(queries.home_of(place), code, period.until, version)
    return Asked(place, period, framework, version if version == framework.public_id else "")


def made(wanted: Asked) -> Pack:
    place, period, framework = wanted.place, wanted.period, wanted.framework
    record, snapshot = queries.record_of(place, period), queries.snapshot_of(place, period.until)
    by_work = queries.measures_of(place, period, (work.key for work in record.works))
    chosen = presenters.chosen_measures(framework, record, by_work)
    drawn = queries.charts_of(list(dict.fromkeys(one for row in chosen.values() for one in row)), period)
    charts = {code: [drawn[one.pk] for one in row] for code, row in chosen.items()}
    home = queries.home_of(place)
    around = presenters.Around(home, queries.survey_values(home), queries.pulse_results(place))
    return presenters.pack(
        place, framework, record, snapshot, queries.teams_of(snapshot), charts, around, london_day(timezone.now())
    )


@require_safe
def evidence(request: HttpRequest, key: str) -> HttpResponse:
    """What packs can be made for a place."""
    place = place_measured_for(request.person, key)  # type: ignore[attr-defined]
    found = queries.in_force(queries.home_of(place), london_day(timezone.now()))
    about = {"place": place, "packs": presenters.packs(place, found), "honest": presenters.honest()}
    return render(request, "insight/evidence.jinja", about)


@require_safe
def pack(request: HttpRequest, key: str, code: str) -> HttpResponse:
    wanted = asked_for(request, key, code)
    versions = queries.frameworks_of(queries.home_of(wanted.place))
    about: dict[str, Any] = {
        "place": wanted.place, "page": made(wanted), "query": wanted.query, "code": code, "honest": presenters.honest(),
        "nothing_yet": presenters.nothing_yet(),
        "choices": presenters.choices(
            wanted.address, wanted.period, wanted.framework, versions, london_day(timezone.now()), wanted.version
        ),
    }  # fmt: skip
    return render(request, "insight/pack.jinja", about)


@require_safe
def pack_paper(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """As tagged PDF, with its charts."""
    wanted = asked_for(request, key, code)
    paper = presenters.pack_paper(made(wanted), f"{wanted.address}?{wanted.query}", timezone.now())
    return as_paper(paper, _stem(wanted), opened=True)


@require_safe
def pack_file(request: HttpRequest, key: str, code: str) -> HttpResponse:
    wanted = asked_for(request, key, code)
    return saved_as(HttpResponse(presenters.pack_csv(made(wanted)), content_type=CSV), _stem(wanted), "csv")


def _stem(wanted: Asked) -> str:
    return f"evidence-{wanted.place.key}-{wanted.framework.code}-{wanted.period.until:%Y-%m}"
