"""The library with 100,000 stories: `python -m bench.library [--on sqlite|postgresql] [--stories 100000]`.

40 trusts of 30 wards and 40 practices, four of each under an integrated care board, share the stories with a heavy tail. Six in
ten are for everyone, one of those in five for the public; one in ten each for the system and for the places alone; each tells of
a change of its own. The page is asked for as a signed-in person of the largest trust in one process: times are of the whole
request, template and all. In the same run the list is made the way it was before: no words, no facets, no numbers.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from subprocess import PIPE
from typing import Any

from bench.own import in_its_own

BATCH = 5_000
FEW = 3  # runs of what is slow
START = datetime(2023, 1, 1, 8, 0, tzinfo=UTC)
AUDIENCES = {"place": 10, "": 20, "system": 10, "everyone": 48, "public": 12}  # of 100 stories
WARDS = ("ward", "ward", "ward", "ward", "clinic", "theatre", "department", "community_team")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--on", choices=["sqlite", "postgresql"], default="sqlite")
    asked.add_argument("--stories", type=int, default=100_000)
    asked.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        measure(given.stories)
        return
    print(f"load {os.getloadavg()[0]:.0f}")
    print(f"{'on':<11}{'what':<54}{'queries':>8}{'p50 ms':>8}{'p95 ms':>8}{'CPU ms':>8}{'found':>10}")
    done = in_its_own("library", given.on, "--stories", str(given.stories), stdout=PIPE)
    if done.returncode:
        sys.exit(done.returncode)
    for line in json.loads(done.stdout.splitlines()[-1]):
        times = f"{line['queries']:>8}{line['median']:>8.1f}{line['p95']:>8.1f}{line['cpu']:>8.1f}"
        print(f"{given.on:<11}{line['what']:<54}{times}{line['found']:>10}")


def measure(stories: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from groundswell.front.wsgi import settle
    from groundswell.stories import queries
    from groundswell.stories.models import Story

    call_command("migrate", verbosity=0)
    reader = fill(stories)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    settle()
    client = Client()
    client.force_login(reader)
    deep = Story.objects.filter(audience="everyone").newest_first()[stories * 40 // 100]

    def page(what: str, **typed: str) -> dict[str, Any]:
        shelves = queries.library(_fresh(reader), queries.Asked.of(typed)).shelves
        number = shelves.number(queries.Asked.of(typed))
        return timed(what, lambda: client.get("/stories/", typed)) | {
            "found": f"{number:,}{'+' if shelves.cut else ''}"
        }

    nowhere = {"place": "theatre", "idea": "rule", "result": "not", "permission": "yes"}
    lines = [
        page("the page, nothing asked"),
        page("far back", before=f"{deep.told_at.isoformat()}~{deep.pk}"),
        page("one facet: wards", place="ward"),
        page("two: practices, mixed", place="gp_practice", result="mixed"),
        page("three: clinics, waste, a permission", place="clinic", idea="waste", permission="yes"),
        page("four, seldom met", **nowhere),
        page("four, never met", **nowhere | {"place": "board"}),
        page("a rare word", q="bladder"),
        page("a common word", q="discharge"),
        page("two common words", q="ward clinic"),
        page("a beginning", q="zebr"),
        page("a common word and two facets", q="discharge", place="ward", result="held"),
        page("words nobody wrote", q="xylophone"),
        timed("the list as it was: no words, facets, numbers", lambda: as_it_was(_fresh(reader)), FEW) | {"found": ""},
        timed("that list, narrowed and counted the plain way", lambda: plain(_fresh(reader), nowhere), FEW)
        | {"found": ""},
        timed("the feed", lambda: client.get("/stories/feed.atom")) | {"found": "50"},
    ]
    print(json.dumps(lines))


def timed(what: str, deed: Callable[[], Any], runs: int = 30) -> dict[str, Any]:
    """So many times after a first; wall and processor. Each line is said on the way, for whoever waits."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        deed()
    queries = len(caught)
    times, before = [], time.process_time()
    for _run in range(runs):
        start = time.perf_counter()
        deed()
        times.append((time.perf_counter() - start) * 1000)
    cpu = (time.process_time() - before) * 1000 / runs
    median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(f"  {what}: {median:.0f} / {p95:.0f} ms", file=sys.stderr, flush=True)
    return {"what": what, "queries": queries, "median": median, "p95": p95, "cpu": cpu}


