"""Offer, change, close; step in, answer, take back, remind. Each asks its rule first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from groundswell.changes import queries as changes
from groundswell.changes.models import Change
from groundswell.events import actions as events
from groundswell.events.kinds import Part
from groundswell.growth import kinds, queries, rules
from groundswell.growth.models import Answer, Opportunity, StepIn
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place
from groundswell.post.actions import enqueue
from groundswell.ui.formats import london_day

FOLLOW = "growth.follow"


@transaction.atomic
def offer(*, place: Place, by: Person, at: datetime, change: Change | None = None, **fields: Any) -> Opportunity:
    """A place offers a role, or the pair of a change something for it."""
    if change is None:
        rules.may_offer(sight(by), place).or_refuse()
    else:
        seats = changes.seats_of(change)
        rules.may_offer_for_change(fields.get("kind", ""), in_a_seat=seats.holds(by)).or_refuse()
    made = Opportunity.objects.create(
        place=place, organisation_id=place.organisation_id or place.pk, system=queries.system_of(place), change=change,
        offered_by=by, offered_at=at, changed_at=at, **fields,
    )  # fmt: skip
    events.record(kinds.OPPORTUNITY_OFFERED, subject=made.subject, place=place, at=at, by=by)
    enqueue(key=f"follow-{made.public_id}", kind=FOLLOW, data={"offer": made.public_id}, at=at)
    return made


@transaction.atomic
def change_offer(*, offer: Opportunity, version: int, by: Person, at: datetime, **fields: Any) -> bool:
    """Change the words; false when a newer version was saved in between."""
    queries.may_keep(offer, by).or_refuse()
    changed = Opportunity.objects.filter(pk=offer.pk, version=version).update(
        version=version + 1, changed_at=at, **fields
    )
    offer.refresh_from_db()
    if not changed:
        return False
    events.retitle(room="growth", subject_id=offer.public_id, title=offer.title)
    events.record(kinds.OPPORTUNITY_CHANGED, subject=offer.subject, place=offer.place, at=at, by=by)
    return True


@transaction.atomic
def close(*, offer: Opportunity, because: str, by: Person, at: datetime) -> None:
    """Nobody can step in any more. Whoever waits is told, with the reason on the page."""
    offer = Opportunity.objects.select_for_update(of=("self",)).select_related("place").get(pk=offer.pk)
    queries.may_keep(offer, by).or_refuse()
    offer.closed_at, offer.closed_because = at, because
    offer.save(update_fields=["closed_at", "closed_because"])
    waiting = [step.person for step in queries.steps_of(offer) if step.waits]
    events.record(kinds.OPPORTUNITY_CLOSED, subject=offer.subject, place=offer.place, at=at, by=by, tell=waiting)


@transaction.atomic
def step_in(*, offer: Opportunity, why: str, by: Person, at: datetime) -> StepIn:
    """Somebody would like to do it. Told to whoever answers; on no line of time of a place."""
    Opportunity.objects.select_for_update().get(pk=offer.pk)
    offer.refresh_from_db(fields=["closed_at", "apply_by"])
    rules.may_step_in(offer, by, queries.steps_by(by, offer), london_day(at)).or_refuse()
    step = StepIn.objects.create(opportunity=offer, person=by, why=why, at=at)
    events.record(
        kinds.STEPPED_IN, subject=offer.subject, place=None, at=at, by=by, asked=queries.who_answers(offer, at)
    )
    return step


@transaction.atomic
def answer(
    *, step: StepIn, answer: str, words: str, by: Person, at: datetime, would_be_yes: str = ""
) -> None:  # fmt: skip
    """Yes, or not now with the reason and what would make it a yes. A yes is an event with the credit of both."""
    held = StepIn.objects.select_for_update(of=("self",)).select_related("opportunity", "person").get(pk=step.pk)
    rules.may_answer(held, by, asked=queries.answers(held.opportunity, by, london_day(at))).or_refuse()
    held.answer, held.words, held.would_be_yes, held.answered_by, held.answered_at = answer, words, would_be_yes, by, at
    held.save(update_fields=["answer", "words", "would_be_yes", "answered_by", "answered_at"])
    offer = held.opportunity
    if answer == Answer.YES:
        offered = offer.offered_by or by
        events.record(
            kinds.STEP_TAKEN, subject=offer.subject, place=offer.place, at=at, by=by, tell=[held.person],
            credits=[(held.person, Part.JOINER), (offered, Part.ENABLER)], facts={"name": held.person.called},
        )  # fmt: skip
    else:
        events.record(kinds.STEP_NOT_NOW, subject=offer.subject, place=None, at=at, by=by, tell=[held.person])


@transaction.atomic
def withdraw(*, step: StepIn, by: Person, at: datetime) -> None:
    """Taken back before there was an answer. Whoever was to answer is told, without a name."""
    held = StepIn.objects.select_for_update(of=("self",)).select_related("opportunity").get(pk=step.pk)
    rules.may_withdraw(held, by).or_refuse()
    held.withdrawn_at = at
    held.save(update_fields=["withdrawn_at"])
    offer = held.opportunity
    told = queries.who_answers(offer, at)
    events.record(kinds.STEP_WITHDRAWN, subject=offer.subject, place=None, at=at, tell=told)


@transaction.atomic
def remind(*, step: StepIn, at: datetime) -> bool:
    """Once, after five working days: whoever answers now, which is their cover while they are away."""
    held = StepIn.objects.select_for_update(of=("self",)).select_related("opportunity").get(pk=step.pk)
    if held.reminded_at or not held.waits or held.opportunity.closed_at:
        return False
    held.reminded_at = at
    held.save(update_fields=["reminded_at"])
    asked = queries.who_answers(held.opportunity, at)
    events.record(kinds.STEP_IN_WAITS, subject=held.opportunity.subject, place=None, at=at, asked=asked)
    return True
