"""Write, change and delete entries. Nobody is told of any of it, and no event is recorded."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from groundswell.growth.bodies import Body
from groundswell.growth.models import Beside, Entry, NextStep, WillTalk
from groundswell.people.models import Person


def write(
    *, person: Person, body: Body, room: str, subject_id: str, title: str, words: dict[str, Any], at: datetime
) -> Entry:
    """Keep an entry, for its writer alone."""
    return Entry.objects.create(
        person=person, body=body.code, body_version=body.version, room=room, subject_id=subject_id, title=title, words=words,
        written_at=at, changed_at=at,
    )  # fmt: skip


def change(*, entry: Entry, version: int, title: str, words: dict[str, Any], at: datetime) -> bool:
    """Change the words; false when a newer version was saved in between, perhaps in another tab."""
    rows = Entry.objects.filter(pk=entry.pk, version=version)
    changed = rows.update(title=title, words=words, changed_at=at, version=version + 1)
    entry.refresh_from_db()
    return bool(changed)


@transaction.atomic
def remove_all(*, person: Person, at: datetime) -> int:
    """The whole portfolio at once: every entry, and all that was set beside a model. What others did with them stays theirs."""
    rows, _by_model = Entry.objects.filter(person=person).delete()
    beside, _by_model = Beside.objects.filter(person=person).delete()
    said, _by_model = WillTalk.objects.filter(person=person).delete()
    NextStep.objects.filter(person=person).update(dismissed_at=at)
    return rows + beside + said


def remove(*, entry: Entry, version: int) -> bool:
    """Gone for good; false when what was shown before was not the newest version."""
    _number, rows = Entry.objects.filter(pk=entry.pk, version=version).delete()
    return bool(rows)
