"""A real server and worker on SQLite (a file) or PostgreSQL, to be sent to, to be killed, and to be counted afterwards."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any

ADMIN = os.environ.get("BENCH_POSTGRES", "postgresql://postgres@127.0.0.1:5432")
SETTLED = (
    7.0  # a process that dies twice within 5.5 seconds makes the web server give up, and a supervisor start it anew
)
PEOPLE = 40  # who send; a person each, as one phone sends in order

PREPARE = """
import json, sys, django
django.setup()
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from groundswell.people.models import Membership, Person, RoleCode, RoleGrant
from tests.cast import build_cast, build_places
places = build_places()
cast = build_cast(places)
def session(person):
    made = SessionStore()
    made[SESSION_KEY], made[BACKEND_SESSION_KEY] = str(person.pk), settings.AUTHENTICATION_BACKENDS[0]
    made[HASH_SESSION_KEY] = person.get_session_auth_hash()
    made.save()
    return made.session_key
now, sessions = timezone.now(), []
for number in range(int(sys.argv[1])):
    person = Person.objects.create_user(f"sender{number}@bench.example", name=f"Sender {number}")
    Membership.objects.create(person=person, place=places.ward21, staff_group="nursing_support", clinical=True, managerial=False,
                              joined_by="invitation", since=now, confirmed_at=now)
    sessions.append(session(person))
print(json.dumps([sessions, places.ward21.key]))
"""
COUNT = """
import json, django
django.setup()
from django.db import connection
from groundswell.events.models import Event, Notice
from groundswell.ideas.models import Idea
from groundswell.post.models import Outbox
sound = "ok"
if connection.vendor == "sqlite":
    with connection.cursor() as cursor:
        sound = cursor.execute("PRAGMA integrity_check").fetchone()[0]
words = list(Idea.objects.values_list("words", flat=True))
events = dict(Event.objects.filter(kind="idea_noticed").values_list("subject_id", "pk"))
ideas = set(Idea.objects.values_list("public_id", flat=True))
letters = set(Outbox.objects.values_list("key", flat=True))
told = list(Notice.objects.filter(event__kind="idea_noticed").values_list("event_id", "person_id"))
print(json.dumps({
    "words": words, "without_event": len(ideas - set(events)), "without_notice": len(set(events.values()) - {e for e, _ in told}),
    "letters": len(letters), "notices": len(told), "unsent": Outbox.objects.filter(sent_at=None).count(), "sound": sound}))
"""


class Rig:
    """`with Rig("sqlite") as rig:` — `rig.port`, `rig.sessions`, `rig.ward`; `kill_one()`, `count()`."""

    def __init__(self, database: str, *, workers: int = 2, settings: str = "groundswell.front.settings") -> None:
        self.database, self.workers, self.settings = database, workers, settings
        self.name = f"groundswell_rig_{os.getpid()}"
        self.folder = tempfile.TemporaryDirectory(prefix="groundswell-rig-")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.env = os.environ | {
            "GROUNDSWELL_MODE": "demo", "GROUNDSWELL_HOME": self.folder.name, "DJANGO_SETTINGS_MODULE": settings,
            "PYTHONPATH": str(Path(__file__).parent.parent),
        }  # fmt: skip
        self.env.pop("DATABASE_URL", None)
        if database == "postgresql":
            self.env["DATABASE_URL"] = f"{ADMIN}/{self.name}"
        self.server: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None
        self.born: dict[int, float] = {}
        self.killed = 0

    def __enter__(self) -> Rig:
        if self.database == "postgresql":
            _administer(f'CREATE DATABASE "{self.name}"')
        self._django("migrate", "-v0")
        self._django("collectstatic", "-v0", "--noinput")
        self.sessions, self.ward = json.loads(self._python(PREPARE, str(PEOPLE)))
        self.start_server()
        self.start_worker()
        self._wait_until_ready()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in (self.worker, self.server):
            if child and child.poll() is None:
                child.terminate()
                try:
                    child.wait(30)
                except subprocess.TimeoutExpired:  # it waits for a process that was killed
                    child.kill()
                    child.wait()
        if self.database == "postgresql":
            _administer(f'DROP DATABASE "{self.name}" WITH (FORCE)')
        self.folder.cleanup()

    def start_server(self) -> None:
        self.server = subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1", "--host", "127.0.0.1",
             "--port", str(self.port), "--workers", str(self.workers), "--blocking-threads", "1",
             "--respawn-failed-workers", "--log-level", "error", "groundswell.front.wsgi:application"],
            env=self.env, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def start_worker(self) -> None:
        command = [sys.executable, "-m", "groundswell", "worker", "--every", "1"]
        self.worker = subprocess.Popen(command, env=self.env, stderr=subprocess.DEVNULL)

    def kill_one(self) -> None:
        """kill -9 one web process or, every third time, the worker, which a supervisor starts again."""
        assert self.server
        assert self.worker
        if self.server.poll() is not None:  # it gave up after two deaths at once
            self.start_server()
        if self.killed % 3 == 2:
            self.worker.kill()
            self.worker.wait()
            self.start_worker()
            self.killed += 1
            return
        living = {pid: self.born.setdefault(pid, time.time()) for pid in _children(self.server.pid)}
        if old := [pid for pid, since in living.items() if time.time() - since > SETTLED]:
            os.kill(random.choice(old), signal.SIGKILL)
            self.killed += 1

    def count(self) -> dict[str, Any]:
        """What is in the database once the letters have had time to leave."""
        for _wait in range(60):
            found: dict[str, Any] = json.loads(self._python(COUNT))
            if not found["unsent"]:
                break
            time.sleep(2)
        return found

    def _wait_until_ready(self) -> None:
        for _try in range(200):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise SystemExit("The server did not start.")

    def _django(self, *words: str) -> None:
        subprocess.run([sys.executable, "-m", "django", *words], env=self.env, check=True, stdout=subprocess.DEVNULL)

    def _python(self, code: str, *words: str) -> str:
        asked = subprocess.run(
            [sys.executable, "-c", code, *words], env=self.env, check=True, capture_output=True, text=True
        )
        return asked.stdout


def _children(parent: int) -> list[int]:
    found = []
    for name in os.listdir("/proc"):
        try:
            row = Path(f"/proc/{name}/stat").read_text().rsplit(")", 1)[1].split() if name.isdigit() else None
        except OSError:
            continue
        if row and int(row[1]) == parent:
            found.append(int(name))
    return found


def _administer(statement: str) -> None:
    import psycopg

    with psycopg.connect(f"{ADMIN}/postgres", autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]
