"""Readings: one or many at once, corrected, taken away, a whole load undone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.events.kinds import Part
from groundswell.measures import kinds, queries, rules
from groundswell.measures.actions.common import hold, may_add, record
from groundswell.measures.models import Batch, Measure, Reading
from groundswell.measures.parsing import Found
from groundswell.people.models import Person
from groundswell.ui.formats import count, day, london_day
from groundswell.ui.verdicts import no

AT_ONCE = 2_000


@transaction.atomic
def add_reading(
    *, measure: Measure, on: date, value: Decimal | None, by: Person, at: datetime, note: str = "",
    moment: datetime | None = None, denominator: Decimal | None = None,
) -> Reading:  # fmt: skip
    """One reading, or a gap when there is no value. A day has one reading; correct it instead of adding another."""
    hold(measure)
    may_add(measure, by)
    rules.may_add_on(on, london_day(at)).or_refuse()
    if queries.standing(measure, on, moment):
        no(_("There is already a reading for {day}. You can correct it.").format(day=day(on))).or_refuse()
    reading = Reading.objects.create(
        measure=measure, on=on, moment=moment, value=value, denominator=denominator, note=note, person=by, at=at
    )
    added(measure, 1, by, at)
    return reading


@transaction.atomic
def add_readings(*, measure: Measure, found: Iterable[Found], by: Person, at: datetime) -> Batch | None:
    """A whole load, some thousand readings at a time, all or nothing. `found` may be a generator.

    What is already there is left as it is, so the same load twice adds nothing (None).
    """
    hold(measure)
    may_add(measure, by)
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
        added(measure, number, by, at)
    return batch


def _reading(each: Found, measure: Measure, batch: Batch, by: Person, at: datetime) -> Reading:
    return Reading(
        measure=measure, on=each.on, moment=each.moment, value=each.value, denominator=each.denominator, note=each.note,
        batch=batch, person=by, at=at,
    )  # fmt: skip


@transaction.atomic
def undo(*, batch: Batch, by: Person, at: datetime) -> int:
    """Take back a whole load, also readings of it that were corrected since; how many went."""
    may_add(batch.measure, by)
    if not Batch.objects.filter(pk=batch.pk, undone_at=None).update(undone_at=at, undone_by=by):
        no(_("This load was already taken back.")).or_refuse()
    gone = Reading.objects.filter(batch=batch).delete()[0]
    record(kinds.READINGS_UNDONE, batch.measure, by, at, count=gone, readings=count(gone, "reading"))
    return gone


@transaction.atomic
def correct(
    *, reading: Reading, version: int, on: date, value: Decimal | None, note: str, by: Person, at: datetime,
    denominator: Decimal | None = None,
) -> bool:  # fmt: skip
    """Change a reading; false when somebody saved a newer version in between. The time of day stays, and so does the
    size it is out of unless another is given."""
    hold(reading.measure)
    may_add(reading.measure, by)
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
        record(kinds.READING_CORRECTED, reading.measure, by, at, day=day(on))
    return bool(changed)


@transaction.atomic
def remove(*, reading: Reading, by: Person, at: datetime) -> None:
    """Take one reading away that should not be there."""
    may_add(reading.measure, by)
    reading.delete()
    record(kinds.READINGS_UNDONE, reading.measure, by, at, count=1, readings=count(1, "reading"))


def added(measure: Measure, number: int, by: Person, at: datetime) -> None:
    credits = [(by, Part.TASK_DOER)]
    record(kinds.READINGS_ADDED, measure, by, at, credits, count=number, readings=count(number, "reading"))
