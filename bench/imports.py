"""A load of 100,000 rows, half of them bad, from the upload to its readings: `python -m bench.imports`.

For SQLite (a file) and PostgreSQL, each in a process of its own: seconds to answer the upload, to read it, to show the preview,
to add it and to take it back, and the most memory the process held. The same verbs and pages that a browser and the worker use.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta

ROWS = 100_000
ADMIN = os.environ.get("BENCH_POSTGRES", "postgresql://postgres@127.0.0.1:5432")
NAME = "groundswell_bench_imports"
BAD = ("31/02/2020 10:00,5,x", "{at},lots,x", "not a day,7,", "{at},<5,x")


def rows() -> bytes:
    """Hourly readings from 2010; every second row cannot be used. Seeded."""
    rng, at, lines = random.Random(2026), datetime(2010, 1, 1), ["when,value,comment"]
    for number in range(ROWS):
        at += timedelta(hours=1)
        said = f"{at:%d/%m/%Y %H:%M}"
        lines.append(f"{said},{rng.randint(1, 99)},ok" if number % 2 else rng.choice(BAD).format(at=said))
    return "\n".join(lines).encode()


def measure() -> None:
    """In a process of its own: prints one line of the table."""
    import django

    django.setup()
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from groundswell.measures import jobs  # noqa: F401 - the worker's tick declares it
    from groundswell.measures.actions import start_measure
    from groundswell.measures.models import Batch, Reading
    from groundswell.people.models import Membership, Person
    from groundswell.places.models import Kind, Place
    from groundswell.post import actions as post
    from groundswell.ui.ids import new_key

    assert connection.vendor == os.environ["BENCH_ON"].lower()
    call_command("migrate", verbosity=0)
    now = timezone.now()
    place = Place.objects.create(key="B", name="Bench", kind=Kind.TRUST)
    Place.objects.filter(pk=place.pk).update(path=f"/{place.pk}/", organisation=place)
    place.refresh_from_db()
    person = Person.objects.create_user("b@bench.example", name="B")
    Membership.objects.create(
        person=person, place=place, staff_group="other", clinical=True, managerial=False, joined_by="invitation", since=now,
        confirmed_at=now,
    )  # fmt: skip
    number = start_measure(name="Hours", direction="increase", interval="shift", place=place, by=person, at=now)
    client, content, took = Client(), rows(), []
    client.force_login(person)

    def timed(deed):
        start = time.perf_counter()
        answer = deed()
        took.append(time.perf_counter() - start)
        return answer

    def send(address, **typed):
        return client.post(address, {"request_key": new_key(), **typed})

    def work():
        post.work(timezone.now() + timedelta(minutes=20))

    file = SimpleUploadedFile("half.csv", content)
    there = timed(lambda: send(f"{number.get_absolute_url()}load/", file=file)).headers["Location"]
    timed(work)
    page = timed(lambda: client.get(there)).content.decode()
    assert "50,000 readings" in page, page[:3000]
    send(there, digest="1", deed="add")
    timed(work)
    assert Reading.objects.count() == ROWS // 2
    timed(lambda: send(f"/loads/{Batch.objects.get().public_id}/undo/"))
    assert not Reading.objects.exists()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {os.environ['BENCH_ON']} | {' | '.join(f'{each:.2f}' for each in took)} | {sum(took):.1f} | {most:.0f} |")


def psql(statement: str) -> None:
    subprocess.run(["psql", "-q", f"{ADMIN}/postgres", "-c", statement], check=True, stderr=subprocess.DEVNULL)


def main() -> None:
    print("| database | upload answered | read | preview shown | added | taken back | all, seconds | most memory, MB |")
    print("|---|---|---|---|---|---|---|---|")
    psql(f"DROP DATABASE IF EXISTS {NAME}")
    psql(f"CREATE DATABASE {NAME}")
    with tempfile.TemporaryDirectory() as home:
        common = os.environ | {
            "GROUNDSWELL_MODE": "test", "GROUNDSWELL_HOME": home, "DJANGO_SETTINGS_MODULE": "groundswell.front.settings",
        }  # fmt: skip
        for name, url in (("SQLite", f"sqlite:///{home}/bench.sqlite3"), ("PostgreSQL", f"{ADMIN}/{NAME}")):
            env = common | {"DATABASE_URL": url, "BENCH_ON": name}
            subprocess.run([sys.executable, "-m", "bench.imports", "one"], env=env, check=True)
    psql(f"DROP DATABASE {NAME} WITH (FORCE)")


if __name__ == "__main__":
    measure() if sys.argv[1:] == ["one"] else main()
