"""A file or a long paste, from the upload to its readings: read, looked at, answered, confirmed, added.

What is small is read at once; what is large is read and added by the worker, and its page says how far it is. The original
and what was understood of it are seen by who uploaded it alone, and go when its readings are added, or after a week.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.measures import actions, parsing, presenters, queries
from groundswell.measures.models import Measure, Upload, UploadPart, UploadState
from groundswell.people.models import Person
from groundswell.post import actions as post
from groundswell.safetext import findings, masked
from groundswell.ui.fields import leave_out
from groundswell.ui.formats import london_day

SMALL = 200_000  # bytes that are read while the person waits: some thousand rows, well under a second
ROWS_IN_A_PART = 5_000
KEPT = timedelta(days=7)
READ, ADD = "measures.read_upload", "measures.add_upload"


@transaction.atomic
def begin(*, measure: Measure, content: bytes, name: str, start: date | None, by: Person, at: datetime) -> Upload:
    """Keep what was uploaded and have it read. A patient's details in the name of the file are not kept."""
    name = masked(name, findings(name))
    upload = Upload.objects.create(
        measure=measure, person=by, at=at, name=name[:200], content=zlib.compress(content), start=start
    )
    _have_read(upload, len(content), at)
    return upload


@transaction.atomic
def answer(*, upload: Upload, chosen: dict[str, str], start: date | None, at: datetime) -> None:
    """Other answers to what can be read in two ways: it is read again."""
    upload.chosen, upload.start, upload.turn = chosen, start, upload.turn + 1
    upload.state = UploadState.WAITING
    upload.save(update_fields=["chosen", "start", "turn", "state"])
    _have_read(upload, len(zlib.decompress(upload.content)), at)


def _have_read(upload: Upload, size: int, at: datetime) -> None:
    if size <= SMALL:
        read(upload, at)
    else:
        post.enqueue(key=f"read-{upload.public_id}-{upload.turn}", kind=READ, data=_named(upload), at=at)


def _named(upload: Upload) -> dict[str, Any]:
    return {"upload": upload.public_id, "turn": upload.turn}


def read(upload: Upload, at: datetime) -> None:
    """Understand it and keep what was understood, in place of what was understood before."""
    measure = upload.measure
    _set(upload, UploadState.READING)
    try:
        understood = parsing.read(
            zlib.decompress(upload.content), today=london_day(at), interval=measure.interval, percent=measure.is_per_cent,
            start=upload.start, chosen=upload.chosen, check=about_patient, progress=_progress(upload),
        )  # fmt: skip
    except parsing.Unreadable as error:
        _set(upload, UploadState.REFUSED, summary={"reason": str(error)})
        return
    shown = presenters.preview(understood, queries.values_of(measure), "", upload.start)
    with transaction.atomic():
        upload.parts.all().delete()
        _keep(upload, False, (_row(each) for each in shown.new))
        _keep(upload, True, ([row.line, row.reason, row.words] for row in shown.left_out))
        _set(upload, UploadState.READY, summary=_summary(shown), of=len(shown.new), done=0)


def about_patient(note: str) -> str:
    """Why a note must not be kept; empty when it may."""
    return leave_out(found) if (found := findings(note)) else ""


def _progress(upload: Upload) -> parsing.Progress:
    def tell(done: int, of: int) -> None:
        Upload.objects.filter(pk=upload.pk).update(done=done, of=of)

    return tell


def _set(upload: Upload, state: str, **more: Any) -> None:
    upload.state = state
    for name, value in more.items():
        setattr(upload, name, value)
    upload.save(update_fields=["state", *more])


def _summary(shown: presenters.Preview) -> dict[str, Any]:
    """What the page says, as plain data."""
    return {
        "sentence": shown.sentence, "sample": [list(row) for row in shown.sample], "notes": list(shown.notes),
        "problems": [[row.line, row.reason, row.words] for row in shown.problems], "more_problems": shown.more_problems,
        "choices": [asdict(choice) for choice in shown.choices], "button": shown.button, "new": len(shown.new),
    }  # fmt: skip


def _keep(upload: Upload, left_out: bool, rows: Iterable[list[Any]]) -> None:
    rows, number = iter(rows), 0
    while some := list(islice(rows, ROWS_IN_A_PART)):
        UploadPart.objects.create(upload=upload, left_out=left_out, number=number, rows=_packed(some))
        number += 1


def _packed(rows: list[list[Any]]) -> bytes:
    return zlib.compress(json.dumps(rows).encode())


def rows_of(upload: Upload, *, left_out: bool) -> Iterator[list[Any]]:
    """The rows kept of an upload, a part at a time."""
    for part in upload.parts.filter(left_out=left_out).order_by("number").iterator(chunk_size=1):
        yield from json.loads(zlib.decompress(part.rows))


def _row(found: parsing.Found) -> list[Any]:
    value, size = (None if number is None else str(number) for number in (found.value, found.denominator))
    return [found.line, found.on.isoformat(), found.moment and found.moment.isoformat(), value, size, found.note]


def _found(row: list[Any]) -> parsing.Found:
    line, on, moment, value, size, note = row
    return parsing.Found(
        line=line, on=date.fromisoformat(on), moment=moment and datetime.fromisoformat(moment), note=note,
        value=None if value is None else Decimal(value), denominator=None if size is None else Decimal(size),
    )  # fmt: skip


@transaction.atomic
def confirm(*, upload: Upload, at: datetime) -> None:
    """Add what was shown; the worker does it when it is much."""
    if upload.state != UploadState.READY:
        return
    _set(upload, UploadState.ADDING)
    if upload.summary["new"] <= ROWS_IN_A_PART:
        add(upload, at)
    else:
        post.enqueue(key=f"add-{upload.public_id}-{upload.turn}", kind=ADD, data=_named(upload), at=at)


@transaction.atomic
def add(upload: Upload, at: datetime) -> None:
    """All of it or nothing; a second time adds nothing."""
    found = (_found(row) for row in rows_of(upload, left_out=False))
    batch = actions.add_readings(measure=upload.measure, found=found, by=upload.person, at=at)
    upload.parts.all().delete()
    _set(upload, UploadState.ADDED, batch=batch, content=b"", done=batch.count if batch else 0)


def discard(*, upload: Upload) -> None:
    """Nothing of it is kept."""
    upload.delete()


def do(kind: str, data: dict[str, Any], at: datetime) -> None:
    """The worker's part of it. An answer that came later has a turn of its own; this one is passed over."""
    rows = Upload.objects.select_related("measure", "measure__place", "person")
    upload = rows.filter(public_id=data["upload"], turn=data["turn"]).first()
    if upload is None:
        return
    if kind == READ and upload.state in (UploadState.WAITING, UploadState.READING):
        read(upload, at)
    elif kind == ADD and upload.state == UploadState.ADDING:
        add(upload, at)


def tidy(at: datetime) -> int:
    """Uploads older than a week go, whatever became of them."""
    old = Upload.objects.filter(at__lt=at - KEPT)
    number = old.count()
    old.delete()
    return number


def said_of(upload: Upload) -> str:
    """How far it is, in a sentence."""
    said = {
        UploadState.WAITING: _("It waits to be read."), UploadState.READING: _("It is being read."),
        UploadState.ADDING: _("The readings are being added."),
    }  # fmt: skip
    words = said.get(UploadState(upload.state), "")
    if upload.of and upload.state == UploadState.READING:
        words = _("{words} {done} of {of} rows.").format(words=words, done=f"{upload.done:,}", of=f"{upload.of:,}")
    return words
