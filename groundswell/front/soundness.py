"""`groundswell check`: is this installation sound? One line a question, an answer people can act on."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from groundswell.front import preparing
from groundswell.people import queries as people
from groundswell.post.models import Job, Outbox

Answer = tuple[bool, str]
# What each option must be on a new connection, and why: docs/decisions/0003-sqlite-options.md.
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20_000}
SERVER = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "server_encoding": "UTF8"}


def report(say: Callable[[str], None]) -> int:
    """Say how each question was answered; 1 when one of them needs somebody."""
    answers = list(_answers())
    for sound, words in answers:
        say(f"{'ok ' if sound else 'NO '} {words}")
    return 0 if all(sound for sound, _ in answers) else 1


def _answers() -> Iterator[Answer]:
    yield _settings()
    yield from _database()
    missing = preparing.missing_migrations()
    yield not missing, f"migrations: {len(missing)} missing" + (", run `groundswell migrate`" if missing else "")
    if missing:
        return
    state = people.verify_chain()
    yield state.whole, f"security log: {state.count} notes, " + ("the chain is whole" if state.whole else state.broken)
    parked = Job.objects.exclude(parked_at=None).count() + Outbox.objects.exclude(parked_at=None).count()
    yield not parked, f"letters and jobs given up on: {parked}"


def _settings() -> Answer:
    out = io.StringIO()
    try:
        call_command("check", deploy=settings.PRODUCTION, fail_level="WARNING", stdout=out, stderr=out)
    except SystemCheckError as error:
        return False, f"settings for {settings.MODE}: {str(error).strip()}"
    return True, f"settings for {settings.MODE}"


def _database() -> Iterator[Answer]:
    wanted = PRAGMAS if connection.vendor == "sqlite" else SERVER
    ask = "PRAGMA {}" if connection.vendor == "sqlite" else "SHOW {}"
    with connection.cursor() as cursor:
        for name, value in wanted.items():
            cursor.execute(ask.format(name))
            (found,) = cursor.fetchone()
            yield (
                found == value,
                f"{connection.vendor}: {name} is {found}" + ("" if found == value else f", not {value}"),
            )
