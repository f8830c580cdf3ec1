"""The bureaucracy and the map of a made-up trust: `python -m bench.bureaucracy --on sqlite|postgresql`.

The trust of `bench.trust` at its full size. The figures of one month are made by the room's own verbs, and the pages are asked for;
told beside the first is what it would cost without a snapshot. Then one more day happens and is folded in.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from bench.own import in_its_own
from bench.trust import END, MONTH, fill, one_more_day

T = TypeVar("T")
PAGES = 40


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--on", choices=("sqlite", "postgresql"), default="sqlite")
    words.add_argument("--one", action="store_true", help="in the database that DATABASE_URL names")
    asked = words.parse_args()
    measure() if asked.one else in_its_own("bureaucracy", asked.on, check=True)


def measure() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from groundswell.insight import actions, presenters, queries
    from groundswell.insight.bureaucracy import figures
    from groundswell.insight.models import Snapshot

    call_command("migrate", verbosity=0)
    here = fill(random.Random(2026))
    trust, ward = here.home, here.liveliest
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    at = datetime(2026, 1, 1, 2, tzinfo=UTC)
    made, snapshot = timed(lambda: actions.make_snapshots(home=trust, month=MONTH, at=at))
    _one, counting = timed(lambda: actions.count_up_to(at))

    client = Client()
    client.force_login(here.rows[0].person)
    pages = {
        name: page(client, connection, f"/places/{key}/{room}/")
        for name, key, room in (
            ("the bureaucracy of the trust", trust.key, "bureaucracy"),
            ("where leadership lives in the trust", trust.key, "leadership"),
            ("where leadership lives on its liveliest ward", ward.key, "leadership"), ("surroundings", trust.key, "surroundings"),
            ("the trust beside others", trust.key, "leadership/funnel"), ("evidence", trust.key, "evidence"),
        )
    }  # fmt: skip

    kept = Snapshot.objects.get(place=trust)
    rows, reading = timed(lambda: queries.rows_by_place(trust, MONTH))
    again, working = timed(lambda: figures(rows[trust]))
    assert json.loads(json.dumps(again)) == kept.figures, "worked out anew it is the same"
    _page, dressing = timed(lambda: presenters.page(trust, kept))
    events, more = len(here.log), one_more_day(here)
    _one, folding = timed(lambda: actions.count_up_to(END + timedelta(days=1, hours=2)))
    found = {
        "database": connection.vendor, "places": made, "snapshot of all places, s": round(snapshot, 1),
        "counting for the map, s": round(counting, 1), "events": events, "gate and words, ms": round(1000 * dressing, 1),
        "without a snapshot: reading, s": round(reading, 1), "working out the trust, s": round(working, 1),
        "one more day, events": more, "folded in, s": round(folding, 2),
        "load": [round(one, 1) for one in os.getloadavg()], "pages": pages,
    }  # fmt: skip
    print(json.dumps(found, indent=1))


def page(client: Any, connection: Any, address: str) -> dict[str, float]:
    client.get(address)  # templates are read once
    asked: list[str] = []
    with connection.execute_wrapper(lambda execute, sql, *rest: (asked.append(sql), execute(sql, *rest))[1]):
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    each = sorted(timed(lambda: client.get(address))[1] for _page in range(PAGES))
    return {
        "p50, ms": round(1000 * statistics.median(each)), "p95, ms": round(1000 * each[int(0.95 * PAGES)]), "queries": len(asked),
        "bytes": len(answer.content),
    }  # fmt: skip


def timed(work: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    return work(), time.perf_counter() - began


if __name__ == "__main__":
    main()
