"""Jobs done once though workers die: `python -m bench.workers [--on sqlite|postgresql] [--number N] [--without-claims]`.

Three workers share 2,000 jobs; one of them is killed (kill -9) every 1 to 2 seconds, and started again as a supervisor would.
Each job writes a row that nothing keeps from being written twice, and wants a letter. Some are poison: they fail, hang, or
end their worker. Leases and back-off are short here, or it would take an hour; everything else is the product's own tick.
`--without-claims` runs the same with workers that take whatever is due; that run must show doubles, and fails when it does not.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

from bench.rig import Rig, _administer

WORKERS, NUMBER, POISON = 3, 2_000, ("fails", "hangs", "ends")
A_JOB = 0.02  # seconds of work in each job, so that kills meet some of them halfway
TOO_LONG = 900  # seconds until the run is given up

FILL = """
import sys, django
django.setup()
from django.db import transaction
from django.utils import timezone
from groundswell.post import actions
now, number, poison = timezone.now(), int(sys.argv[1]), sys.argv[2].split()
with transaction.atomic():
    for n in range(number):
        actions.enqueue(key=f"job-{n}", kind="bench.effect", data={"n": n}, at=now)
    for n, how in enumerate(poison):
        actions.enqueue(key=f"poison-{n}", kind=f"bench.{how}", data={"n": n}, at=now)
"""
LEFT = """
import django
django.setup()
from groundswell.post.models import Job, Outbox
waiting = [Job.objects.filter(done_at=None, parked_at=None).count(), Outbox.objects.filter(sent_at=None, parked_at=None).count()]
print(sum(waiting))
"""
COUNT = """
import json, django
django.setup()
from django.db import connection
from groundswell.post.models import Job, KeptMail, Outbox
sound = "ok"
if connection.vendor == "sqlite":
    with connection.cursor() as cursor:
        sound = cursor.execute("PRAGMA integrity_check").fetchone()[0]
print(json.dumps({
    "effects": list(KeptMail.objects.filter(to="effect@bench.example").values_list("subject", flat=True)),
    "arrived": list(KeptMail.objects.filter(to="reader@bench.example").values_list("subject", flat=True)),
    "letters": Outbox.objects.count(), "sent": Outbox.objects.exclude(sent_at=None).count(), "sound": sound,
    "parked": {row.key: [row.attempts, row.reason] for row in Job.objects.exclude(parked_at=None)},
    "tries": max(Job.objects.filter(parked_at=None).values_list("attempts", flat=True), default=0)}))
"""


def be_worker(*, claims: bool) -> None:
    """One of the three, in a process of its own: the product's tick, with jobs that leave a mark."""
    import django

    django.setup()
    from groundswell.front import tick
    from groundswell.post import actions
    from groundswell.post.models import KeptMail

    actions.LEASE, actions.BACK_OFF, actions.LONGEST = timedelta(seconds=4), timedelta(milliseconds=100), 2.0

    @actions.handles("bench.effect")
    def _effect(data: dict[str, Any], at: datetime) -> None:
        KeptMail.objects.create(to="effect@bench.example", subject=f"job-{data['n']}", body="")
        time.sleep(A_JOB)
        words = {"to": "reader@bench.example", "subject": f"letter-{data['n']}", "body": "It is done."}
        actions.send(key=f"letter-{data['n']}", at=at, **words)

    @actions.handles("bench.fails")
    def _fails(data: dict[str, Any], at: datetime) -> None:
        _effect(data | {"n": f"poison-{data['n']}"}, at)
        raise ValueError("poison")

    @actions.handles("bench.hangs")
    def _hangs(data: dict[str, Any], at: datetime) -> None:
        _effect(data | {"n": f"poison-{data['n']}"}, at)
        time.sleep(1_000_000)

    @actions.handles("bench.ends")
    def _ends(data: dict[str, Any], at: datetime) -> None:
        _effect(data | {"n": f"poison-{data['n']}"}, at)
        os.kill(os.getpid(), signal.SIGKILL)

    shuffled = actions._shuffled

    def dawdle(rows: Any) -> list[Any]:
        """Read what is due, then wait: meanwhile the others read the same."""
        found = shuffled(rows)
        time.sleep(random.uniform(0, 1) if found else 0)
        return found

    actions._shuffled = dawdle
    if not claims:
        actions._claim = lambda row, at: True  # type: ignore[assignment]
        actions._mine = lambda row: type(row)._default_manager.filter(pk=row.pk)
    Path(os.environ["GROUNDSWELL_HOME"], f"ready-{os.getpid()}").touch()
    tick.keep_ticking(0.2, threading.Event())


