"""Everything of one person: taken away, or forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from groundswell.growth.models import Entry, NextStep, Opportunity, StepIn
from groundswell.people.models import Person


def export(*, person: Person) -> dict[str, Any]:
    """Every entry with its headings, what they offered, and where they stepped in, for that person."""
    return {
        "portfolio": [
            {
                "for": entry.framework.name, "title": entry.title, "written_at": entry.written_at, "changed_at": entry.changed_at,
                "words": {field.label: field.said(entry.words.get(field.code)) for field in entry.framework.fields},
            }
            for entry in Entry.objects.filter(person=person).order_by("written_at", "pk")
        ],
        "offered": list(
            Opportunity.objects.filter(offered_by=person).order_by("pk").values(
                "title", "kind", "what", "time", "pay", "backfill", "development", "returns", "offered_at", "closed_at",
                "closed_because",
            )
        ),
        "stepped_in": list(
            StepIn.objects.filter(person=person).order_by("pk").values(
                "opportunity__title", "why", "at", "answer", "answered_at", "words", "would_be_yes", "withdrawn_at"
            )
        ),
        "answered_others": list(
            StepIn.objects.filter(answered_by=person).order_by("pk").values(
                "opportunity__title", "answer", "answered_at", "words", "would_be_yes"
            )
        ),
        "next_steps_shown": list(
            NextStep.objects.filter(person=person).order_by("pk").values("title", "opportunity__title", "at", "dismissed_at")
        ),
    }  # fmt: skip


def forget(*, person: Person, at: datetime) -> None:
    """What was theirs alone goes. What they offered is the place's, by "a colleague": who leads there answers now."""
    Entry.objects.filter(person=person).delete()
    StepIn.objects.filter(person=person).delete()
    NextStep.objects.filter(person=person).delete()
    StepIn.objects.filter(answered_by=person).update(answered_by=None)
    Opportunity.objects.filter(offered_by=person).update(offered_by=None)
