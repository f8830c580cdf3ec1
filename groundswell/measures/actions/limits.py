"""What people decide about limits, with the reason; each can be taken back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from groundswell.measures import kinds, queries, rules
from groundswell.measures.actions.common import hold, may_change, record
from groundswell.measures.models import LimitsChoice, Measure
from groundswell.people.models import Person
from groundswell.ui.formats import day

What = LimitsChoice.What


@transaction.atomic
def rebase(*, measure: Measure, on: date, reason: str, by: Person, at: datetime) -> LimitsChoice:
    """From this day the limits are worked out anew, because somebody says why."""
    standing = _choices(measure, by)
    rules.may_rebase(on, queries.days_of(measure), _days(standing, What.REBASE)).or_refuse()
    made = _choose(measure, What.REBASE, on, reason, by, at)
    record(kinds.REBASED, measure, by, at, day=day(on))
    return made


@transaction.atomic
def set_aside(*, measure: Measure, on: date, reason: str, by: Person, at: datetime) -> LimitsChoice:
    """The reading of a day is shown and left out of limits and rules, because somebody says why."""
    standing = _choices(measure, by)
    rules.may_set_aside(on, queries.days_of(measure), _days(standing, What.SET_ASIDE)).or_refuse()
    made = _choose(measure, What.SET_ASIDE, on, reason, by, at)
    record(kinds.SET_ASIDE, measure, by, at, day=day(on))
    return made


@transaction.atomic
def fix_limits(*, measure: Measure, on: date, until: date, reason: str, by: Person, at: datetime) -> LimitsChoice:
    """The limits are made from the readings of a stretch of days, because somebody says why."""
    standing = _choices(measure, by)
    fixed = bool(_days(standing, What.BASELINE))
    rules.may_fix(on, until, queries.days_of(measure), _days(standing, What.REBASE), fixed).or_refuse()
    made = _choose(measure, What.BASELINE, on, reason, by, at, until=until)
    record(kinds.LIMITS_FIXED, measure, by, at, first=day(on), last=day(until))
    return made


def _choices(measure: Measure, by: Person) -> list[LimitsChoice]:
    """What stands, once nobody else can decide at the same time."""
    hold(measure)
    may_change(measure, by)
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
    may_change(choice.measure, by)
    left = LimitsChoice.objects.filter(pk=choice.pk, taken_back_at=None)
    if left.update(taken_back_at=at, taken_back_by=by):
        record(
            kinds.CHOICE_TAKEN_BACK,
            choice.measure,
            by,
            at,
            what=str(choice.get_what_display()).lower(),
            day=day(choice.on),
        )
