"""The security log: who signed in, who was refused, who was given which role."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from groundswell.people.models import ChainEnd, Person, SecurityNote


@transaction.atomic
def note(kind: str, *, who: Person | None, at: datetime, facts: dict[str, Any] | None = None) -> SecurityNote:
    """Add one note to the end of the chain. `facts` are codes, counts and public ids: never names or addresses.

    The end of the chain stays locked until the transaction ends (SQLite lets one writer in at a time anyway),
    so call this last.
    """
    ChainEnd.objects.get_or_create(pk=1)
    end = ChainEnd.objects.select_for_update().get(pk=1)
    added = SecurityNote(at=at, kind=kind, who=who.public_id if who else "", facts=facts or {}, before=end.chain)
    added.chain = added.link()
    added.save()
    end.chain, end.count = added.chain, end.count + 1
    end.save(update_fields=["chain", "count"])
    return added
