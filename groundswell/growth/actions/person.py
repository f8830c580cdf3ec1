"""Everything of one person: taken away, or forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from groundswell.growth.models import Beside, Entry, Mentoring, NextStep, Opportunity, Session, StepIn, WillTalk
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
        "mentoring": [
            {
                "as": "mentor" if row.mentor_id == person.pk else "mentee", "topic": row.get_topic_display(),
                "asked_at": row.asked_at, "until": row.ends_on, "ended_at": row.ended_at,
                "what_i_wrote": row.reply if row.mentor_id == person.pk else row.words,
                "sessions": list(row.sessions.order_by("on").values("on", "minutes")),
            }
            for row in Mentoring.objects.filter(Q(mentor=person) | Q(mentee=person)).order_by("pk")
        ],
        "beside_a_model": list(
            Beside.objects.filter(person=person).order_by("pk").values("framework", "version", "dimension", "title", "at")
        ),
        "will_talk": list(
            WillTalk.objects.filter(person=person).order_by("pk").values("into", "came_from", "readers", "said_at", "ended_at")
        ),
        "next_steps_shown": list(
            NextStep.objects.filter(person=person).order_by("pk").values("title", "opportunity__title", "at", "dismissed_at")
        ),
    }  # fmt: skip


def forget(*, person: Person, at: datetime) -> None:
    """What was theirs alone goes. What they offered is the place's, by "a colleague": who leads there answers now."""
    Entry.objects.filter(person=person).delete()
    StepIn.objects.filter(person=person).delete()
    Beside.objects.filter(person=person).delete()
    WillTalk.objects.filter(person=person).delete()
    NextStep.objects.filter(person=person).delete()
    Mentoring.objects.filter(Q(mentor=person, mentee=None) | Q(mentee=person, mentor=None)).delete()
    going = Mentoring.objects.filter(Q(mentor=person) | Q(mentee=person), ended_at=None)
    going.update(ended_at=at)
    Mentoring.objects.filter(mentor=person).update(mentor=None, reply="")
    Mentoring.objects.filter(mentee=person).update(mentee=None, words="")
    Session.objects.filter(by=person).update(by=None)
    StepIn.objects.filter(answered_by=person).update(answered_by=None)
    Opportunity.objects.filter(offered_by=person).update(offered_by=None)
