"""What this room keeps of one person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from groundswell.measures.models import Upload
from groundswell.people.models import Person


def forget(*, person: Person, at: datetime) -> None:
    """What they pasted or uploaded and nobody else saw goes; readings stay, by a colleague."""
    Upload.objects.filter(person=person).delete()


def export(*, person: Person) -> dict[str, Any]:
    """What a person pasted or uploaded that is still kept: when, for which measure, under which name."""
    kept = Upload.objects.filter(person=person).select_related("measure").order_by("at")
    return {"uploads": [{"measure": str(row.measure), "at": row.at.isoformat(), "file": row.name} for row in kept]}
