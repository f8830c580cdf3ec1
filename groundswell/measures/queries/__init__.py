"""Measures and readings, scoped to who asks; and the charts drawn from them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.http import Http404
from markupsafe import Markup

from commoncause import Chart
from groundswell.measures import rules
from groundswell.measures.models import Batch, ChartLink, LimitsChoice, Measure, MeasureShown, Purpose, Reading, Upload
from groundswell.measures.queries.charts import LONGEST, build, moment_of
from groundswell.measures.queries.pictures import Picture, picture, side_by_side_of
from groundswell.measures.queries.pictures import together as charts_together
from groundswell.measures.queries.small import SmallChart, sheet, small
from groundswell.people.models import Person
from groundswell.people.queries import Sight, sight
from groundswell.people.taking_part import TakesPart, takes_part
from groundswell.places.models import Place
from groundswell.ui.verdicts import Verdict

__all__ = ["LONGEST", "Picture", "SmallChart", "picture"]
Key = tuple[date, datetime | None]
Part = TypeVar("Part", Reading, Batch, LimitsChoice, Upload)


def measure_for(person: Person, public_id: str) -> Measure:
    """A measure that `person` may see; not found otherwise, whatever the reason. Its `shown` rows come along."""
    rows = Measure.objects.select_related("place", "organisation", "started_by").prefetch_related("shown")
    measure = rows.filter(public_id=public_id).first()
    if measure is None or not _sees(person, measure):
        raise Http404
    return measure


def readable_among(person: Person, public_ids: Iterable[str]) -> set[str]:
    """Which of some measures `person` may see."""
    rows = Measure.objects.filter(public_id__in=list(public_ids)).prefetch_related("shown")
    return {measure.public_id for measure in rows if _sees(person, measure)}


def _sees(person: Person, measure: Measure) -> bool:
    seen, shown = sight(person), shown_of(measure)
    return rules.may_see(measure, seen, shown) or rules.may_see(measure, seen, shown, part_in(person, measure))


def part_in(person: Person, measure: Measure) -> TakesPart:
    """How somebody takes part in a change that the measure belongs to. One query."""
    return takes_part(person, "measures", measure.public_id)


def may_add(person: Person, measure: Measure) -> Verdict:
    """Whether somebody adds readings: the work is only asked about for those who may not change the measure anyway."""
    seen, shown = sight(person), shown_of(measure)
    may = rules.may_change(measure, seen, shown)
    return may or rules.may_add(measure, seen, shown, part_in(person, measure))


def shown_of(measure: Measure) -> list[MeasureShown]:
    return list(measure.shown.all())


def reading_for(person: Person, public_id: str) -> Reading:
    """A reading of a measure that `person` may see; not found otherwise."""
    found = Reading.objects.select_related("measure", "measure__place", "person").filter(public_id=public_id).first()
    return _theirs(person, found)


def upload_for(person: Person, public_id: str) -> Upload:
    """What this person uploaded; not found for anybody else."""
    rows = Upload.objects.select_related("measure", "measure__place", "person").filter(person=person)
    found = rows.filter(public_id=public_id).first()
    return _theirs(person, found)


def batch_for(person: Person, public_id: str) -> Batch:
    """A load into a measure that `person` may see; not found otherwise."""
    found = Batch.objects.select_related("measure", "measure__place").filter(public_id=public_id).first()
    return _theirs(person, found)


def choice_for(person: Person, public_id: str) -> LimitsChoice:
    """What was decided about the limits of a measure that `person` may see; not found otherwise."""
    rows = LimitsChoice.objects.select_related("measure", "measure__place", "person")
    return _theirs(person, rows.filter(public_id=public_id).first())


def linked(key: str) -> ChartLink:
    """What an address given to others shows; not found when it was ended or never made."""
    found = (
        ChartLink.objects.select_related("measure", "measure__place", "made_by").filter(key=key, ended_at=None).first()
    )
    if found is None:
        raise Http404
    return found


def links_with_ended(measure: Measure) -> QuerySet[ChartLink]:
    return measure.links.select_related("measure", "measure__place")


def chart_for_others(measure: Measure) -> Picture:
    """The chart without notes or reasons: what people wrote stays with those who may read the measure."""
    return picture(measure, readings_of(measure), choices_of(measure), named=False)


def charts_for_others(measures: list[Measure], until: date) -> dict[int, Picture]:
    """The same for several, with what was read and decided by a day, by primary key: two queries."""
    return {
        row.pk: picture(row, readings, choices, named=False)
        for row, readings, choices in _with_readings(measures, until)
    }


def links_of(measure: Measure) -> list[ChartLink]:
    """Addresses that show this chart to whoever has them."""
    return list(measure.links.filter(ended_at=None).select_related("made_by").order_by("made_at"))


def _theirs(person: Person, found: Part | None) -> Part:
    if found is None or not _sees(person, found.measure):
        raise Http404
    return found


def visible(seen: Sight) -> Q:
    """Measures that may be seen, as a condition for lists."""
    mine = Q(organisation__in=seen.organisations) | Q(shown__organisation__in=seen.organisations)
    return mine | Q(everyone=True) if seen.memberships else mine


def measures_under(person: Person, place: Place, limit: int = 30) -> list[Measure]:
    """Measures of a place and below it that `person` may see, newest first."""
    rows = Measure.objects.filter(visible(sight(person)), place__path__startswith=place.path).distinct()
    return list(rows.select_related("place").order_by("-started_at", "-pk")[:limit])


def newest(measures: Iterable[Measure], limit: int = LONGEST, until: date = date.max) -> QuerySet[Reading]:
    rows = Reading.objects.filter(measure__in=list(measures), on__lte=until)
    return rows.order_by("-on", "-moment", "-pk")[:limit]


def readings_of(measure: Measure, limit: int = LONGEST) -> list[Reading]:
    """The last readings, oldest first."""
    return sorted(newest([measure], limit), key=_by_time)


def _by_time(reading: Reading) -> tuple[date, datetime]:
    return reading.on, moment_of(reading)


def all_readings(measure: Measure) -> QuerySet[Reading]:
    """Every reading, for taking away; read it in pieces."""
    return measure.readings.order_by("on", "moment", "pk")


def count_of(measure: Measure) -> int:
    return measure.readings.count()


def days_of(measure: Measure) -> list[date]:
    """The days that have a reading, oldest first."""
    return list(measure.readings.exclude(value=None).order_by("on").values_list("on", flat=True).distinct())


def sizes_of(measure: Measure) -> tuple[bool, bool]:
    """Whether any reading says what it is out of, and whether there are readings at all."""
    rows = measure.readings.exclude(value=None)
    return rows.filter(denominator__gt=0).exists(), rows.exists()


def keys_of(measure: Measure) -> set[Key]:
    return {(on, moment) for on, moment in measure.readings.values_list("on", "moment")}


def values_of(measure: Measure) -> dict[Key, Reading]:
    """What stands there already, to compare a load with."""
    return {(row.on, row.moment): row for row in measure.readings.all()}


def standing(measure: Measure, on: date, moment: datetime | None = None) -> Reading | None:
    """The reading that already stands on a day (or at a moment)."""
    return Reading.objects.filter(measure=measure, on=on, moment=moment).first()


def choices_of(measure: Measure) -> list[LimitsChoice]:
    """What stands about the limits, by day."""
    return list(measure.choices.filter(taken_back_at=None).select_related("person").order_by("on", "pk"))


def taken_back_of(measure: Measure, limit: int = 20) -> list[LimitsChoice]:
    """What was decided once and taken back, newest first."""
    rows = measure.choices.exclude(taken_back_at=None).select_related("person", "taken_back_by")
    return list(rows.order_by("-taken_back_at", "-pk")[:limit])


def loads_of(measure: Measure, limit: int = 5) -> list[Batch]:
    """The last loads that can still be taken back."""
    return list(measure.batches.filter(undone_at=None).select_related("person").order_by("-at", "-pk")[:limit])


def chart_of(measure: Measure, notes: Iterable[tuple[date, str]] = ()) -> Picture:
    """The whole chart with its sentence, icons and table: two queries. `notes` are flags, such as tests of a change."""
    return picture(measure, readings_of(measure), choices_of(measure), notes)


def small_chart(measure: Measure) -> SmallChart:
    """The last readings and the icon, for a card: two queries."""
    return small(measure, readings_of(measure), choices_of(measure))


def small_charts(measures: list[Measure]) -> dict[int, SmallChart]:
    """Small charts of several measures, by primary key: two queries."""
    return {row.pk: small(row, readings, choices) for row, readings, choices in _with_readings(measures)}


def built(measures: list[Measure]) -> dict[int, Chart]:
    """What the charts of several measures say, undrawn, by primary key: two queries."""
    return {row.pk: build(row, readings, choices) for row, readings, choices in _with_readings(measures)}


def side_by_side(measures: list[Measure]) -> list[Picture]:
    """Charts of several places on one scale and one time axis, beside or under each other: two queries."""
    return side_by_side_of(_with_readings(measures), one_time=True)


def chart_among(
    measure: Measure, others: list[Measure], notes: Iterable[tuple[date, str]] = ()
) -> tuple[Picture, list[Picture]]:
    """The whole chart of one, and then all of them on one scale, itself first: two queries."""
    loads = _with_readings([measure, *others])
    return picture(*loads[0], notes), side_by_side_of(loads)


def sheet_of(measures: list[Measure], caption: str) -> Markup:
    """A table of many measures with their icons: two queries."""
    return sheet(_with_readings(measures), caption)


def together(measures: list[Measure], notes: Iterable[tuple[date, str]] = ()) -> list[Picture]:
    """Charts of one piece of work on one time axis, outcome first: two queries."""
    order = list(Purpose)
    rows = sorted(measures, key=lambda row: order.index(Purpose(row.purpose)))
    return charts_together(_with_readings(rows), notes)


def _with_readings(
    measures: list[Measure], until: date = date.max
) -> list[tuple[Measure, list[Reading], list[LimitsChoice]]]:
    readings: dict[int, list[Reading]] = {row.pk: [] for row in measures}
    choices: dict[int, list[LimitsChoice]] = {row.pk: [] for row in measures}
    for reading in sorted(newest(measures, LONGEST * max(1, len(measures)), until), key=_by_time):
        readings[reading.measure_id].append(reading)
    standing_choices = LimitsChoice.objects.filter(
        measure__in=measures, taken_back_at=None, on__lte=until
    ).select_related("person")
    for choice in standing_choices.order_by("on", "pk"):
        choices[choice.measure_id].append(choice)
    return [(row, readings[row.pk][-LONGEST:], choices[row.pk]) for row in measures]


def latest_of(measure: Measure) -> Reading | None:
    return measure.readings.exclude(value=None).order_by("-on", "-moment", "-pk").first()
