"""Write, change and delete entries; take them away; forget. Nobody is told of any of it, and no event is recorded."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from groundswell.growth.bodies import Body
from groundswell.growth.models import Entry
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


def remove(*, entry: Entry, version: int) -> bool:
    """Gone for good; false when what was shown before was not the newest version."""
    _number, rows = Entry.objects.filter(pk=entry.pk, version=version).delete()
    return bool(rows)


def export(*, person: Person) -> dict[str, Any]:
    """Every entry with its headings, for that person."""
    return {
        "portfolio": [
            {
                "for": entry.framework.name, "title": entry.title, "written_at": entry.written_at, "changed_at": entry.changed_at,
                "words": {field.label: field.said(entry.words.get(field.code)) for field in entry.framework.fields},
            }
            for entry in Entry.objects.filter(person=person).order_by("written_at", "pk")
        ],
    }  # fmt: skip


def forget(*, person: Person, at: datetime) -> None:
    """It was theirs alone: all of it goes."""
    Entry.objects.filter(person=person).delete()
