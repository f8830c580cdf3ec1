"""What is stuck, for those who look after an installation; and whether letters reach an address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from groundswell.post.models import Job, Outbox, Unreached

LONGEST = 200


def parked_jobs(limit: int = LONGEST) -> list[Job]:
    """Jobs that were given up, the latest first."""
    return list(Job.objects.exclude(parked_at=None).filter(done_at=None).order_by("-parked_at", "-pk")[:limit])


def parked_letters(limit: int = LONGEST) -> list[Outbox]:
    """Letters that could not be sent or came back, the latest first; without their words."""
    rows = Outbox.objects.exclude(parked_at=None).only("to", "attempts", "parked_at", "reason")
    return list(rows.order_by("-parked_at", "-pk")[:limit])


def unreached_since(address: str) -> datetime | None:
    """Since when letters to this address come back; none while they arrive."""
    return Unreached.objects.filter(address=address.lower()).values_list("since", flat=True).first()


def unreached(addresses: Iterable[str]) -> set[str]:
    """Those of some addresses, in small letters, from which letters come back."""
    small = {address.lower() for address in addresses}
    return set(Unreached.objects.filter(address__in=small).values_list("address", flat=True))
