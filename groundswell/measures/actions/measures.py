"""Start a measure, change what it says and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from groundswell.events import actions as events
from groundswell.measures import kinds, queries, rules
from groundswell.measures.actions.common import hold, may_change, record
from groundswell.measures.models import ChartKind, Measure, Purpose, Reading
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place

WORDS = ("name", "unit", "direction", "interval", "target", "source", "purpose")


@transaction.atomic
def start_measure(
    *, name: str, direction: str, interval: str, place: Place, by: Person, at: datetime, unit: str = "",
    target: Decimal | None = None, source: str = "", chart: str = ChartKind.XMR, purpose: str = Purpose.OUTCOME,
) -> Measure:  # fmt: skip
    """Begin to follow a number at a place."""
    rules.may_start(sight(by), place).or_refuse()
    measure = Measure.objects.create(
        name=name, unit=unit, direction=direction, interval=interval, target=target, source=source, chart=chart,
        purpose=purpose, place=place,
        organisation_id=place.organisation_id or place.pk, started_by=by, started_at=at,
    )  # fmt: skip
    record(kinds.MEASURE_STARTED, measure, by, at)
    return measure


def count_the_same(*, measure: Measure, place: Place, by: Person, at: datetime) -> Measure:
    """Begin to count the same thing at another place, without readings."""
    return start_measure(
        name=measure.name, direction=measure.direction, interval=measure.interval, place=place, by=by, at=at,
        unit=measure.unit, target=measure.target, chart=measure.chart, purpose=measure.purpose,
    )  # fmt: skip


@transaction.atomic
def counted_elsewhere(
    *, place: Place, at: datetime, readings: Iterable[tuple[date, Decimal | None, Decimal | None]], source: str,
    measure: Measure | None = None, **words: Any,
) -> Measure:  # fmt: skip
    """A measure of another installation with its readings as (day, value, out of); `measure` when it sends them anew."""
    said = words | {"source": source[:300]}
    if measure is None:
        measure = Measure.objects.create(
            place=place, organisation_id=place.organisation_id or place.pk, started_by=None, started_at=at, **said
        )
    else:
        Measure.objects.filter(pk=measure.pk).update(**said)
        measure.readings.all().delete()
    Reading.objects.bulk_create(
        Reading(measure=measure, on=on, value=value, denominator=out_of, at=at) for on, value, out_of in readings
    )
    return measure


@transaction.atomic
def edit(*, measure: Measure, version: int, by: Person, at: datetime, **words: Any) -> bool:
    """Change what a measure says; false when somebody saved a newer version in between."""
    may_change(measure, by)
    words = {name: value for name, value in words.items() if name in WORDS}
    if not Measure.objects.filter(pk=measure.pk, version=version).update(version=version + 1, **words):
        return False
    measure.refresh_from_db()
    events.retitle(room="measures", subject_id=measure.public_id, title=measure.name)
    record(kinds.MEASURE_CHANGED, measure, by, at)
    return True


@transaction.atomic
def draw_as(*, measure: Measure, chart: str, by: Person, at: datetime) -> None:
    """Another kind of chart for the same readings."""
    hold(measure)
    may_change(measure, by)
    rules.may_be_drawn_as(chart, *queries.sizes_of(measure)).or_refuse()
    Measure.objects.filter(pk=measure.pk).update(chart=chart)
    record(kinds.DRAWN_AS, measure, by, at, chart=str(ChartKind(chart).label))