class Workers(Rig):
    """A database and three workers, without a web server."""

    def __init__(self, database: str, *, claims: bool) -> None:
        super().__init__(database)
        self.command = [sys.executable, "-m", "bench.workers", "--be-worker", *([] if claims else ["--without-claims"])]
        self.errors = Path(self.folder.name, "errors")
        self.alive: list[subprocess.Popen[bytes]] = []
        self.died = 0

    def __enter__(self) -> Workers:
        if self.database == "postgresql":
            _administer(f'CREATE DATABASE "{self.name}"')
        self._django("migrate", "-v0")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in self.alive:
            child.kill()
            child.wait()
        super().__exit__(kind, error, trace)

    def start(self) -> None:
        with self.errors.open("ab") as errors:
            self.alive.append(subprocess.Popen(self.command, env=self.env, stderr=errors))

    def watch(self) -> None:
        """Start again what died by itself."""
        for child in [child for child in self.alive if child.poll() is not None]:
            self.alive.remove(child)
            self.died += 1
            self.start()

    def kill_one(self) -> None:
        child = random.choice(self.alive)
        child.kill()
        child.wait()
        self.alive.remove(child)
        self.killed += 1
        self.start()

    def wait_until_ready(self) -> None:
        while len(list(Path(self.folder.name).glob("ready-*"))) < WORKERS:
            time.sleep(0.1)
            self.watch()

    def waiting(self) -> int:
        return int(self._python(LEFT))

    def found(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._python(COUNT))
        return found


def run(rig: Workers, number: int, poison: list[str]) -> float:
    """Until nothing waits any more; how many seconds it took."""
    for _worker in range(WORKERS):
        rig.start()
    rig.wait_until_ready()
    rig._python(FILL, str(number), " ".join(poison))
    began, asked = time.monotonic(), 0.0
    while time.monotonic() - began < TOO_LONG:
        time.sleep(random.uniform(1, 2))
        rig.watch()
        rig.kill_one()
        if time.monotonic() - asked > 5:
            asked = time.monotonic()
            if not rig.waiting():
                break
    return time.monotonic() - began


def report(rig: Workers, number: int, poison: list[str]) -> bool:
    """Print the counts; whether each job was done once and each poison was parked, and nothing else."""
    found = rig.found()
    effects, arrived = collections.Counter(found["effects"]), collections.Counter(found["arrived"])
    wanted = {f"job-{n}" for n in range(number)}
    lost, doubled = len(wanted - set(effects)), sum(times - 1 for times in effects.values())
    strange = set(effects) - wanted
    print(f"{rig.killed} workers killed, {rig.died} ended by poison or by themselves")
    print(f"most tries of a job that was done: {found['tries']}")
    print(f"{len(effects)} of {number} effects, {lost} lost, {doubled} doubled, {len(strange)} of jobs that failed")
    print(f"parked: {found['parked'] or 'none'}; database {found['sound']}")
    print(f"letters: {found['letters']} wanted, {found['sent']} sent, {len(arrived)} arrived, "
          f"{sum(times - 1 for times in arrived.values())} of them twice with the same Message-ID")  # fmt: skip
    parked = set(found["parked"]) == {f"poison-{n}" for n in range(len(poison))}
    letters = found["letters"] == found["sent"] == len(arrived) == number
    return not lost and not doubled and not strange and parked and letters and found["sound"] == "ok"


def main() -> int:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--on", choices=("sqlite", "postgresql"), default="sqlite")
    asked.add_argument("--number", type=int, default=NUMBER)
    asked.add_argument("--without-claims", action="store_true")
    asked.add_argument("--be-worker", action="store_true", help=argparse.SUPPRESS)
    chosen = asked.parse_args()
    if chosen.be_worker:
        be_worker(claims=not chosen.without_claims)
        return 0
    many = 0 if chosen.without_claims else max(len(POISON), chosen.number // 1_000)  # without claims no try is counted
    poison = [POISON[n % len(POISON)] for n in range(many)]
    how = ", nothing claimed" if chosen.without_claims else ""
    print(f"{chosen.number:,} jobs and {len(poison)} poison, {WORKERS} workers, {chosen.on}{how}")
    with Workers(chosen.on, claims=not chosen.without_claims) as rig:
        seconds = run(rig, chosen.number, poison)
        good = report(rig, chosen.number, poison)
    print(f"{seconds:.0f} s, load {os.getloadavg()[0]:.1f}; {'each once' if good else 'NOT each once'}")
    return 0 if good is not chosen.without_claims else 1


if __name__ == "__main__":
    raise SystemExit(main())
