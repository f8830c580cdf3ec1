"""Count for the map: what is new every night, and when a month is over what it came to."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from importlib.util import find_spec

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from groundswell.events import queries as events
from groundswell.insight import counted
from groundswell.insight.models import Counted, Mark
from groundswell.insight.months import before, end_of_month
from groundswell.insight.queries import tally as queries
from groundswell.insight.queries.tally import Numbers, facts_between, places_now, taken_on
from groundswell.insight.tally.count import count_all
from groundswell.insight.tally.keep import Count, fold, rebuild
from groundswell.insight.tally.own import Own
from groundswell.ui.formats import london_day

ONLY = 1  # there is one mark
BATCH = 5_000
MANY = 1_000_000  # events: what the database itself counts within seconds


@transaction.atomic
def count_up_to(at: datetime) -> int:
    """Bring the counts up to yesterday's end. How many organisations were counted anew; 0 on the second call of a day.

    A month that is over is kept as it stands, and the next is begun with other numbers for everybody. The first time the month
    before is counted as well, so that there is something to look at.
    """
    today = london_day(at)
    # Of two ticks at the same moment the second waits here for the first, and then finds that it was done.
    mark, is_first = Mark.objects.select_for_update().get_or_create(
        pk=ONLY, defaults={"month": before(today), "looked_on": today}
    )
    if is_first:
        _begin(mark, today)
    elif mark.looked_on >= today:
        return 0
    else:
        _fold(mark, today)
    while mark.month < today:
        keep_month(mark.month)
        mark.month = end_of_month(mark.month + timedelta(days=1))
        _begin(mark, today)
    return queries.organisations_counted()


def _begin(mark: Mark, today: date) -> None:
    """Everything from nothing."""
    mark.looked_on, mark.event, mark.secret = today, events.newest(), secrets.token_hex(16)
    numbers, engine = Numbers(mark.secret), Own()
    rebuild(
        engine, mark.month.toordinal(), places_now(mark.month, numbers), facts_between(0, mark.event, numbers),
        taken_on(0, mark.event, numbers), how_to_count(mark.event),
    )  # fmt: skip
    engine.close()
    mark.save()


def how_to_count(events_so_far: int) -> Count:
    """In the database, or beside it with DuckDB: as `MAP_ENGINE` says, and where that is `auto` by how much there is.

    Raises ImproperlyConfigured where DuckDB is asked for and not installed.
    """
    wanted, is_there = settings.MAP_ENGINE, find_spec("duckdb") is not None
    if wanted == "duckdb" and not is_there:
        raise ImproperlyConfigured("GROUNDSWELL_MAP_ENGINE is duckdb, and the extra `map` is not installed.")
    if wanted == "database" or not is_there or (wanted == "auto" and events_so_far < MANY):
        return count_all
    from groundswell.insight.tally.duck import count_beside

    return count_beside


def _fold(mark: Mark, today: date) -> None:
    newest, numbers, engine = events.newest(), Numbers(mark.secret), Own()
    fold(
        engine, mark.month.toordinal(), places_now(mark.month, numbers), facts_between(mark.event, newest, numbers), mark.event,
        taken_on(mark.event, newest, numbers),
    )  # fmt: skip
    engine.close()
    mark.event, mark.looked_on = newest, today
    mark.save()


def keep_month(month: date) -> None:
    """What was counted for each unit, from now on as it is."""
    made = (
        Counted(unit=unit, month=month, figures=figures)
        for unit, figures in counted.of_units(queries.cells_of_units, queries.tree())
    )
    Counted.objects.bulk_create(made, batch_size=BATCH, ignore_conflicts=True)
