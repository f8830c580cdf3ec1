"""Promise to clear something, move the date, keep it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from groundswell.enabling import kinds, rules
from groundswell.enabling.models import Commitment
from groundswell.events import actions as events
from groundswell.events.kinds import Part, Subject
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.ui.formats import day, london_day


@transaction.atomic
def commit(
    *,
    what: str,
    due_on: date,
    place: Place,
    subject: Subject,
    by: Person,
    at: datetime,
    tell: Iterable[Person] = (),
) -> Commitment:
    """Somebody with power promises to clear one named thing by a day."""
    commitment = Commitment.objects.create(
        what=what,
        person=by,
        place=place,
        organisation_id=place.organisation_id or place.pk,
        made_at=at,
        due_on=due_on,
        first_due_on=due_on,
    )
    events.record(
        kinds.COMMITMENT_MADE, subject=subject, place=place, at=at, by=by, tell=tell,
        facts={"what": what, "due": day(due_on)},
    )  # fmt: skip
    return commitment


@transaction.atomic
def keep(*, commitment: Commitment, subject: Subject, by: Person, at: datetime, tell: Iterable[Person] = ()) -> None:
    """The promised thing is cleared."""
    rules.may_keep(commitment, by).or_refuse()
    commitment.kept_at = at
    commitment.save(update_fields=["kept_at"])
    events.record(
        kinds.COMMITMENT_KEPT, subject=subject, place=commitment.place, at=at, by=by, tell=tell,
        credits=[(by, Part.ENABLER)], facts={"what": commitment.what},
    )  # fmt: skip


@transaction.atomic
def move(
    *, commitment: Commitment, to: date, reason: str, subject: Subject, by: Person, at: datetime,
    tell: Iterable[Person] = (),
) -> None:  # fmt: skip
    """A new date before the old one has passed, with the reason; both are shown."""
    rules.may_move(commitment, by, london_day(at), to).or_refuse()
    before, commitment.due_on, commitment.moved_reason = commitment.due_on, to, reason
    commitment.save(update_fields=["due_on", "moved_reason"])
    events.record(
        kinds.COMMITMENT_MOVED, subject=subject, place=commitment.place, at=at, by=by, tell=tell,
        facts={"what": commitment.what, "before": day(before), "due": day(to)},
    )  # fmt: skip
