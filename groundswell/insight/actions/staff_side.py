"""Say that staff side agreed to the network inside teams, or that it does not any more. From the next count on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from groundswell.enabling.queries import may_say_figures
from groundswell.events import actions as events
from groundswell.events.kinds import Subject
from groundswell.insight import kinds
from groundswell.insight.models import StaffSide
from groundswell.places.models import Place


@transaction.atomic
def agree(*, home: Place, with_whom: str, on: date, by: Any, at: datetime) -> None:
    """`on`: the day of the agreement. Raises Refused for whoever may not say figures of the organisation."""
    may_say_figures(by, home).or_refuse()
    StaffSide.objects.update_or_create(place=home, defaults={"with_whom": with_whom, "agreed_on": on})
    _record(kinds.STAFF_SIDE_AGREED, home, by, at)


@transaction.atomic
def take_back(*, home: Place, by: Any, at: datetime) -> None:
    may_say_figures(by, home).or_refuse()
    if StaffSide.objects.filter(place=home).delete()[0]:
        _record(kinds.STAFF_SIDE_ENDED, home, by, at)


def _record(kind: Any, home: Place, by: Any, at: datetime) -> None:
    subject = Subject("staff_side", home.key, str(home), reverse("insight:staff_side", args=[home.key]))
    events.record(kind, subject=subject, place=home, at=at, by=by, facts={"where": str(home)})
