"""How many people work where, as an organisation says it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from groundswell.people import rules
from groundswell.people.headcounts import Count
from groundswell.people.models import Headcount, Person
from groundswell.people.queries import sight


@transaction.atomic
def say_headcounts(*, counts: Sequence[Count], since: date, source: str, by: Person, at: datetime) -> None:
    """From a day on. Said again for the same place, staff group and day, it is corrected; other days stay as they are."""
    seen = sight(by, at)
    for place in {count.place for count in counts}:
        rules.may_say_headcounts(seen, place).or_refuse()
    Headcount.objects.bulk_create(
        [
            Headcount(
                place=one.place, staff_group=one.group, since=since, heads=one.heads, source=source, said_by=by, said_at=at
            )
            for one in counts
        ],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["place", "staff_group", "since"],
        update_fields=["heads", "source", "said_by", "said_at"],
    )  # fmt: skip
