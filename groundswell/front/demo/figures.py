"""Numbers of the demonstration: made-up readings, labelled as such, and real published figures with their source."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from groundswell.changes import actions as changes
from groundswell.changes.models import Change
from groundswell.front.demo.cast import LABEL
from groundswell.front.demo.shapes import Followed
from groundswell.measures.models import Direction, Interval, Measure, Reading
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.ui.formats import london_day

if TYPE_CHECKING:
    from groundswell.front.demo.loader import Stage

ATTENDANCES = Path(__file__).with_name("data") / "ae_attendances_sample.csv"
SOURCE = (
    "NHS England, A&E waiting times and activity. Contains public sector information licensed under the "
    "Open Government Licence v3.0."
)
MAJOR = "1"


def follow(stage: Stage, change: Change, wanted: Followed, *, by: Person, started: int) -> Measure:
    """A measure of a change with its made-up weekly readings."""
    measure = changes.start_measure(
        change=change, place=change.place, name=wanted.name, source="" if wanted.entered else LABEL, unit=wanted.unit, by=by,
        direction=wanted.direction, interval=Interval.DAY if wanted.daily else Interval.WEEK, at=stage.ago(started, 10),
        purpose=wanted.purpose,
        target=None if wanted.target is None else Decimal(str(wanted.target)),
    )  # fmt: skip
    if wanted.daily:
        add_daily(measure, wanted.values, stage, by=by, to_yesterday=wanted.entered)
    else:
        add_weekly(measure, wanted.values, stage, by=by, last=wanted.last)
    return measure


def add_daily(
    measure: Measure, values: Iterable[float], stage: Stage, *, by: Person, to_yesterday: bool = False
) -> None:
    """One reading a day, up to yesterday or in whole weeks from a Monday to the last Sunday."""
    values = list(values)
    today = london_day(stage.at)
    last = today - timedelta(days=1 if to_yesterday else today.weekday() + 1)
    days = [last - timedelta(days=back) for back in range(len(values))]
    _add(measure, zip(reversed(days), values, strict=True), by, stage.at)


def add_weekly(measure: Measure, values: Iterable[float], stage: Stage, *, by: Person, last: int) -> None:
    """One reading a week, the newest `last` days ago."""
    values = list(values)
    days = [london_day(stage.at) - timedelta(days=last + 7 * back) for back in range(len(values))]
    _add(measure, zip(reversed(days), values, strict=True), by, stage.at)


def load(places: dict[str, Place], at: datetime) -> None:
    """The published series: seen within four hours at major departments, by month, for everyone to read."""
    for code, series in _within_four_hours().items():
        place = places.get(code) or Place.objects.filter(key=code).first()
        if place is None:  # only a part of the organisations was loaded
            continue
        measure = Measure.objects.create(
            name="Seen within four hours in A&E", unit="%", direction=Direction.INCREASE, interval=Interval.MONTH,
            target=Decimal(95), source=SOURCE, place=place, organisation=place, started_at=at, everyone=True,
        )  # fmt: skip
        _add(measure, series, None, at)


def _within_four_hours() -> dict[str, list[tuple[date, float]]]:
    """Per cent of type 1 attendances, by provider: `{code: [(first day of month, per cent), ...]}`."""
    found: dict[str, list[tuple[date, float]]] = {}
    with ATTENDANCES.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["type"] == MAJOR and int(row["attendances"]):
                seen = 100 * (1 - int(row["breaches"]) / int(row["attendances"]))
                found.setdefault(row["org_code"], []).append((date.fromisoformat(row["period"]), round(seen, 2)))
    return found


def _add(measure: Measure, series: Iterable[tuple[date, float]], by: Person | None, at: datetime) -> None:
    Reading.objects.bulk_create(
        Reading(measure=measure, on=on, value=Decimal(str(value)), person=by, at=at) for on, value in series
    )
