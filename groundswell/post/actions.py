"""Send a letter, leave a job, do what is due."""

from __future__ import annotations

import hashlib
import logging
import random
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F

from groundswell.post.limits import TookTooLong, at_most
from groundswell.post.models import Job, KeptMail, Outbox, RequestKey, Unreached

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
TRIES = 5
BACK_OFF = timedelta(minutes=1)  # doubled by each try: half an hour in all
LONGEST, LONGEST_OUTSIDE = 15.0, 480.0  # seconds for a job inside a transaction, and for a long one; under the lease
KEYS_KEPT = timedelta(days=90)
SENT_AGAIN = timedelta(days=14)  # older letters are read in the product by then
WORKER_ENDED = "WorkerEnded"
Handler = Callable[[dict[str, Any], datetime], None]
_handlers: dict[str, Handler] = {}
_long: set[str] = set()
_about: dict[str, str] = {}


class UnknownKind(Exception):
    """A job of a kind that this version does not know."""


class Overtaken(Exception):
    """The lease ended while the job ran, and somebody else took it: what was done here is taken back."""


def send(*, key: str, to: str, subject: str, body: str, at: datetime) -> None:
    """Put a letter in the outbox, once per `key`. It leaves after the transaction that wanted it."""
    Outbox.objects.get_or_create(key=key, defaults={"to": to, "subject": subject[:200], "body": body, "send_at": at})


def handles(kind: str, *, about: str = "", long: bool = False) -> Callable[[Handler], Handler]:
    """Decorator: this function does jobs of that kind, given the job's data and the time.

    `about` says what it does to who looks after the installation. `long`: work of seconds. It runs outside a transaction,
    so that nobody waits for its lock and its progress is seen; it keeps short transactions of its own and must be safe to
    run twice.
    """

    def declare(handler: Handler) -> Handler:
        _handlers[kind], _about[kind] = handler, about or kind
        if long:
            _long.add(kind)
        return handler

    return declare


def said(kind: str) -> str:
    """What a job of that kind does, in plain words."""
    return _about.get(kind, kind)


def enqueue(*, key: str, kind: str, data: dict[str, Any], at: datetime) -> None:
    """Leave a job for later, once per `key`, in the transaction of the change that causes it."""
    Job.objects.get_or_create(key=key, defaults={"kind": kind, "data": data, "run_at": at})


def enqueue_all(jobs: Iterable[tuple[str, dict[str, Any], datetime]], *, kind: str) -> None:
    """The same for many, each as (key, data, at). One query."""
    rows = [Job(key=key, kind=kind, data=data, run_at=at) for key, data, at in jobs]
    Job.objects.bulk_create(rows, ignore_conflicts=True)


def work(at: datetime, limit: int = 200) -> int:
    """Do the jobs and send the letters that are due at `at`; how many were done. Safe to run twice at once."""
    tidy(at)
    now = _counting_on(at)
    jobs = Job.objects.filter(done_at=None, parked_at=None, run_at__lte=at).order_by("run_at")[:limit]
    done = sum(_do(job, now()) for job in _shuffled(jobs))
    letters = Outbox.objects.filter(sent_at=None, parked_at=None, send_at__lte=at).order_by("send_at")[:limit]
    return done + sum(_post(letter, now()) for letter in _shuffled(letters))


def each(rows: Iterable[Any], do: Callable[[Any], Any], *, what: str) -> int:
    """For the clocks of a room: do it to each row; how many it was done to. One that fails stops none of the others, and the
    next tick tries it again. `what` names it in the log.
    """
    done = 0
    for row in rows:
        try:
            done += int(do(row) or 0)
        except Exception:  # it is told in the log, without what people typed
            log.exception("what was due for one thing failed", extra={"kind": what})
    return done


def _counting_on(at: datetime) -> Callable[[], datetime]:
    """The time, counted on from `at`: the lease of the last of many slow letters begins when its turn comes."""
    began = time.monotonic()
    return lambda: at + timedelta(seconds=time.monotonic() - began)


def _shuffled(rows: Iterable[Any]) -> list[Any]:
    """The oldest of them, in any order: several workers seldom reach for the same one."""
    found = list(rows)
    random.shuffle(found)
    return found


def _do(job: Job, at: datetime) -> bool:
    if not _claim(job, at):
        return False
    try:
        if job.kind in _long:
            _handle(job, at, LONGEST_OUTSIDE)
        with transaction.atomic():
            if job.kind not in _long:
                _handle(job, at, LONGEST)
            if not _mine(job).update(done_at=at):
                raise Overtaken
    except (Exception, TookTooLong) as error:  # one bad job must not stop the others
        log.exception("a job failed", extra={"kind": job.kind, "attempt": job.attempts})
        _later(job, type(error).__name__, at)
        return False
    return True


