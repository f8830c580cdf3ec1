"""Say what came of a change, and check it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from groundswell.benefits import kinds, rules
from groundswell.benefits.models import Benefit, Check, Class, State
from groundswell.events import actions as events
from groundswell.events.kinds import Kind, Part, Subject
from groundswell.measures.models import Measure
from groundswell.people.models import Person
from groundswell.people.queries import holders, sight
from groundswell.places.models import Place


@transaction.atomic
def claim(
    *, kind: str, words: str, basis: str, place: Place, work: Subject, by: Person, at: datetime, amount: Decimal | None = None,
    unit: str = "", recurrence: str = "", staff_group: str = "", source: str = "", measure: Measure | None = None,
    tell: Iterable[Person] = (),
) -> Benefit:  # fmt: skip
    """Claim what came of `work`. The line of time of the work says so; whoever checks this class is asked, or told."""
    rules.may_claim(sight(by), place).or_refuse()
    benefit = Benefit.objects.create(
        kind=kind, words=words, basis=basis, place=place, organisation_id=place.organisation_id or place.pk, amount=amount,
        unit=unit if amount is not None else "", recurrence=recurrence if amount is not None else "", staff_group=staff_group,
        source=source, measure=measure, work_room=work.room, work_id=work.id,
        work_title=work.title[:200], work_address=work.address, claimed_by=by, claimed_at=at,
    )  # fmt: skip
    _say(kinds.BENEFIT_CLAIMED, benefit, work, by, at, tell=tell, what=benefit.headline)
    for kind_of_event, roles in ((kinds.BENEFIT_ASKED, rules.CHECKED_BY), (kinds.BENEFIT_TOLD, rules.TOLD)):
        if role := roles.get(Class(kind)):
            _say(kind_of_event, benefit, benefit.subject, by, at, tell=holders(role, place, at), what=benefit.headline)
    return benefit


def _say(kind: Kind, benefit: Benefit, about: Subject, by: Person, at: datetime, *, tell: Iterable[Person | None] = (),
         credits: Iterable[tuple[Person, Part]] = (), **facts: str) -> None:  # fmt: skip
    events.record(kind, subject=about, place=benefit.place, at=at, by=by, tell=tell, credits=credits, facts=facts)


@transaction.atomic
def check(
    *, benefit: Benefit, by: Person, at: datetime, amount: Decimal | None = None, reason: str = "",
    co_lead: bool = False, tell: Iterable[Person] = (),
) -> Check:  # fmt: skip
    """Confirm a claim; with another `amount` and the reason, correct it. `co_lead`: the room above knows that `by` is one."""
    benefit = Benefit.objects.select_for_update(of=("self",)).select_related("place", "claimed_by").get(pk=benefit.pk)
    rules.may_check(benefit, by, sight(by), co_lead=co_lead).or_refuse()
    before, was = benefit.amount, benefit.size
    benefit.state = rules.CHECKED_STATE.get(Class(benefit.kind), State.BY_CO_LEAD)
    benefit.amount = before if amount is None or before is None else amount
    benefit.save(update_fields=["state", "amount"])
    made = Check.objects.create(
        benefit=benefit, person=by, at=at, state=benefit.state, before=before, after=benefit.amount, reason=reason
    )
    kind = kinds.BENEFIT_CORRECTED if made.is_correction else kinds.BENEFIT_CONFIRMED
    facts = {"what": benefit.headline} | ({"before": was} if made.is_correction else {})
    _say(kind, benefit, benefit.work, by, at, tell=[benefit.claimed_by, *tell], credits=[(by, Part.DECIDER)], **facts)
    return made


@transaction.atomic
def take_back(*, benefit: Benefit, by: Person, at: datetime) -> None:
    """Whoever claimed it says that it is not so. It counts nowhere any more; the line of time keeps that it was said."""
    rules.may_take_back(benefit, by).or_refuse()
    benefit.taken_back_at = at
    benefit.save(update_fields=["taken_back_at"])
    _say(kinds.BENEFIT_TAKEN_BACK, benefit, benefit.work, by, at, what=benefit.headline)


def belongs_to(*, work: Subject) -> None:
    """The work has another title."""
    Benefit.objects.filter(work_room=work.room, work_id=work.id).update(work_title=work.title[:200])


def export(*, person: Person) -> dict[str, Any]:
    """Everything this room keeps of what a person claimed and checked, for that person."""
    return {
        "claimed": [
            {"at": row.claimed_at, "what": row.headline, "words": row.words, "in": row.work_title, "state": row.get_state_display()}
            for row in Benefit.objects.filter(claimed_by=person).order_by("claimed_at", "pk")
        ],
        "checked": [
            {"at": row.at, "what": row.benefit.headline, "reason": row.reason}
            for row in Check.objects.filter(person=person).select_related("benefit").order_by("at", "pk")
        ],
    }  # fmt: skip
