"""A draft of the rules of trust on 1,000 and 10,000 changes of a year: `python -m bench.replay [number ...]`.

For SQLite (a file) and PostgreSQL, each in a process and a database of its own. Beside the question that the page asks stands the
plain way as a baseline: each change fetched by itself, with its ideas, places and the rules of its place, as its own page does.
Both must count the same.
"""

from __future__ import annotations

import itertools
import random
import resource
import statistics
import sys
import time

from bench.own import in_its_own
from bench.tried_before import texts

SIZES, WARDS, RUNS = (1_000, 10_000), 200, 5
PLAIN_UP_TO = 1_000  # changes one by one: ten thousand take minutes
HINTS = (
    "rota",
    "another supplier",
    "patient list",
    "buy two for £300",
    "£40 a month",
    "interpreter",
    "protocol",
    "sink",
)


def main(sizes: list[int]) -> None:
    print("| database | changes | CPU s | median s | slowest s | queries | one by one, s | times ours | memory, MB |")
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    for database, number in itertools.product(("sqlite", "postgresql"), sizes):
        in_its_own("replay", database, str(number), check=True)


def one(number: int) -> None:
    """In a process of its own: prints one line of the table."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from groundswell.changes.queries import try_draft

    call_command("migrate", verbosity=0)
    draft = fill(number)
    now = timezone.now()
    with CaptureQueriesContext(connection) as asked:
        found = try_draft(draft, now).replay
    took, worked = [], []
    for _run in range(RUNS):
        started, began = time.perf_counter(), time.process_time()
        try_draft(draft, now)
        took.append(time.perf_counter() - started)
        worked.append(time.process_time() - began)
    middle, plainly = statistics.median(took), "| | "
    if number <= PLAIN_UP_TO:
        started = time.perf_counter()
        plain = one_by_one(draft, now)
        slow = time.perf_counter() - started
        ours = (found.changes, found.go_today, found.go_under_draft, found.asks_today, found.asks_under_draft)
        assert plain == ours, plain
        plainly = f"| {slow:.1f} | {slow / middle:.0f}"
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"| {connection.vendor} | {number:,} | {statistics.median(worked):.2f} | {middle:.2f} | {max(took):.2f} | {len(asked)} "
        f"{plainly} | {most:.0f} |",
        flush=True,
    )


def fill(number: int):  # type: ignore[no-untyped-def]
    """A trust of 200 wards, some with rules of their own, and a year of changes with one idea each. Seeded."""
    from dataclasses import replace
    from datetime import timedelta

    from django.utils import timezone

    from groundswell.changes.models import Change, ChangePlace
    from groundswell.enabling import actions
    from groundswell.enabling.models import Outcome, Trigger
    from groundswell.enabling.queries import draft_of
    from groundswell.enabling.rules import starting_rules
    from groundswell.ideas.models import Idea
    from groundswell.people.models import Person, RoleGrant
    from groundswell.places.models import Kind, Place

    rng, now, start = random.Random(2026), timezone.now(), starting_rules()
    trust = Place.objects.create(key="B", name="Bench", kind=Kind.TRUST)
    trust.organisation, trust.path = trust, f"/{trust.pk}/"
    trust.save()
    wards = []
    for ward_number in range(WARDS):
        ward = Place.objects.create(
            key=f"B{ward_number}", name=f"Ward {ward_number}", kind=Kind.WARD, parent=trust, organisation=trust
        )
        ward.path = f"{trust.path}{ward.pk}/"
        ward.save()
        wards.append(ward)
    person = Person.objects.create_user("b@bench.example", name="B")
    RoleGrant.objects.create(person=person, place=trust, role="executive", since=now)
    for place in (trust, *wards[::10]):
        book = actions.start_draft(place=place, by=person, at=now)
        tighter = replace(start[Trigger.ANOTHER_TEAM], outcome=Outcome.ASK)
        actions.set_rule(draft=book, rule=tighter, version=1, by=person, at=now)
        actions.bring_into_force(draft=book, version=2, agreed_on=now.date(), by=person, at=now)
    draft = actions.start_draft(place=trust, by=person, at=now)
    for version, trigger in enumerate((Trigger.CONTRACT, Trigger.ONE_OFF_COST), 1):
        rule = replace(start[trigger], outcome=Outcome.TELL)
        actions.set_rule(draft=draft, rule=rule, version=version, by=person, at=now)

    def said() -> str:
        return f"{rng.choice(HINTS)} " if rng.random() < 0.4 else ""

    moments = [now - timedelta(days=rng.random() * 360) for _ in range(number)]
    words = texts(number * 2, 3)
    changes = Change.objects.bulk_create(
        [
            Change(
                title=(said() + words[n])[:120], place=rng.choice(wards), organisation=trust, aim=words[number + n],
                reversible=rng.random() < 0.8, inside_team=rng.random() < 0.7, new_risk=rng.random() < 0.1, opened_at=at, moved_at=at,
                answers={"procurement_or_contract": rng.random() < 0.5} if rng.random() < 0.2 else {},
            )
            for n, at in enumerate(moments)
        ],
        batch_size=2_000,
    )  # fmt: skip
    ideas = Idea.objects.bulk_create(
        [
            Idea(
                words=said() + text, place=change.place, organisation=trust, noticed_at=change.opened_at, moved_at=change.opened_at,
                due_on=now.date(),
            )
            for change, text in zip(changes, texts(number, 4), strict=True)
        ],
        batch_size=2_000,
    )  # fmt: skip
    through = Change.ideas.through
    through._default_manager.bulk_create(
        [through(change_id=change.pk, idea_id=idea.pk) for change, idea in zip(changes, ideas, strict=True)],
        batch_size=2_000,
    )
    rows = [
        ChangePlace(change=change, place=change.place, organisation=trust, joined_at=now, home=True)
        for change in changes
    ]
    rows += [ChangePlace(change=change, place=trust, organisation=trust, joined_at=now) for change in changes[::20]]
    ChangePlace.objects.bulk_create(rows, batch_size=2_000)
    return draft_of(draft.place)


def one_by_one(draft, now):  # type: ignore[no-untyped-def]
    """The plain way: each change by itself."""
    from groundswell.changes.models import Change
    from groundswell.changes.queries.replaying import YEAR
    from groundswell.enabling.queries import trust_at
    from groundswell.enabling.rules import Facts, pounds_in, replay, suspected

    ways = []
    for pk in Change.objects.filter(organisation=draft.place, opened_at__gt=now - YEAR).values_list("pk", flat=True):
        change = Change.objects.select_related("place").get(pk=pk)
        words = "\n".join([change.title, change.aim, *(idea.words for idea in change.ideas.all() if not idea.held_at)])
        inside = change.inside_team and change.change_places.count() < 2
        facts = Facts(change.reversible, inside, change.new_risk, change.answers, suspected(words), pounds_in(words))
        place = change.place
        ways.append((facts, trust_at(place)[place.pk].rules, trust_at(place, instead=draft)[place.pk].rules))
    found = replay(ways)
    return found.changes, found.go_today, found.go_under_draft, found.asks_today, found.asks_under_draft


if __name__ == "__main__":
    if "--one" in sys.argv:
        one(int(sys.argv[-1]))
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
