"""Look at whether it will last; say how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from groundswell.changes import kinds, queries, rules
from groundswell.changes.actions.moving import hold, record
from groundswell.changes.lasting import ANSWERS, UNKNOWN, said
from groundswell.changes.models import Change, Factor, LastingCheck, ProgressSaid
from groundswell.people.models import Person


@transaction.atomic
def check_lasting(*, change: Change, answers: Mapping[str, str], by: Person, at: datetime) -> LastingCheck:
    """Ten answers as they are today; the ones of before stay beside them."""
    hold(change)
    rules.may_take_part(change, by, queries.seats_of(change), queries.team_ids(change)).or_refuse()
    known = {answer for answer, _label in ANSWERS}
    kept = {factor.value: given if (given := answers.get(factor, "")) in known else UNKNOWN for factor in Factor}
    row = LastingCheck.objects.create(change=change, answers=kept, by=by, at=at)
    record(kinds.LASTING_CHECKED, change, at=at, by=by)
    return row


@transaction.atomic
def say_progress(*, change: Change, tenths: int, why: str, by: Person, at: datetime) -> ProgressSaid:
    """The pair sees it differently from what is derived, and says why."""
    hold(change)
    rules.may_edit(change, by, queries.seats_of(change)).or_refuse()
    row = ProgressSaid.objects.create(change=change, tenths=tenths, why=why, by=by, at=at)
    record(kinds.PROGRESS_SAID, change, at=at, by=by, facts={"score": said(tenths)})
    return row
