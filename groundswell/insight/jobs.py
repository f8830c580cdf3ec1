"""What the tick runs."""

from __future__ import annotations

from datetime import datetime

from groundswell.insight import actions, queries
from groundswell.insight.months import before
from groundswell.ui.formats import london_day


def due(at: datetime) -> int:
    """Once a day what is new is counted for the map; the pulse of quarters that are over; then one month of one organisation.

    How many organisations and places. Safe to run twice: figures that are there stay as they are.
    """
    return _pulse(at) + actions.count_up_to(at) + _one_month(at)


def _pulse(at: datetime) -> int:
    """Once a quarter is over its secret and tokens go first, whatever happens after; then its results are made, once."""
    on = london_day(at)
    if queries.has_old_key(on):
        actions.close_quarters(on=on)
    return sum(actions.make_pulse_results(home=home, quarter=quarter) for home, quarter in queries.quarters_to_make(on))


def _one_month(at: datetime) -> int:
    """The figures of one organisation for one month that is over; the next tick makes the next. How many places it made.

    When nothing is missing the month is done and nobody looks again.
    """
    last = before(london_day(at))
    if queries.is_finished(last):
        return 0
    wanted = queries.missing(last)
    if not wanted:
        actions.finish_round(month=last, at=at)
        return 0
    number, month = wanted[0]
    return actions.make_snapshots(home=queries.place_by_id(number), month=month, at=at)
