"""Start a measure, add and correct readings, undo a load, redraw limits, and show a measure to others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.events import actions as events
from groundswell.events.kinds import Part
from groundswell.measures import kinds, queries, rules
from groundswell.measures.models import (
    Batch,
    ChartKind,
    ChartLink,
    LimitsChoice,
    Measure,
    MeasureShown,
    Purpose,
    Reading,
    Upload,
)
from groundswell.measures.parsing import Found
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place
from groundswell.ui.formats import count, day, london_day
from groundswell.ui.verdicts import no

What = LimitsChoice.What
AT_ONCE = 2_000
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
    _record(kinds.MEASURE_STARTED, measure, by, at)
    return measure


def count_the_same(*, measure: Measure, place: Place, by: Person, at: datetime) -> Measure:
    """Begin to count the same thing at another place, without readings."""
    return start_measure(
        name=measure.name, direction=measure.direction, interval=measure.interval, place=place, by=by, at=at,
        unit=measure.unit, target=measure.target, chart=measure.chart, purpose=measure.purpose,
    )  # fmt: skip


@transaction.atomic
def edit(*, measure: Measure, version: int, by: Person, at: datetime, **words: Any) -> bool:
    """Change what a measure says; false when somebody saved a newer version in between."""
    _may_change(measure, by)
    words = {name: value for name, value in words.items() if name in WORDS}
    if not Measure.objects.filter(pk=measure.pk, version=version).update(version=version + 1, **words):
        return False
    measure.refresh_from_db()
    events.retitle(room="measures", subject_id=measure.public_id, title=measure.name)
    _record(kinds.MEASURE_CHANGED, measure, by, at)
    return True


@transaction.atomic
def add_reading(
    *, measure: Measure, on: date, value: Decimal | None, by: Person, at: datetime, note: str = "",
    moment: datetime | None = None, denominator: Decimal | None = None,
) -> Reading:  # fmt: skip
    """One reading, or a gap when there is no value. A day has one reading; correct it instead of adding another."""
    _hold(measure)
    _may_change(measure, by)
    rules.may_add_on(on, london_day(at)).or_refuse()
    if queries.standing(measure, on, moment):
        no(_("There is already a reading for {day}. You can correct it.").format(day=day(on))).or_refuse()
    reading = Reading.objects.create(
        measure=measure, on=on, moment=moment, value=value, denominator=denominator, note=note, person=by, at=at
    )
    _added(measure, 1, by, at)
    return reading


@transaction.atomic
def add_readings(*, measure: Measure, found: Iterable[Found], by: Person, at: datetime) -> Batch | None:
    """A whole load, some thousand readings at a time, all or nothing. `found` may be a generator.

    What is already there is left as it is, so the same load twice adds nothing (None).
    """
    _hold(measure)
    _may_change(measure, by)
    there, today = queries.keys_of(measure), london_day(at)
    new = (each for each in found if each.key not in there)
    batch, number = None, 0
    while some := list(islice(new, AT_ONCE)):
        rules.may_add_on(max(each.on for each in some), today).or_refuse()
        batch = batch or Batch.objects.create(measure=measure, person=by, at=at)
        Reading.objects.bulk_create([_reading(each, measure, batch, by, at) for each in some], batch_size=500)
        number += len(some)
    if batch:
        batch.count = number
        batch.save(update_fields=["count"])
        _added(measure, number, by, at)
    return batch


def _reading(each: Found, measure: Measure, batch: Batch, by: Person, at: datetime) -> Reading:
    return Reading(
        measure=measure, on=each.on, moment=each.moment, value=each.value, denominator=each.denominator, note=each.note,
        batch=batch, person=by, at=at,
    )  # fmt: skip


@transaction.atomic
def undo(*, batch: Batch, by: Person, at: datetime) -> int:
    """Take back a whole load, also readings of it that were corrected since; how many went."""
    _may_change(batch.measure, by)
    if not Batch.objects.filter(pk=batch.pk, undone_at=None).update(undone_at=at, undone_by=by):
        no(_("This load was already taken back.")).or_refuse()
    gone = Reading.objects.filter(batch=batch).delete()[0]
    _record(kinds.READINGS_UNDONE, batch.measure, by, at, count=gone, readings=count(gone, "reading"))
    return gone


@transaction.atomic
def correct(
    *, reading: Reading, version: int, on: date, value: Decimal | None, note: str, by: Person, at: datetime,
    denominator: Decimal | None = None,
) -> bool:  # fmt: skip
    """Change a reading; false when somebody saved a newer version in between. The time of day stays, and so does the
    size it is out of unless another is given."""
    _hold(reading.measure)
    _may_change(reading.measure, by)
    rules.may_add_on(on, london_day(at)).or_refuse()
    moment = reading.moment if on == reading.on else None
    other = queries.standing(reading.measure, on, moment)
    if other and other.pk != reading.pk:
        no(_("There is already a reading for {day}.").format(day=day(on))).or_refuse()
    changed = Reading.objects.filter(pk=reading.pk, version=version).update(
        on=on, moment=moment, value=value, note=note, version=version + 1,
        denominator=reading.denominator if denominator is None else denominator,
    )  # fmt: skip
    if changed:
        _record(kinds.READING_CORRECTED, reading.measure, by, at, day=day(on))
    return bool(changed)


@transaction.atomic
def remove(*, reading: Reading, by: Person, at: datetime) -> None:
    """Take one reading away that should not be there."""
    _may_change(reading.measure, by)
    reading.delete()
    _record(kinds.READINGS_UNDONE, reading.measure, by, at, count=1, readings=count(1, "reading"))


@transaction.atomic
def rebase(*, measure: Measure, on: date, reason: str, by: Person, at: datetime) -> LimitsChoice:
    """From this day the limits are worked out anew, because somebody says why."""
    standing = _choices(measure, by)
    rules.may_rebase(on, queries.days_of(measure), _days(standing, What.REBASE)).or_refuse()
    made = _choose(measure, What.REBASE, on, reason, by, at)
    _record(kinds.REBASED, measure, by, at, day=day(on))
    return made


@transaction.atomic
def set_aside(*, measure: Measure, on: date, reason: str, by: Person, at: datetime) -> LimitsChoice:
    """The reading of a day is shown and left out of limits and rules, because somebody says why."""
    standing = _choices(measure, by)
    rules.may_set_aside(on, queries.days_of(measure), _days(standing, What.SET_ASIDE)).or_refuse()
    made = _choose(measure, What.SET_ASIDE, on, reason, by, at)
    _record(kinds.SET_ASIDE, measure, by, at, day=day(on))
    return made


@transaction.atomic
def fix_limits(*, measure: Measure, on: date, until: date, reason: str, by: Person, at: datetime) -> LimitsChoice:
    """The limits are made from the readings of a stretch of days, because somebody says why."""
    standing = _choices(measure, by)
    fixed = bool(_days(standing, What.BASELINE))
    rules.may_fix(on, until, queries.days_of(measure), _days(standing, What.REBASE), fixed).or_refuse()
    made = _choose(measure, What.BASELINE, on, reason, by, at, until=until)
    _record(kinds.LIMITS_FIXED, measure, by, at, first=day(on), last=day(until))
    return made


def _choices(measure: Measure, by: Person) -> list[LimitsChoice]:
    """What stands, once nobody else can decide at the same time."""
    _hold(measure)
    _may_change(measure, by)
    return queries.choices_of(measure)


def _days(standing: list[LimitsChoice], what: str) -> list[date]:
    return [row.on for row in standing if row.what == what]


def _choose(
    measure: Measure, what: str, on: date, reason: str, by: Person, at: datetime, until: date | None = None
) -> LimitsChoice:
    return LimitsChoice.objects.create(measure=measure, what=what, on=on, until=until, reason=reason, person=by, at=at)


@transaction.atomic
def take_choice_back(*, choice: LimitsChoice, by: Person, at: datetime) -> None:
    """The limits are as before it was decided; that it was decided stays in the history."""
    _may_change(choice.measure, by)
    left = LimitsChoice.objects.filter(pk=choice.pk, taken_back_at=None)
    if left.update(taken_back_at=at, taken_back_by=by):
        _record(
            kinds.CHOICE_TAKEN_BACK,
            choice.measure,
            by,
            at,
            what=str(choice.get_what_display()).lower(),
            day=day(choice.on),
        )


@transaction.atomic
def draw_as(*, measure: Measure, chart: str, by: Person, at: datetime) -> None:
    """Another kind of chart for the same readings."""
    _hold(measure)
    _may_change(measure, by)
    rules.may_be_drawn_as(chart, *queries.sizes_of(measure)).or_refuse()
    Measure.objects.filter(pk=measure.pk).update(chart=chart)
    _record(kinds.DRAWN_AS, measure, by, at, chart=str(ChartKind(chart).label))


@transaction.atomic
def make_link(*, measure: Measure, by: Person, at: datetime) -> ChartLink:
    """An address that shows the chart to whoever has it."""
    _may_change(measure, by)
    link = ChartLink.objects.create(measure=measure, made_by=by, made_at=at)
    _record(kinds.LINK_MADE, measure, by, at)
    return link


@transaction.atomic
def end_link(*, link: ChartLink, by: Person, at: datetime) -> None:
    """The address shows nothing any more."""
    _may_change(link.measure, by)
    rules.may_end(link).or_refuse()
    link.ended_at = at
    link.save(update_fields=["ended_at"])
    _record(kinds.LINK_ENDED, link.measure, by, at)


def show_to(*, measure: Measure, organisation: Place, may_add: bool = False) -> None:
    """Another organisation sees the measure from now on; a room above calls this when a change spans both."""
    if organisation.pk == measure.organisation_id:
        return
    row, _fresh = MeasureShown.objects.get_or_create(measure=measure, organisation=organisation)
    if may_add and not row.may_add:
        MeasureShown.objects.filter(pk=row.pk).update(may_add=True)


def show_to_everyone(*, measure: Measure, yes: bool = True) -> None:
    """A story that everyone may read shows this measure, or (`yes=False`) no longer does."""
    Measure.objects.filter(pk=measure.pk).update(everyone=yes)


def belongs_to(*, measure: Measure, title: str, address: str) -> None:
    """The room above leaves the way back to the work this measure is for."""
    Measure.objects.filter(pk=measure.pk).update(work_title=title[:200], work_address=address)


def forget(*, person: Person, at: datetime) -> None:
    """What they pasted or uploaded and nobody else saw goes; readings stay, by a colleague."""
    Upload.objects.filter(person=person).delete()


def export(*, person: Person) -> dict[str, Any]:
    """What a person pasted or uploaded that is still kept: when, for which measure, under which name."""
    kept = Upload.objects.filter(person=person).select_related("measure").order_by("at")
    return {"uploads": [{"measure": str(row.measure), "at": row.at.isoformat(), "file": row.name} for row in kept]}


def _hold(measure: Measure) -> None:
    """One at a time, so that two loads of the same file cannot both find nothing there."""
    Measure.objects.select_for_update().get(pk=measure.pk)


def _may_change(measure: Measure, by: Person) -> None:
    rules.may_change(measure, sight(by), queries.shown_of(measure)).or_refuse()


def _added(measure: Measure, number: int, by: Person, at: datetime) -> None:
    credits = [(by, Part.TASK_DOER)]
    _record(kinds.READINGS_ADDED, measure, by, at, credits, count=number, readings=count(number, "reading"))


def _record(
    kind: kinds.Kind,
    measure: Measure,
    by: Person,
    at: datetime,
    credits: Iterable[tuple[Person, Part]] = (),
    **facts: Any,
) -> None:
    events.record(kind, subject=measure.subject, place=measure.place, at=at, by=by, credits=credits, facts=facts)
