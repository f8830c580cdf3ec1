"""Send a letter, leave a job, do what is due."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F

from groundswell.post.models import Job, KeptMail, Outbox, RequestKey

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
TRIES = 5
KEYS_KEPT = timedelta(days=90)
Handler = Callable[[dict[str, Any], datetime], None]
_handlers: dict[str, Handler] = {}
_long: set[str] = set()


def send(*, key: str, to: str, subject: str, body: str, at: datetime) -> None:
    """Put a letter in the outbox, once per `key`. It leaves after the transaction that wanted it."""
    Outbox.objects.get_or_create(key=key, defaults={"to": to, "subject": subject[:200], "body": body, "send_at": at})


def handles(kind: str, *, long: bool = False) -> Callable[[Handler], Handler]:
    """Decorator: this function does jobs of that kind, given the job's data and the time.

    `long`: work of seconds. It runs outside a transaction, so that nobody waits for its lock and its progress is seen;
    it keeps short transactions of its own and must be safe to run twice.
    """

    def declare(handler: Handler) -> Handler:
        _handlers[kind] = handler
        if long:
            _long.add(kind)
        return handler

    return declare


def enqueue(*, key: str, kind: str, data: dict[str, Any], at: datetime) -> None:
    """Leave a job for later, once per `key`, in the transaction of the change that causes it."""
    Job.objects.get_or_create(key=key, defaults={"kind": kind, "data": data, "run_at": at})


def work(at: datetime, limit: int = 200) -> int:
    """Do the jobs and send the letters that are due at `at`; how many were done. Safe to run twice at once."""
    done = sum(_do(job, at) for job in Job.objects.filter(done_at=None, parked_at=None, run_at__lte=at)[:limit])
    due = Outbox.objects.filter(sent_at=None, parked_at=None, send_at__lte=at)[:limit]
    return done + sum(_post(letter, at) for letter in due)


def _do(job: Job, at: datetime) -> bool:
    claimed = Job.objects.filter(pk=job.pk, done_at=None, run_at=job.run_at, attempts=job.attempts)
    if not claimed.update(run_at=at + LEASE, attempts=F("attempts") + 1):
        return False
    try:
        if job.kind in _long:
            _handlers[job.kind](job.data, at)
        with transaction.atomic():
            if job.kind not in _long:
                _handlers[job.kind](job.data, at)
            Job.objects.filter(pk=job.pk, done_at=None).update(done_at=at)
    except Exception as error:  # one bad job must not stop the others
        log.exception("a job failed", extra={"kind": job.kind, "attempt": job.attempts + 1})
        _later(Job, job.pk, job.attempts + 1, type(error).__name__, at, "run_at")
        return False
    return True


def _post(letter: Outbox, at: datetime) -> bool:
    claimed = Outbox.objects.filter(pk=letter.pk, sent_at=None, send_at=letter.send_at, attempts=letter.attempts)
    if not claimed.update(send_at=at + LEASE, attempts=F("attempts") + 1):
        return False
    message = EmailMessage(letter.subject, letter.body, to=[letter.to], headers={"X-Groundswell-Key": letter.key})
    try:
        message.send()
    except Exception as error:  # the mail server's moods are not ours to list
        log.warning("a letter was not taken", extra={"kind": "mail", "attempt": letter.attempts + 1})
        _later(Outbox, letter.pk, letter.attempts + 1, type(error).__name__, at, "send_at")
        return False
    Outbox.objects.filter(pk=letter.pk).update(sent_at=at)
    return True


def _later(model: type[Job] | type[Outbox], pk: int, attempts: int, reason: str, at: datetime, field: str) -> None:
    """Back off, longer each time; park it for the operator after the last try."""
    fate: dict[str, Any] = {field: at + timedelta(minutes=2**attempts), "reason": reason}
    if attempts >= TRIES:
        fate["parked_at"] = at
    model.objects.filter(pk=pk).update(**fate)


def tidy(at: datetime) -> int:
    """Forget request keys older than ninety days."""
    return RequestKey.objects.filter(at__lt=at - KEYS_KEPT).delete()[0]


def forget(*, address: str, who: str) -> int:
    """Remove every letter to an address and the request keys of its person; how many rows went."""
    rows = (Outbox.objects.filter(to__iexact=address), KeptMail.objects.filter(to__iexact=address))
    return sum(found.delete()[0] for found in (*rows, RequestKey.objects.filter(who=who)))
