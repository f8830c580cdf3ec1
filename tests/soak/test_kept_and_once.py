"""What was answered with "saved" is there, once, though web processes are killed all the time: SQLite on disk, eight writers.

Each writer sends each form at least twice, as a phone with a poor line does, and goes on after a broken connection with the
same key. `GROUNDSWELL_SOAK_SECONDS` (60) says how long.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from pathlib import Path

import pytest

SECONDS = float(os.environ.get("GROUNDSWELL_SOAK_SECONDS", "60"))
WRITERS = 8
SETTLED = (
    7.0  # a worker that dies twice within 5.5 seconds makes the web server give up, and a supervisor start it anew
)
PREPARE = """
import json, django
django.setup()
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from tests.cast import build_cast, build_places
places = build_places()
person = build_cast(places).amina
session = SessionStore()
session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(person.pk), settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = person.get_session_auth_hash()
session.save()
print(json.dumps([session.session_key, places.ward21.key]))
"""
COUNT = """
import json, django
django.setup()
from django.db import connection
from groundswell.events.models import Credit, Event
from groundswell.ideas.models import Idea
with connection.cursor() as cursor:
    sound = cursor.execute("PRAGMA integrity_check").fetchone()[0]
ideas = dict(Idea.objects.values_list("words", "public_id"))
events = set(Event.objects.filter(kind="idea_noticed").values_list("subject_id", flat=True))
print(json.dumps([Idea.objects.count(), ideas, sorted(events), Credit.objects.count(), sound]))
"""


@pytest.fixture
def house(tmp_path: Path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = os.environ | {
        "GROUNDSWELL_MODE": "demo", "GROUNDSWELL_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "groundswell.front.settings",
    }  # fmt: skip
    env.pop("DATABASE_URL", None)
    python = [sys.executable, "-m", "django"]
    subprocess.run([*python, "migrate", "-v0"], env=env, check=True)
    subprocess.run([*python, "collectstatic", "-v0", "--noinput"], env=env, check=True)
    session, ward = json.loads(
        subprocess.run([sys.executable, "-c", PREPARE], env=env, check=True, capture_output=True, text=True).stdout
    )
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1", "--port", str(port), "--workers",
         "3", "--blocking-threads", "1", "--respawn-failed-workers", "--log-level", "error", "groundswell.front.wsgi:application"],
        env=env, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    yield port, session, ward, server, env
    server.send_signal(signal.SIGTERM)
    server.wait(30)


def workers(parent: int) -> list[int]:
    found = []
    for name in os.listdir("/proc"):
        try:
            row = Path(f"/proc/{name}/stat").read_text().rsplit(")", 1)[1].split() if name.isdigit() else None
        except OSError:
            continue
        if row and int(row[1]) == parent:
            found.append(int(name))
    return found


class Writer(threading.Thread):
    """Sends notices; `saved` are the words that were answered with a redirect."""

    def __init__(self, number: int, port: int, session: str, ward: str, until: float) -> None:
        super().__init__()
        self.number, self.port, self.session, self.ward, self.until = number, port, session, ward, until
        self.saved: dict[str, str] = {}
        self.wrong: list[int] = []

    def ask(self, method: str, body: str | None = None, cookie: str = "") -> http.client.HTTPResponse:
        con = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        headers = {"Cookie": f"sessionid={self.session}{cookie}", "Content-Type": "application/x-www-form-urlencoded"}
        con.request(method, "/notice/", body, headers)
        return con.getresponse()

    def stubborn(self, *args: str) -> http.client.HTTPResponse:
        while True:
            try:
                return self.ask(*args)
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)

    def run(self) -> None:
        page = self.stubborn("GET")
        cookies = "; ".join(page.headers.get_all("Set-Cookie") or [])
        csrf = re.search(r"csrftoken=([^;]+)", cookies).group(1)
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page.read().decode()).group(1)
        turn = 0
        while time.time() < self.until:
            turn += 1
            words = f"Writer {self.number} notices thing {turn}."
            form = {
                "words": words,
                "place_key": self.ward,
                "request_key": secrets.token_hex(16),
                "csrfmiddlewaretoken": token,
            }
            for _send in range(random.choice((2, 2, 3))):
                answer = self.stubborn("POST", urllib.parse.urlencode(form), f"; csrftoken={csrf}")
                answer.read()
                if answer.status == 302:
                    self.saved[words] = answer.headers["Location"]
                else:
                    self.wrong.append(answer.status)


def test_nothing_saved_is_lost_and_nothing_is_doubled(house):
    port, session, ward, server, env = house
    until = time.time() + SECONDS
    writers = [Writer(number, port, session, ward, until) for number in range(WRITERS)]
    [writer.start() for writer in writers]
    killed, born = 0, {}
    while time.time() < until:
        time.sleep(random.uniform(0.8, 1.6))
        living = {pid: born.setdefault(pid, time.time()) for pid in workers(server.pid)}
        if old := [pid for pid, since in living.items() if time.time() - since > SETTLED]:
            os.kill(random.choice(old), signal.SIGKILL)
            killed += 1
    [writer.join(120) for writer in writers]
    counted = subprocess.run([sys.executable, "-c", COUNT], env=env, check=True, capture_output=True, text=True).stdout
    number, ideas, events, credits, sound = json.loads(counted)
    saved = {words: location for writer in writers for words, location in writer.saved.items()}
    print(f"\n{len(saved)} saved, {killed} processes killed, {number} ideas in the database")
    assert killed >= SECONDS / 10
    assert not [status for writer in writers for status in writer.wrong]
    assert sound == "ok"
    assert set(saved) <= set(ideas)
    assert all(ideas[words] in location for words, location in saved.items())
    assert number == len(ideas) == len(events) == credits
