"""What the tick does: work out the meaning of words that are new or shown to others now."""

from __future__ import annotations

import time
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from groundswell.ideas.meaning import model
from groundswell.ideas.models import Meaning, Remembered

A_TICK = 5.0  # seconds, so that letters and clocks do not wait behind a full table
AT_ONCE = 50
_looked_for_others: set[str] = set()


def due(at: datetime) -> int:
    """Work out meanings that are missing, newest words first, for at most some seconds; how many. Safe to run twice at once."""
    if not model.ready():
        return 0
    if model.name() not in _looked_for_others:
        another_model()
    done, until = 0, time.monotonic() + A_TICK
    while time.monotonic() < until:
        rows = list(Remembered.objects.filter(meant=False).order_by("-id")[:AT_ONCE])
        work_out(rows)
        done += len(rows)
        if len(rows) < AT_ONCE:
            break
    return done


def another_model() -> int:
    """Vectors of another model say nothing here: their texts are read again. Asked once a process."""
    _looked_for_others.add(model.name())
    other = Meaning.objects.exclude(model=model.name()).values("pk")
    return Remembered.objects.filter(meant=True, pk__in=other).update(meant=False)


def work_out(rows: list[Remembered]) -> None:
    """Store the meaning of each row. The model runs outside the transaction; words changed meanwhile are left for next time."""
    vectors = {row.pk: model.vector(told(row)) for row in rows}
    with transaction.atomic():
        # Held, forgotten or rewritten words must not come back by way of their meaning.
        now = {row.pk: row for row in Remembered.objects.select_for_update().filter(pk__in=vectors)}
        same = [row for row in rows if row.pk in now and told(now[row.pk]) == told(row)]
        made = timezone.now()
        Meaning.objects.bulk_create(
            [
                Meaning(
                    remembered_id=row.pk, model=model.name(), code=model.code(vectors[row.pk]).tobytes(),
                    vector=vectors[row.pk].tobytes(), shown=now[row.pk].shown, changed_at=made,
                )
                for row in same
            ],
            update_conflicts=True, unique_fields=["remembered"],
            update_fields=["model", "code", "vector", "shown", "changed_at"],
        )  # fmt: skip
        Remembered.objects.filter(pk__in=[row.pk for row in same]).update(meant=True)


def told(row: Remembered) -> str:
    """What stands for the subject: its words, and its title where that says something else."""
    return row.text if row.text.startswith(row.title.removesuffix(" …")) else f"{row.title}. {row.text}"
