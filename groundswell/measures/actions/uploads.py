"""A file or a long paste, from the upload to its readings: read, looked at, answered, confirmed, added.

What is small is read at once; what is large is read and added by the worker, and its page says how far it is. The original
and what was understood of it are seen by who uploaded it alone, and go when its readings are added, or after a week.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from groundswell.measures import parsing, queries, rules
from groundswell.measures.actions.common import hold, may_add
from groundswell.measures.actions.readings import AT_ONCE, added
from groundswell.measures.models import Batch, Measure, Upload, UploadPart, UploadState
from groundswell.measures.queries import previews
from groundswell.measures.queries.previews import rows_of
from groundswell.people.models import Person
from groundswell.post import actions as post
from groundswell.safetext import masked
from groundswell.ui.fields import leave_out
from groundswell.ui.formats import london_day
from groundswell.ui.ids import new_id
from groundswell.ui.own_numbers import found_in

SMALL = 200_000  # bytes that are read while the person waits: some thousand rows, well under a second
ROWS_IN_A_PART = 5_000
KEPT = timedelta(days=7)
READ, ADD = "measures.read_upload", "measures.add_upload"


@transaction.atomic
def begin(*, measure: Measure, content: bytes, name: str, start: date | None, by: Person, at: datetime) -> Upload:
    """Keep what was uploaded and have it read. A patient's details in the name of the file are not kept."""
    name = masked(name, found_in(name))
    upload = Upload.objects.create(
        measure=measure, person=by, at=at, name=name[:200], content=zlib.compress(content), size=len(content),
        start=start,
    )  # fmt: skip
    _have_read(upload, at)
    return upload


@transaction.atomic
def answer(*, upload: Upload, chosen: dict[str, str], start: date | None, at: datetime) -> None:
    """Other answers to what can be read in two ways: it is read again."""
    upload.chosen, upload.start, upload.turn = chosen, start, upload.turn + 1
    upload.state = UploadState.WAITING
    upload.save(update_fields=["chosen", "start", "turn", "state"])
    _have_read(upload, at)


def _have_read(upload: Upload, at: datetime) -> None:
    if upload.size <= SMALL:
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
    shown = previews.preview(understood, queries.values_of(measure), "", upload.start)
    with transaction.atomic():
        upload.parts.all().delete()
        _keep(upload, False, (_row(each) for each in shown.new))
        _keep(upload, True, ([row.line, row.reason, row.words] for row in shown.left_out))
        _set(upload, UploadState.READY, summary=_summary(shown), of=len(shown.new), done=0)


def about_patient(note: str) -> str:
    """Why a note must not be kept; empty when it may."""
    return leave_out(found) if (found := found_in(note)) else ""


def _progress(upload: Upload) -> parsing.Progress:
    def tell(done: int, of: int) -> None:
        Upload.objects.filter(pk=upload.pk).update(done=done, of=of)

    return tell


def _set(upload: Upload, state: str, **more: Any) -> None:
    upload.state = state
    for name, value in more.items():
        setattr(upload, name, value)
    upload.save(update_fields=["state", *more])


def _summary(shown: previews.Preview) -> dict[str, Any]:
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


def _row(found: parsing.Found) -> list[Any]:
    value, size = (None if number is None else str(number) for number in (found.value, found.denominator))
    return [found.line, found.on.isoformat(), found.moment and found.moment.isoformat(), value, size, found.note]


@transaction.atomic
def confirm(*, upload: Upload, at: datetime) -> None:
    """Add what was shown; the worker does it when it is much."""
    if upload.state != UploadState.READY:
        return
    _set(upload, UploadState.ADDING)
    if upload.summary["new"] <= ROWS_IN_A_PART:
        make_ready(upload)
        add(upload, at)
    else:
        post.enqueue(key=f"add-{upload.public_id}-{upload.turn}", kind=ADD, data=_named(upload), at=at)


def make_ready(upload: Upload) -> None:
    """Lay the readings out where no chart sees them, some thousand at a time, so that its page says how far it is.

    Begun again it begins anew. It ends early when the upload was deleted meanwhile.
    """
    _clear(upload)
    rows, done = rows_of(upload, left_out=False), 0
    while some := list(islice(rows, AT_ONCE)):
        done += len(some)
        with transaction.atomic():
            if not Upload.objects.filter(pk=upload.pk, state=UploadState.ADDING).update(done=done):
                return
            _lay_out(some, upload)


LAY_OUT = """
    INSERT INTO measures_readyreading (upload_id, public_id, "on", moment, value, denominator, note)
    VALUES (%s, %s, %s, %s, %s, %s, %s)
"""


def _lay_out(rows: list[list[Any]], upload: Upload) -> None:
    """Plain rows, not records: they are many, were checked when they were read, and are checked again on the way in."""
    moments = connection.ops.adapt_datetimefield_value
    laid = [
        (upload.pk, new_id(), on, moment and moments(datetime.fromisoformat(moment)), value, size, note)
        for _line, on, moment, value, size, note in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(LAY_OUT, laid)


def _clear(upload: Upload) -> None:
    ready = upload.ready.all()
    ready._raw_delete(ready.db)  # one statement: nothing points at these rows


@transaction.atomic
def add(upload: Upload, at: datetime) -> None:
    """All that was made ready or nothing; a second time adds nothing. What is already there is left as it is."""
    measure, by = upload.measure, upload.person
    hold(measure)
    may_add(measure, by)
    if last := upload.ready.aggregate(last=Max("on"))["last"]:
        rules.may_add_on(last, london_day(at)).or_refuse()
    batch = Batch.objects.create(measure=measure, person=by, at=at)
    batch.count = _bring_in(upload, batch)
    if batch.count:
        batch.save(update_fields=["count"])
        added(measure, batch.count, by, at)
    else:
        batch.delete()
    _clear(upload)
    upload.parts.all().delete()
    _set(upload, UploadState.ADDED, batch=batch if batch.count else None, content=b"", done=batch.count)


BRING_IN = """
    INSERT INTO measures_reading
        (public_id, measure_id, "on", moment, value, denominator, note, batch_id, person_id, at, version)
    SELECT public_id, %s, "on", moment, value, denominator, note, %s, %s, %s, 1
    FROM measures_readyreading WHERE upload_id = %s ORDER BY id
    ON CONFLICT DO NOTHING
"""


def _bring_in(upload: Upload, batch: Batch) -> int:
    """One statement: a day or moment that has a reading already is passed over by the table's own rule."""
    at = connection.ops.adapt_datetimefield_value(batch.at)
    with connection.cursor() as cursor:
        cursor.execute(BRING_IN, [batch.measure_id, batch.pk, batch.person_id, at, upload.pk])
        return cursor.rowcount


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
        make_ready(upload)
        add(upload, at)


def tidy(at: datetime) -> int:
    """Uploads older than a week go, whatever became of them."""
    old = Upload.objects.filter(at__lt=at - KEPT)
    number = old.count()
    old.delete()
    return number
