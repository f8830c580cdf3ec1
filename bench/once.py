"""Kept and once: `python -m bench.once faults|kills|burst [--on sqlite|postgresql] [--number N] [--without-keys]`.

    faults   every notice goes through a line that drops 30 % of the answers and doubles 10 % of the requests (2,000)
    kills    web processes and the worker are killed (kill -9) every 1 to 2 seconds while notices arrive (10,000)
    burst    50 notices a second for 60 seconds against two web processes; the time from sending to the answer

The client speaks as a phone's outbox does, and shares no code with the product: a key and a body, sent until there is an answer.
`--without-keys` runs the same against a server that checks no keys; that run must show doubles, and fails when it does not.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import http.client
import json
import random
import secrets
import socket
import threading
import time
import urllib.parse
from dataclasses import dataclass, field

from bench.rig import PEOPLE, Rig

DROPPED, DOUBLED = 0.30, 0.10
A_SECOND, SECONDS = 50, 60


class BadLine(threading.Thread):
    """A relay that loses answers and repeats requests; one request a connection."""

    def __init__(self, server: int) -> None:
        super().__init__(daemon=True)
        self.server, self.dropped, self.doubled = server, 0, 0
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.port = self.listener.getsockname()[1]

    def run(self) -> None:
        while True:
            near, _address = self.listener.accept()
            threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        with near, contextlib.suppress(OSError):
            request = _read_request(near)
            if random.random() < DOUBLED:
                self.doubled += 1
                threading.Thread(target=self._ask, args=(request,), daemon=True).start()
            answer = self._ask(request)
            if random.random() < DROPPED:
                self.dropped += 1
            else:
                near.sendall(answer)

    def _ask(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.server), timeout=60) as far:
            far.sendall(request)
            parts = []
            while some := far.recv(65536):
                parts.append(some)
        return b"".join(parts)


def _read_request(near: socket.socket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got:
        got += near.recv(65536)
    head, _, body = got.partition(b"\r\n\r\n")
    length = next((int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        body += near.recv(65536)
    return head + b"\r\n\r\n" + body


@dataclass
class Sender(threading.Thread):
    """One phone: what it has typed it sends in order, each with its own key, until it knows what became of it."""

    number: int
    port: int
    session: str
    ward: str
    todo: collections.deque[str]
    saved: list[str] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        self.csrf, self.cookie = self._greet()
        while True:
            try:
                words = self.todo.popleft()
            except IndexError:
                return
            self.send(words)

    def send(self, words: str) -> None:
        key, started = secrets.token_hex(16), time.monotonic()
        while True:
            status, body = self._ask("POST", "/notice/", urllib.parse.urlencode({"words": words, "place_key": self.ward}), {
                "Idempotency-Key": key, "X-CSRFToken": self.csrf, "Cookie": self.cookie,
            })  # fmt: skip
            if status == 200 and "to" in body:
                self.saved.append(words)
                self.seconds.append(time.monotonic() - started)
                return
            if status and status < 500:
                self.wrong.append(status)
                return
            time.sleep(0.05)

    def _greet(self) -> tuple[str, str]:
        while True:
            status, body = self._ask("GET", "/outbox/hello/", None, {"Cookie": f"sessionid={self.session}"})
            if status == 200:
                cookie = f"sessionid={self.session}; csrftoken={self.cookies['csrftoken']}"
                return body["csrf"], cookie
            time.sleep(0.1)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, dict[str, str]]:
        """The status and what it says; 0 when no answer came."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(method, path, body, headers | {
                "Groundswell-Outbox": "1", "Connection": "close", "Content-Type": "application/x-www-form-urlencoded",
            })  # fmt: skip
            answer = line.getresponse()
            said = answer.read()
            pairs = (one.split(";")[0].split("=", 1) for one in answer.headers.get_all("Set-Cookie") or [])
            self.cookies = dict(pairs)  # type: ignore[arg-type]
            return answer.status, json.loads(said or "{}")
        except (OSError, http.client.HTTPException, ValueError):
            return 0, {}
        finally:
            line.close()


