"""What came of a change: said by those who did it, confirmed by a co-lead."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from groundswell.benefits import actions as benefits
from groundswell.benefits.models import Benefit
from groundswell.changes import queries, rules
from groundswell.changes.models import Change
from groundswell.people.models import Person
from groundswell.places.models import Place


@transaction.atomic
def claim_benefit(*, change: Change, place: Place, by: Person, at: datetime, **said: Any) -> Benefit:
    """Say what came of it at one of its places. The owners of the ideas are told first, then the pair."""
    seats = queries.seats_of(change)
    rules.may_claim(change, by, seats, queries.team_ids(change)).or_refuse()
    tell = [*queries.owners(change), *seats.people]
    return benefits.claim(place=place, work=change.subject, by=by, at=at, tell=tell, **said)


@transaction.atomic
def confirm_benefit(*, change: Change, benefit: Benefit, by: Person, at: datetime) -> None:
    """A co-lead confirms what another said. Classes that finance or patient safety confirm are refused below."""
    co_lead = rules.may_confirm(by, queries.seats_of(change))
    benefits.check(benefit=benefit, by=by, at=at, co_lead=co_lead, tell=queries.owners(change))