def _fresh(person: Any) -> Any:
    """The same person without what one request has kept."""
    from groundswell.people.models import Person

    return Person(pk=person.pk)


def as_it_was(person: Any) -> None:
    from django.db.models import Count

    from groundswell.stories.models import Story
    from groundswell.stories.queries.reading import readable

    rows = Story.objects.filter(readable(person)).select_related("place", "place__organisation")
    list(rows.annotate(taken_up=Count("adoptions")).newest_first()[:21])


def plain(person: Any, asked: dict[str, str]) -> None:
    """What the old list would cost with facets: narrowed and counted over what the rule lets through, story by story."""
    from django.db.models import Count

    from groundswell.stories.models import Story
    from groundswell.stories.queries.reading import readable
    from groundswell.stories.queries.shelves import FACETS, Asked

    rows = Story.objects.filter(readable(person))
    list(rows.filter(Asked.of(asked).narrowed).select_related("place", "place__organisation").newest_first()[:21])
    list(rows.order_by().values_list(*FACETS).annotate(Count("pk")))


def fill(stories: int) -> Any:
    """Stories in the shapes that the verbs write; the reader works in the largest trust."""
    from bench.fill import places_and_people
    from groundswell.people.models import Membership, Person
    from groundswell.places.models import Place

    rng = random.Random(2026)
    wards, people = places_and_people(rng)
    for ward in wards:
        ward.kind = rng.choice(WARDS)
    Place.objects.bulk_update(wards, ["kind"], batch_size=BATCH)
    practices = Place.objects.bulk_create(
        Place(key=f"P{n:05}", ods_code=f"P{n:05}", name=f"Bench practice {n}", kind="gp_practice") for n in range(40)
    )
    for practice in practices:
        practice.path, practice.organisation = f"/{practice.pk}/", practice
        people[practice.pk] = [Person.objects.create(email=f"gp{practice.pk}@bench.example", name="A GP", password="!")]
    Place.objects.bulk_update(practices, ["path", "organisation"])
    boards = put_under_boards(wards, practices)
    where = [*wards, *practices]
    weights = [1 / (1 + index // 30) for index in range(len(wards))] + [0.5] * len(practices)
    told = 0
    while told < stories:
        size = min(BATCH, stories - told)
        tell(rng, told, size, stories, rng.choices(where, weights, k=size), people, practices, boards)
        told += size
    first = people[wards[0].organisation_id]
    return Person.objects.get(pk=Membership.objects.filter(person__in=first).first().person_id)


def put_under_boards(wards: Any, practices: Any) -> dict[int, int]:
    """Four trusts and four practices under each board; gives the board of every organisation, by their ids."""
    from groundswell.places.models import Place

    trusts = list(Place.objects.filter(pk__in={ward.organisation_id for ward in wards}).order_by("pk"))
    boards = {}
    for number in range(0, len(trusts), 4):
        board = Place.objects.create(
            key=f"I{number:02}", ods_code=f"I{number:02}", name=f"Bench board {number}", kind="icb"
        )
        board.path, board.organisation = f"/{board.pk}/", board
        board.save()
        for below in (*trusts[number : number + 4], *practices[number : number + 4]):
            below.parent, below.path = board, f"{board.path}{below.pk}/"
            boards[below.pk] = board.pk
    paths = {trust.pk: trust.path for trust in trusts}
    for ward in wards:
        ward.path = f"{paths[ward.organisation_id]}{ward.pk}/"
    Place.objects.bulk_update([*trusts, *practices, *wards], ["parent", "path"], batch_size=BATCH)
    return boards


def tell(
    rng: random.Random, done: int, size: int, total: int, where: Any, people: Any, practices: Any, boards: Any
) -> None:
    from bench.fill import sentence
    from groundswell.changes.models import Change, ChangePlace
    from groundswell.ideas.memory import EVERYONE, STORY, UNDER, reader
    from groundswell.ideas.models import Idea, IdeaKind, Remembered
    from groundswell.stories.models import Adoption, Audience, Story
    from groundswell.stories.rules import result_of

    at = [START + timedelta(minutes=14 * (done + n)) for n in range(size)]
    by = [rng.choice(people[place.organisation_id]) for place in where]
    here = [{"place": place, "organisation_id": place.organisation_id} for place in where]
    works = Change.objects.bulk_create(
        Change(title=sentence(rng, 4, 7)[:120], reversible=True, inside_team=True, new_risk=False, opened_by=by[n], opened_at=at[n],
               moved_at=at[n], **here[n])
        for n in range(size)
    )  # fmt: skip
    ChangePlace.objects.bulk_create(
        ChangePlace(change=works[n], joined_at=at[n], home=True, **here[n]) for n in range(size)
    )
    ideas = Idea.objects.bulk_create(
        Idea(words=sentence(rng, 8, 20), owner=by[n], noticed_at=at[n], moved_at=at[n], due_on=at[n].date(),
             kind=rng.choice(IdeaKind.values), **here[n])
        for n in range(size)
    )  # fmt: skip
    noticed = Change.ideas.through
    noticed.objects.bulk_create(noticed(change=works[n], idea=ideas[n]) for n in range(size))
    elsewhere = [rng.random() < 0.1 for _ in range(size)]
    audience = rng.choices(list(AUDIENCES), list(AUDIENCES.values()), k=size)
    worked, helped = [rng.random() < 0.7 for _ in range(size)], [rng.random() < 0.6 for _ in range(size)]
    made = Story.objects.bulk_create(
        Story(change=works[n], title=sentence(rng, 5, 9)[:120], worked=worked[n], did=sentence(rng, 30, 60),
              learned=sentence(rng, 15, 40), surprised=sentence(rng, 5, 15), needed=sentence(rng, 5, 15),
              audience=audience[n], system_id=boards[where[n].organisation_id or where[n].pk], told_by=by[n], told_at=at[n],
              changed_at=at[n],
              place_kind=where[n].kind, idea_kind=ideas[n].kind,
              result=result_of([worked[n], *([helped[n]] if elsewhere[n] else [])]), permission=rng.random() < 0.3, **here[n])
        for n in range(size)
    )  # fmt: skip
    taken = [(n, rng.choice(practices)) for n in range(size) if elsewhere[n] and made[n].is_for_everyone]
    copies = Change.objects.bulk_create(
        Change(title="Ours", place=place, organisation_id=place.pk, reversible=True, inside_team=True, new_risk=False,
               opened_by=by[n], opened_at=at[n], moved_at=at[n])
        for n, place in taken
    )  # fmt: skip
    Adoption.objects.bulk_create(
        Adoption(story=made[n], change=copy, place=place, organisation_id=place.pk, person=by[n], at=at[n], returned_at=at[n],
                 helped=helped[n], result="It did.")
        for copy, (n, place) in zip(copies, taken, strict=True)
    )  # fmt: skip
    for n, one in enumerate(made):
        under = {Audience.SYSTEM: one.system_id, Audience.PLACE: one.place_id}.get(one.audience)
        shown = [EVERYONE] if one.is_for_everyone else [f"{UNDER}{under}"] if under else []
        shown += [reader(one.organisation_id)] if one.audience != Audience.PLACE else []
        text = "\n".join((one.did, one.surprised, one.learned, one.needed))
        made[n] = Remembered(room="stories", subject_id=one.public_id, title=one.title, address=one.get_absolute_url(), text=text,
                             at=at[n], shown=" ".join([*shown, *(STORY + word for word in shown)]))  # fmt: skip
    Remembered.objects.bulk_create(made, batch_size=BATCH)


if __name__ == "__main__":
    main()