def senders(rig: Rig, port: int, number: int, people: int) -> list[Sender]:
    todo = collections.deque(f"Thing number {n} was noticed." for n in range(number))
    return [Sender(n, port, rig.sessions[n], rig.ward, todo) for n in range(people)]


def faults(rig: Rig, number: int) -> list[Sender]:
    line = BadLine(rig.port)
    line.start()
    sending = senders(rig, line.port, number, 8)
    [one.start() for one in sending]
    [one.join() for one in sending]
    print(f"{line.dropped} answers dropped, {line.doubled} requests doubled")
    return sending


def kills(rig: Rig, number: int) -> list[Sender]:
    sending = senders(rig, rig.port, number, 8)
    [one.start() for one in sending]
    while any(one.is_alive() for one in sending):
        time.sleep(random.uniform(1, 2))
        rig.kill_one()
    print(f"{rig.killed} processes killed")
    return sending


def burst(rig: Rig, number: int) -> list[Sender]:
    """Each phone sends one notice whenever its turn comes; a turn comes 50 times a second whether or not answers do."""
    sending = senders(rig, rig.port, 0, PEOPLE)
    for one in sending:
        one.csrf, one.cookie = one._greet()
    threads, began = [], time.monotonic()
    for turn in range(number):
        time.sleep(max(0.0, began + turn / A_SECOND - time.monotonic()))
        one = sending[turn % PEOPLE]
        threads.append(threading.Thread(target=one.send, args=(f"Thing number {turn} was noticed.",), daemon=True))
        threads[-1].start()
    [thread.join() for thread in threads]
    return sending


RUNS = {"faults": (faults, 2_000), "kills": (kills, 10_000), "burst": (burst, A_SECOND * SECONDS)}


def report(rig: Rig, sending: list[Sender], number: int) -> bool:
    """Print the counts; whether all was kept and once."""
    found = rig.count()
    times = collections.Counter(found["words"])
    saved = {words for one in sending for words in one.saved}
    wrong = [status for one in sending for status in one.wrong]
    lost, doubled = len(saved - set(times)), sum(count - 1 for count in times.values())
    took = sorted(second for one in sending for second in one.seconds)
    p50, p95 = took[len(took) // 2], took[int(len(took) * 0.95)]
    print(f"{len(saved)} of {number} saved, {lost} lost, {doubled} doubled, {len(wrong)} refused {wrong[:5]}")
    print(f"{found['without_event']} without their event, {found['without_notice']} whose answerer was not told; "
          f"{found['notices']} told, {found['letters']} letters, {found['unsent']} unsent; database {found['sound']}")  # fmt: skip
    print(f"from sending to the answer: median {p50:.3f} s, p95 {p95:.3f} s, longest {took[-1]:.2f} s")
    whole = found["without_event"] == found["without_notice"] == found["unsent"] == 0
    return len(saved) == number and not lost and not doubled and not wrong and whole and found["sound"] == "ok"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("run", choices=RUNS)
    asked.add_argument("--on", choices=("sqlite", "postgresql"), default="sqlite")
    asked.add_argument("--number", type=int)
    asked.add_argument("--without-keys", action="store_true")
    chosen = asked.parse_args()
    run, number = RUNS[chosen.run]
    number = chosen.number or number
    settings = "bench.without_keys" if chosen.without_keys else "groundswell.front.settings"
    print(f"{chosen.run}, {number:,} notices, {chosen.on}{', no keys checked' if chosen.without_keys else ''}")
    started = time.monotonic()
    with Rig(chosen.on, settings=settings) as rig:
        sending = run(rig, number)
        good = report(rig, sending, number)
    print(f"{time.monotonic() - started:.0f} s; {'kept and once' if good else 'NOT kept and once'}")
    return 0 if good is not chosen.without_keys else 1


if __name__ == "__main__":
    raise SystemExit(main())
