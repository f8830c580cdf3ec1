"""What this room keeps of one person, and what happens to it when they are forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from groundswell.enabling.actions.asks import move_up
from groundswell.enabling.models import Ask, AskHop, Commitment, RuleBook, Why
from groundswell.people.models import Person


def export(*, person: Person) -> dict[str, Any]:
    """What they asked for, what they were asked, and what they promised, for that person."""
    return {
        "asked_for": [
            {"what": ask.what, "asked_at": ask.asked_at, "status": ask.get_status_display()}
            for ask in Ask.objects.filter(asked_by=person).order_by("asked_at", "pk")
        ],
        "was_asked": [
            {"what": hop.ask.what, "at": hop.at, "why": hop.get_why_display(), "words": hop.words}
            for hop in AskHop.objects.filter(person=person).select_related("ask")
        ],
        "promises": [
            {
                "what": made.ask.what, "made_at": made.made_at, "due_on": made.due_on, "kept_at": made.kept_at,
                "moved_reason": made.moved_reason, "broken_at": made.broken_at,
            }
            for made in Commitment.objects.filter(person=person).select_related("ask")
        ],
        "declined": [
            {"what": ask.what, "reason": ask.reason, "would_be_yes": ask.would_be_yes, "at": ask.ended_at}
            for ask in Ask.objects.filter(holder=person).exclude(reason="").order_by("ended_at", "pk")
        ],
        "signed_rules_of": [
            {"place": str(book.place), "version": book.number, "agreed_on": book.agreed_on}
            for book in RuleBook.objects.filter(agreed_by=person).select_related("place").order_by("agreed_on", "pk")
        ],
    }  # fmt: skip


@transaction.atomic
def forget(*, person: Person, at: datetime) -> None:
    """What they were asked for moves on to the next one up, with its days; what is over stays, by "a colleague"."""
    for ask in Ask.objects.standing().filter(holder=person):
        move_up(ask=ask, why=Why.GONE, at=at)
