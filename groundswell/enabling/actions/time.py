"""Protected time: the team types what it used, a dated line at a time."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from groundswell.enabling import queries, rules
from groundswell.enabling.actions.asks import team_ids
from groundswell.enabling.actions.holding import hold
from groundswell.enabling.models import Ask, HoursUsed
from groundswell.people.models import Person
from groundswell.ui.formats import london_day
from groundswell.ui.verdicts import first_no


@transaction.atomic
def use_hours(*, ask: Ask, on: date, hours: Decimal, by: Person, at: datetime) -> HoursUsed:
    hold(ask)
    first_no(
        rules.may_use(ask, by, team_ids(ask)),
        rules.may_use_on(on, london_day(at)),
        rules.day_fits(queries.hours_on(ask, by, on), hours),
    ).or_refuse()
    row = HoursUsed.objects.create(ask=ask, on=on, hours=hours, person=by, at=at)
    _count(ask, hours)
    return row


@transaction.atomic
def strike_hours(*, line: HoursUsed, by: Person) -> None:
    """Typed by mistake: the line goes."""
    rules.may_strike(line, by).or_refuse()
    ask = line.ask
    hold(ask)
    if HoursUsed.objects.filter(pk=line.pk).delete()[0]:
        _count(ask, -line.hours)


def _count(ask: Ask, hours: Decimal) -> None:
    ask.hours_used += hours
    ask.save(update_fields=["hours_used"])
