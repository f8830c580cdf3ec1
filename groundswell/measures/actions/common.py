"""What the verbs of this room share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from groundswell.events import actions as events
from groundswell.events.kinds import Part
from groundswell.measures import kinds, queries, rules
from groundswell.measures.models import Measure
from groundswell.people.models import Person
from groundswell.people.queries import sight


def hold(measure: Measure) -> None:
    """One at a time, so that two loads of the same file cannot both find nothing there."""
    Measure.objects.select_for_update().get(pk=measure.pk)


def may_change(measure: Measure, by: Person) -> None:
    rules.may_change(measure, sight(by), queries.shown_of(measure)).or_refuse()


def may_add(measure: Measure, by: Person) -> None:
    queries.may_add(by, measure).or_refuse()


def record(
    kind: kinds.Kind,
    measure: Measure,
    by: Person,
    at: datetime,
    credits: Iterable[tuple[Person, Part]] = (),
    **facts: Any,
) -> None:
    events.record(kind, subject=measure.subject, place=measure.place, at=at, by=by, credits=credits, facts=facts)
