"""Count for the map: what is new every night, and when a month is over what it came to."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta

from django.db import transaction

from groundswell.events import queries as events
from groundswell.insight import counted
from groundswell.insight.models import Counted, Mark
from groundswell.insight.months import before, end_of_month
from groundswell.insight.queries import tally as queries
from groundswell.insight.queries.tally import Numbers, facts_between, places_now, taken_on
from groundswell.insight.tally.keep import fold, rebuild
from groundswell.insight.tally.own import Own
from groundswell.ui.formats import london_day

BATCH = 5_000


@transaction.atomic
def count_up_to(at: datetime) -> int:
    """Bring the counts up to yesterday's end. How many organisations were counted anew; 0 on the second call of a day.

    A month that is over is kept as it stands, and the next is begun with other numbers for everybody. The first time the month
    before is counted as well, so that there is something to look at.
    """
    today, mark = london_day(at), Mark.objects.select_for_update().first()
    if mark is None:
        mark = _begin(before(today), today)
    elif mark.looked_on >= today:
        return 0
    else:
        _fold(mark, today)
    while mark.month < today:
        keep_month(mark.month)
        mark = _begin(end_of_month(mark.month + timedelta(days=1)), today)
    return queries.organisations_counted()


def _begin(month: date, today: date) -> Mark:
    """Everything from nothing."""
    Mark.objects.all().delete()
    mark = Mark(month=month, looked_on=today, event=events.newest(), secret=secrets.token_hex(16))
    numbers = Numbers(mark.secret)
    engine = Own()
    facts = (fact for block in facts_between(0, mark.event, numbers) for fact in block)
    rebuild(engine, month.toordinal(), places_now(month, numbers), facts, taken_on(0, mark.event, numbers))
    engine.close()
    mark.save()
    return mark


def _fold(mark: Mark, today: date) -> None:
    newest, numbers, engine = events.newest(), Numbers(mark.secret), Own()
    facts = (fact for block in facts_between(mark.event, newest, numbers) for fact in block)
    fold(
        engine, mark.month.toordinal(), places_now(mark.month, numbers), facts, mark.event,
        taken_on(mark.event, newest, numbers),
    )  # fmt: skip
    engine.close()
    mark.event, mark.looked_on = newest, today
    mark.save()


def keep_month(month: date) -> None:
    """What was counted for each unit, from now on as it is."""
    made = (
        Counted(unit=unit, month=month, figures=figures)
        for unit, figures in counted.of_units(queries.cells_of_units(), queries.tree())
    )
    Counted.objects.bulk_create(made, batch_size=BATCH, ignore_conflicts=True)
