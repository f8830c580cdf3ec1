"""The bureaucracy of a made-up trust: `python -m bench.bureaucracy --on sqlite|postgresql`.

10,000 staff in 240 wards of twelve divisions, three years of ideas, changes, permissions, asks and promises; waits with heavy tails;
seeded, so that two runs make the same rows. Written with `bulk_create` in the shapes that the verbs write. Then the figures of one
month are made by the room's own verb, and the page is asked for; told beside it is what the page would cost without a snapshot.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from bench.own import in_its_own

T = TypeVar("T")

STAFF, DIVISIONS, WARDS = 10_000, 12, 240
IDEAS, CHANGES, ASKS = 15_000, 5_000, 3_000
START, MONTH, DAYS = datetime(2023, 1, 2, 9, tzinfo=UTC), date(2025, 12, 31), 1_090
BATCH, PAGES = 2_000, 40
ORIGINS = {"identifiable_data": "law", "new_software_or_device": "regulator", "affects_staff_terms": "law",
"one_off_cost_over_limit": "ours",
           "recurring_cost_over_limit": "ours", "procurement_or_contract": "law", "estates_or_capital": "regulator",
           "equality_impact_likely": "commissioner", "affects_another_team": "habit"}  # fmt: skip
LEVELS = ("team", "division", "executive")


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
    trust, person = fill(random.Random(2026))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    at = datetime(2026, 1, 1, 2, tzinfo=UTC)
    made, snapshot = timed(lambda: actions.make_snapshots(home=trust, month=MONTH, at=at))

    client, address = Client(), f"/places/{trust.key}/bureaucracy/"
    client.force_login(person)
    client.get(address)  # templates are read once
    asked: list[str] = []
    with connection.execute_wrapper(lambda execute, sql, *rest: (asked.append(sql), execute(sql, *rest))[1]):
        answer = client.get(address)
    assert answer.status_code == 200
    each = sorted(timed(lambda: client.get(address))[1] for _page in range(PAGES))

    kept = Snapshot.objects.get(place=trust)
    rows, reading = timed(lambda: queries.rows_by_place(trust, MONTH))
    again, working = timed(lambda: figures(rows[trust]))
    assert json.loads(json.dumps(again)) == kept.figures, "worked out anew it is the same"
    _page, dressing = timed(lambda: presenters.page(trust, kept))
    found = {
        "database": connection.vendor, "places": made, "snapshot of all places, s": round(snapshot, 1),
        "page p50, ms": round(1000 * statistics.median(each)), "page p95, ms": round(1000 * each[int(0.95 * PAGES)]),
        "queries": len(asked), "bytes": len(answer.content), "gate and words, ms": round(1000 * dressing, 1),
        "without a snapshot: reading, s": round(reading, 1), "working out the trust, s": round(working, 1),
        "load": [round(one, 1) for one in os.getloadavg()],
    }  # fmt: skip
    print(json.dumps(found, indent=1))


def timed(work: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    return work(), time.perf_counter() - began


def fill(rng: random.Random):
    """The trust and one of its people."""
    from groundswell.people.models import Membership, Person

    trust, wards = places()
    people = Person.objects.bulk_create(
        [Person(email=f"p{n}@bench.example", name=f"Person {n}", password="!") for n in range(STAFF)], batch_size=BATCH
    )
    work_at = [rng.choice(wards) for _person in people]
    Membership.objects.bulk_create(
        [Membership(person=one, place=ward, staff_group="nursing_midwifery", clinical=True, managerial=False, joined_by="invitation",
                    since=START, confirmed_at=START) for one, ward in zip(people, work_at, strict=True)],
        batch_size=BATCH,
    )  # fmt: skip
    by_ward: dict[int, list] = {}
    for one, ward in zip(people, work_at, strict=True):
        by_ward.setdefault(ward.pk, []).append(one)
    ideas = noticed(rng, trust, wards, by_ward)
    works = tried(rng, trust, ideas)
    asked(rng, trust, works, people)
    in_the_way(rng, trust, works, people)
    return trust, people[0]


def places():
    from groundswell.places.models import Kind, Place

    def make(name: str, kind: str, above=None, key: str | None = None):
        row = Place(
            name=name,
            kind=kind,
            parent=above,
            organisation=above and (above.organisation or above),
            **({"key": key} if key else {}),
        )
        row.save()
        row.path = f"{above.path if above else '/'}{row.pk}/"
        row.organisation = row.organisation or row
        row.save()
        return row

    trust = make("Bench trust", Kind.TRUST, key="BENCH")
    divisions = [make(f"Division {n}", Kind.DIVISION, trust) for n in range(DIVISIONS)]
    return trust, [make(f"Ward {n}", Kind.WARD, divisions[n % DIVISIONS]) for n in range(WARDS)]


def wait(rng: random.Random, typical: float) -> timedelta:
    """Log-normal: half within `typical` days, one in a hundred more than twelve times as long."""
    return timedelta(days=typical * rng.lognormvariate(0, 1.1))


def noticed(rng: random.Random, trust, wards, by_ward):
    from groundswell.events.models import Event
    from groundswell.ideas.models import Idea

    weights = [1 / (1 + n) ** 0.7 for n in range(len(wards))]
    made = []
    for number in range(IDEAS):
        ward = rng.choices(wards, weights)[0]
        at = START + timedelta(days=DAYS * number / IDEAS)
        owner, answerer = rng.choice(by_ward[ward.pk]), by_ward[ward.pk][0]
        heard = at + wait(rng, 3) if rng.random() < 0.85 else None
        made.append(
            Idea(words="x", owner=owner, place=ward, organisation=trust, noticed_at=at, moved_at=at, due_on=at.date(),
                 stage="heard" if heard else "noticed", heard_at=heard, heard_by=answerer if heard else None,
                     answer="x" if heard else "",
                 fixed_at=at if rng.random() < 0.1 else None)
        )  # fmt: skip
    Idea.objects.bulk_create(made, batch_size=BATCH)

    def event(idea, kind, actor, at):
        return Event(kind=kind, room="ideas", subject_id=idea.public_id, title="x", address="/x/", place=idea.place,
            organisation=trust,
                     actor=actor, at=at)  # fmt: skip

    events = [event(one, "idea_noticed", one.owner, one.noticed_at) for one in made]
    events += [event(one, "idea_heard", one.heard_by, one.heard_at) for one in made if one.heard_at]
    events += [
        event(one, "commented", rng.choice(by_ward[one.place_id]), one.noticed_at + wait(rng, 4))
        for one in made
        for _n in range(rng.randrange(4))
    ]
    Event.objects.bulk_create(events, batch_size=BATCH)
    return made


def tried(rng: random.Random, trust, ideas):
    from groundswell.changes.models import Change, ChangePlace, Test

    works, tests = [], []
    for idea in rng.sample(ideas, CHANGES):
        opened = idea.noticed_at + wait(rng, 10)
        works.append(
            Change(title="x", place=idea.place, organisation=trust, reversible=rng.random() < 0.8, inside_team=rng.random() < 0.8,
                   new_risk=rng.random() < 0.2, opened_by=idea.owner, opened_at=opened, moved_at=opened,
                   stopped_at=opened + wait(rng, 90) if rng.random() < 0.15 else None, stopped_reason="x")
        )  # fmt: skip
    Change.objects.bulk_create(works, batch_size=BATCH)
    by_owner = {idea.owner_id: idea for idea in ideas}
    Change.ideas.through.objects.bulk_create(
        [Change.ideas.through(change=one, idea=by_owner[one.opened_by_id]) for one in works], batch_size=BATCH
    )
    ChangePlace.objects.bulk_create(
        [ChangePlace(change=one, place=one.place, organisation=trust, joined_at=one.opened_at,
            home=True) for one in works], batch_size=BATCH
    )  # fmt: skip
    for one in works:
        began = one.opened_at
        for number in range(rng.choice((0, 1, 1, 2, 3))):
            began += wait(rng, 15)
            ended = began + wait(rng, 14)
            tests.append(Test(change=one, number=number + 1, question="x", prediction="x", scale="one_week", started_on=began.date(),
                              ended_on=ended.date(), decision=rng.choice(("adopt", "adapt", "test_again"))))  # fmt: skip
            began = ended
    Test.objects.bulk_create(tests, batch_size=BATCH)
    return works


def asked(rng: random.Random, trust, works, people):
    from groundswell.enabling.models import Permission, PermissionHop, PermissionPause

    made, hops, pauses = [], [], []
    for work in works:
        plain = work.reversible and work.inside_team and not work.new_risk
        for trigger in rng.sample(sorted(ORIGINS), 0 if plain and rng.random() < 0.8 else rng.choice((1, 1, 2, 3))):
            at, decided = work.opened_at + wait(rng, 2), rng.random() < 0.93
            no, by_clock = rng.random() < 0.04, ORIGINS[trigger] in ("ours", "habit") and rng.random() < 0.1
            decision = ("no" if no and trigger != "affects_another_team" else "yes") if decided else ""
            made.append(
                Permission(work_room="changes", work_id=work.public_id, work_title="x", work_address="/x/", place=work.place,
                           organisation=trust, trigger=trigger, source="x", origin=ORIGINS[trigger],
                           asked_by=work.opened_by, asked_at=at,
                           decider=rng.choice(people), level="division", level_place=trust, held_since=at,
                           working_days=rng.choice((5, 10)),
                           decision=decision, decided_at=at + wait(rng, 6) if decided else None, reason="x", would_be_yes="x",
                           automatic=by_clock and decision == "yes")
            )  # fmt: skip
    Permission.objects.bulk_create(made, batch_size=BATCH)
    for row in made:
        for number, level in enumerate(LEVELS[: rng.choice((1, 2, 2, 3))]):
            hops.append(
                PermissionHop(
                    permission=row, level=level, place=trust, why="asked", at=row.asked_at + timedelta(days=7 * number)
                )
            )
        if rng.random() < 0.1:
            pauses.append(
                PermissionPause(permission=row, need="x", at=row.asked_at, ended_at=row.asked_at + wait(rng, 3))
            )
    PermissionHop.objects.bulk_create(hops, batch_size=BATCH)
    PermissionPause.objects.bulk_create(pauses, batch_size=BATCH)


def in_the_way(rng: random.Random, trust, works, people):
    from groundswell.enabling.models import Ask, AskBehind, AskHop, AskKind, Commitment

    asks, behind, hops, promises = [], [], [], []
    for work in rng.sample(works, ASKS):
        at, over = work.opened_at + wait(rng, 8), rng.random() < 0.8
        asks.append(
            Ask(kind=rng.choice(AskKind.values), what="x", place=work.place, organisation=trust, asked_by=work.opened_by, asked_at=at,
                holder=rng.choice(people), held_since=at, level="division", level_place=trust, status="kept" if over else "open",
                ended_at=at + wait(rng, 20) if over else None)
        )  # fmt: skip
        behind.append(AskBehind(work_room="changes", work_id=work.public_id, work_title="x", work_address="/x/", place=work.place,
                                organisation=trust, since=at))  # fmt: skip
    Ask.objects.bulk_create(asks, batch_size=BATCH)
    for ask, row in zip(asks, behind, strict=True):
        row.ask = ask
        hops += [
            AskHop(ask=ask, level=level, place=trust, why="asked", at=ask.asked_at)
            for level in LEVELS[: rng.choice((1, 2, 3))]
        ]
        became = rng.choice(("kept_at", "kept_at", "moved_at", "broken_at")) if ask.ended_at else "ended_at"
        promises.append(
            Commitment(ask=ask, person=ask.holder, made_at=ask.asked_at, due_on=ask.asked_at.date(), moved_reason="x",
                       **{became: ask.ended_at or ask.asked_at})
        )  # fmt: skip
    AskBehind.objects.bulk_create(behind, batch_size=BATCH)
    AskHop.objects.bulk_create(hops, batch_size=BATCH)
    Commitment.objects.bulk_create(promises, batch_size=BATCH)


if __name__ == "__main__":
    main()
