"""*Asked of you* for a person with 5,000 open items: `python -m bench.asked [--on sqlite|postgresql] [--items 5000]`.

Two fifths are asks, two fifths decisions, the rest ideas to answer; some promises and a kept one stand below. The page is
asked for as a signed-in person in one process: times are of the whole request, template and all. In the same run the list
is put together the way it was before: a union without order cut at 200, and the first twenty of every kind.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bench.own import in_its_own

RUNS = 30
CUT, FIRST = 200, 20


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--on", choices=["sqlite", "postgresql"], default="sqlite")
    asked.add_argument("--items", type=int, default=5_000)
    asked.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        measure(given.items)
        return
    print(f"{'on':<11}{'what':<22}{'queries':>8}{'median ms':>11}{'p95 ms':>8}{'CPU ms':>8}   says")
    done = in_its_own("asked", given.on, "--items", str(given.items), capture_output=True)
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    for line in json.loads(done.stdout.splitlines()[-1]):
        times = f"{line['queries']:>8}{line['median']:>11.1f}{line['p95']:>8.1f}{line['cpu']:>8.1f}"
        says = f"{line['number']:,} wait, the oldest for {line['oldest']} days"
        print(f"{given.on:<11}{line['what']:<22}{times}   {says}")


def measure(items: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from groundswell.front.queries import asking
    from tests.cast import build_cast, build_places

    call_command("migrate", verbosity=0)
    places = build_places()
    cast = build_cast(places)
    now = timezone.now()
    fill(cast, places, now, items)
    client = cast.client(cast.grace)
    waiting = asking.waiting_for(cast.grace, now)
    said = {"number": waiting.number, "oldest": waiting.oldest_days(now)}
    lines = [
        timed("the page", lambda: client.get("/asked-of-you/")) | said,
        timed("the last page", lambda: client.get(f"/asked-of-you/?page={(items - 1) // asking.PAGE}")) | said,
        timed("the first page", lambda: client.get("/")) | said,
        timed("number and oldest", lambda: asking.waiting_for(_fresh(cast), now)) | said,
        timed("its list", lambda: asking.asked_of(_fresh(cast), now)) | said,
        timed("the list as it was", lambda: as_it_was(_fresh(cast), now)) | as_it_was(_fresh(cast), now),
    ]
    print(json.dumps(lines))


def _fresh(cast: Any) -> Any:
    """The same person without what one request has kept."""
    from groundswell.people.models import Person

    return Person(pk=cast.grace.pk)


def fill(cast: Any, places: Any, now: Any, items: int) -> None:
    """Every third of a day something, so that the oldest waits longest whatever it is."""
    from groundswell.enabling import actions
    from groundswell.enabling.models import Ask, AskBehind, Permission
    from groundswell.enabling.rules import Rung
    from groundswell.events.kinds import Subject
    from groundswell.ideas.models import Idea
    from groundswell.ui.formats import london_day

    ward, by, to = places.ward21, cast.amina, cast.grace
    here = {"place": ward, "organisation": ward.organisation}
    held = {"level": "team", "level_place": ward, "held_since": now, "asked_by": by}
    work = {"work_room": "changes", "work_title": "Scans", "work_address": "/changes/abc/"}
    part = items // 5
    asks = Ask.objects.bulk_create(
        Ask(kind="other", what=f"Thing {n}", holder=to, asked_at=now - timedelta(hours=8 * n), people=n % 90, **held, **here)
        for n in range(2 * part)
    )  # fmt: skip
    AskBehind.objects.bulk_create(AskBehind(ask=ask, work_id="abc", since=now, **work, **here) for ask in asks)
    Permission.objects.bulk_create(
        Permission(work_id=f"w{n}", trigger="procurement_or_contract", source="Rule 1", origin="ours", decider=to, working_days=10,
                   asked_at=now - timedelta(hours=8 * n), **held, **work, **here)
        for n in range(2 * part)
    )  # fmt: skip
    Idea.objects.bulk_create(
        Idea(words=f"Noticed {n}", owner=by, noticed_at=now - timedelta(hours=8 * n), moved_at=now, due_on=london_day(now), **here)
        for n in range(items - 4 * part)
    )  # fmt: skip
    rung = Rung(to, ward, "team")
    for number in range(5):
        ask = actions.ask_for(
            what=f"Promised {number}", kind="other", place=ward, to=rung, work=Subject("changes", "abc", "Scans", "/changes/abc/"),
            by=by, at=now,
        )  # fmt: skip
        actions.commit(ask=ask, due=london_day(now), by=to, at=now)


def as_it_was(person: Any, now: Any) -> dict[str, int]:
    """A union without order cut at 200 for the number, then the first twenty of every kind found in it."""
    from django.db.models import CharField, F, Value

    from groundswell.front.queries import asking
    from groundswell.ui.formats import days_between

    sources = asking.sources(person, now)
    lines = [
        one.rows.order_by()
        .annotate(waits_what=Value(one.what.value, output_field=CharField()), waits_since=F(one.since))
        .values_list("waits_what", "waits_since")
        for one in sources
        if not one.is_day
    ]
    found = list(lines[0].union(*lines[1:], all=True)[:CUT])
    for one in sources:
        if one.what in {what for what, _ in found}:
            list(one.with_cards(one.rows).order_by(one.since)[:FIRST])
    return {"number": len(found), "oldest": days_between(min(since for _, since in found), now)}


def timed(what: str, deed: Callable[[], Any]) -> dict[str, Any]:
    """Thirty times after a first; wall and processor."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        deed()
    queries = len(caught)
    times, before = [], time.process_time()
    for _run in range(RUNS):
        start = time.perf_counter()
        deed()
        times.append((time.perf_counter() - start) * 1000)
    return {
        "what": what, "queries": queries, "median": statistics.median(times), "p95": statistics.quantiles(times, n=20)[-1],
        "cpu": (time.process_time() - before) * 1000 / RUNS,
    }  # fmt: skip


if __name__ == "__main__":
    main()