def _handle(job: Job, at: datetime, seconds: float) -> None:
    if job.kind not in _handlers:
        raise UnknownKind
    with at_most(seconds):
        _handlers[job.kind](job.data, at)


def _post(letter: Outbox, at: datetime) -> bool:
    if not _claim(letter, at):
        return False
    try:
        _message(letter).send()
    except SMTPRecipientsRefused as error:
        _came_back(letter, min((code for code, _ in error.recipients.values()), default=0), at)
        return False
    except Exception as error:  # the mail server's moods are not ours to list
        log.warning("a letter was not taken", extra={"kind": "mail", "attempt": letter.attempts})
        _later(letter, type(error).__name__, at)
        return False
    _mine(letter).update(sent_at=at)
    Unreached.objects.filter(address=letter.to.lower()).delete()
    return True


def _message(letter: Outbox) -> EmailMessage:
    """The same name each time it is sent, so that a mailbox that gets it twice can tell."""
    name = hashlib.sha256(f"{settings.BASE_ADDRESS} {letter.key}".encode()).hexdigest()[:40]
    headers = {"X-Groundswell-Key": letter.key, "Message-ID": f"<{name}@groundswell>"}
    return EmailMessage(letter.subject, letter.body, to=[letter.to], headers=headers)


def _claim(row: Job | Outbox, at: datetime) -> bool:
    """Take it until the lease ends, unless somebody else did. What ended its worker at every try is parked instead."""
    free = _mine(row).filter(**{row.DUE: getattr(row, row.DUE)})
    if row.attempts >= TRIES:
        free.update(parked_at=at, reason=WORKER_ENDED)
        return False
    taken = free.update(**{row.DUE: at + LEASE}, attempts=F("attempts") + 1)
    row.attempts += 1
    return bool(taken)


def _mine(row: Job | Outbox) -> Any:
    """The row while nobody has finished it, parked it, or taken it since: each claim counts `attempts` on."""
    return type(row)._default_manager.filter(pk=row.pk, attempts=row.attempts, parked_at=None, **{row.DONE: None})


def _later(row: Job | Outbox, reason: str, at: datetime) -> None:
    """Back off, longer each time; park it for who looks after the installation after the last try."""
    if row.attempts >= TRIES:
        _mine(row).update(reason=reason, parked_at=at)
    else:
        _mine(row).update(reason=reason, **{row.DUE: at + BACK_OFF * 2**row.attempts})


def _came_back(letter: Outbox, code: int, at: datetime) -> None:
    """The mail server does not know the address: for good (5xx), or for now. Its person reads so in the product."""
    for_good = code >= 500
    if for_good:
        _mine(letter).update(reason=f"NoSuchAddress {code}", parked_at=at)
    else:
        _later(letter, f"AddressBusy {code}", at)
    if for_good or letter.attempts >= TRIES:
        _cannot_reach(letter.to, at)


def _cannot_reach(address: str, at: datetime) -> None:
    Unreached.objects.get_or_create(address=address.lower(), defaults={"since": at})


@transaction.atomic
def bounced(*, key: str, address: str, at: datetime) -> bool:
    """A letter that had left came back. False when we sent no such letter there, so that nobody can make it up."""
    letters = Outbox.objects.filter(key=key, to__iexact=address).exclude(sent_at=None)
    if not letters.update(parked_at=at, reason="CameBack"):
        return False
    _cannot_reach(address, at)
    return True


@transaction.atomic
def reach_again(*, address: str, at: datetime) -> int:
    """Somebody says that the address is right now: what came back in the last days is sent again. How many letters."""
    Unreached.objects.filter(address=address.lower()).delete()
    back = Outbox.objects.filter(to__iexact=address, parked_at__gt=at - SENT_AGAIN)
    return back.update(send_at=at, attempts=0, parked_at=None, sent_at=None, reason="")


def try_job_again(*, pk: int, at: datetime) -> bool:
    """Whatever was wrong is put right: a parked job gets its five tries anew."""
    parked = Job.objects.filter(pk=pk, done_at=None).exclude(parked_at=None)
    return bool(parked.update(run_at=at, attempts=0, parked_at=None))


def try_letter_again(*, pk: int, at: datetime) -> bool:
    parked = Outbox.objects.filter(pk=pk).exclude(parked_at=None)
    return bool(parked.update(send_at=at, attempts=0, parked_at=None, sent_at=None))


def tidy(at: datetime) -> int:
    """Forget request keys older than ninety days."""
    return RequestKey.objects.filter(at__lt=at - KEYS_KEPT).delete()[0]


def forget(*, address: str, who: str) -> int:
    """Remove every letter to an address and the request keys of its person; how many rows went."""
    rows = (Outbox.objects.filter(to__iexact=address), KeptMail.objects.filter(to__iexact=address))
    marks = (Unreached.objects.filter(address=address.lower()), RequestKey.objects.filter(who=who))
    return sum(found.delete()[0] for found in (*rows, *marks))
