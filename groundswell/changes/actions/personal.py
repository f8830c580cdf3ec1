"""What this room keeps of one person, and what happens to it when they are forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from groundswell.changes.models import Change, CoLead, LastingCheck, PartnerSeat, ProgressSaid, Step, Test
from groundswell.people.models import Person


def export(*, person: Person) -> dict[str, Any]:
    """Seats, steps, tests and the changes they helped with, for that person."""
    seats = CoLead.objects.filter(person=person).select_related("change", "suggested").order_by("invited_at", "pk")
    return {
        "seats": [
            {
                "change": row.change.title, "seat": row.get_seat_display(), "asked_at": row.invited_at,
                "accepted_at": row.accepted_at, "declined_at": row.declined_at, "words": row.declined_words, "left_at": row.left_at,
                "suggested": row.suggested.called if row.suggested else "",
            }
            for row in seats
        ],
        "steps": [
            {"what": row.what, "by_when": row.by_when, "done_at": row.done_at}
            for row in Step.objects.filter(person=person).order_by("added_at", "pk")
        ],
        "tests": [
            {"question": row.question, "prediction": row.prediction, "happened": row.happened, "learned": row.learned}
            for row in Test.objects.filter(started_by=person).order_by("started_on", "pk")
        ],
        "made_links_for_partners": [
            {"change": row.change.title, "made_at": row.made_at, "until": row.until, "ended_at": row.ended_at}
            for row in PartnerSeat.objects.filter(made_by=person).select_related("change").order_by("made_at", "pk")
        ],
        "looked_at_whether_it_lasts": [
            {"change": row.change.title, "answers": row.answers, "at": row.at}
            for row in LastingCheck.objects.filter(by=person).select_related("change").order_by("at", "pk")
        ],
        "said_how_far_it_is": [
            {"change": row.change.title, "score": row.tenths / 10, "why": row.why, "at": row.at}
            for row in ProgressSaid.objects.filter(by=person).select_related("change").order_by("at", "pk")
        ],
        "helped_with": [change.title for change in Change.objects.filter(helpers=person).order_by("opened_at", "pk")],
    }  # fmt: skip


@transaction.atomic
def forget(*, person: Person, at: datetime) -> None:
    """Seats they sit in or were asked for are empty again, in plain sight; open steps wait for somebody else."""
    live = CoLead.objects.live().filter(person=person)
    live.filter(accepted_at=None).update(declined_at=at)
    live.exclude(accepted_at=None).update(left_at=at)
    CoLead.objects.filter(suggested=person).update(suggested=None)
    Step.objects.filter(person=person, done_at=None).update(person=None)
    for change in Change.objects.filter(helpers=person):
        change.helpers.remove(person)
