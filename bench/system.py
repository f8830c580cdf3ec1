"""A made-up NHS on the real tree of places: `python -m bench.system [--share 0.1] [--months 6] [--keep FOLDER]`.

The organisations of the open data get the teams and events of `bench.nhs`, everything is counted for some months, and the pages of
the nation, of every region and of the largest boards are asked for: milliseconds and questions. With `--keep` the database stays
in a folder, to be looked at (`GROUNDSWELL_HOME=FOLDER groundswell demo`).
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bench.own import in_its_own

LOOKS = 12
FIRST = 1_000_000_000  # teams and divisions are no places


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--share", default="0.1", help="of the NHS")
    asked.add_argument("--months", default="6")
    asked.add_argument("--on", choices=("sqlite", "postgresql"), default="sqlite")
    asked.add_argument("--keep")
    asked.add_argument("--one", nargs=2, metavar=("SHARE", "MONTHS"), help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        measure(float(given.one[0]), int(given.one[1]))
    elif given.keep:
        folder = Path(given.keep)
        folder.mkdir(parents=True, exist_ok=True)
        os.environ.update(
            GROUNDSWELL_HOME=str(folder), GROUNDSWELL_MODE="demo", DJANGO_SETTINGS_MODULE="groundswell.front.settings"
        )
        measure(float(given.share), int(given.months))
    else:
        in_its_own("system", given.on, given.share, given.months, check=True)


def measure(share: float, months: int) -> None:
    import django

    django.setup()
    from groundswell.front import preparing, progress

    preparing.migrate(lambda words: None)
    preparing.load_demonstration(lambda words: None, progress.Bar())
    began = time.perf_counter()
    last = fill(share, months)
    print(f"counted {months} months in {time.perf_counter() - began:.0f} s, load {os.getloadavg()[0]:.1f}")
    look(last)


def fill(share: float, months: int) -> date:
    """Facts and places of a made-up NHS in the tables of the map, and figures of the last months. The last of these."""
    import numpy as np
    from django.db import transaction

    from bench.nhs import CHANGES, DAYS, events, world
    from bench.tally import facts
    from groundswell.insight.actions.counting import keep_month
    from groundswell.insight.models import Counted, Mark
    from groundswell.insight.months import before, end_of_month, months_back
    from groundswell.insight.tally.columns import FACT
    from groundswell.insight.tally.keep import rebuild, recount
    from groundswell.insight.tally.own import Own

    rng = np.random.default_rng(1)
    here = world(share, rng)
    log = np.sort(np.concatenate(list(events(here, int(share * CHANGES), rng))), order="day")
    last = before(end_of_month(date.today()))
    columns = facts(log, 1)
    columns["day"] += last.toordinal() - DAYS - 730_000
    columns["due"] = np.where(columns["due"] > 0, columns["day"] + 14, 0)
    columns["team"] += FIRST
    wanted = months_back(last, date.min)[:months]
    Counted.objects.all().delete()
    Mark.objects.all().delete()
    with transaction.atomic():
        engine = Own()
        rows = zip(*(columns[name].tolist() for name in FACT), strict=True)
        rebuild(engine, wanted[-1].toordinal(), places(here), rows)
        engine.close()
        keep_month(wanted[-1])
    for month in reversed(wanted[:-1]):
        with transaction.atomic():
            engine = Own()
            recount(engine, month.toordinal())
            engine.close()
            keep_month(month)
    return last


def places(here: Any) -> Any:
    """The generator's organisations as real ones: trusts as trusts, the others as practices, in the order of the tree."""
    import numpy as np

    from groundswell.insight.queries.snapshots import above_of
    from groundswell.insight.queries.tally import NATION
    from groundswell.insight.tally.keep import Places
    from groundswell.places.models import Kind, Place

    def real(kind: Kind, number: int) -> list[Place]:
        """Spread over the whole country."""
        rows = list(Place.objects.open_places().filter(kind=kind).exclude(path="").order_by("path", "pk"))
        return [rows[at * len(rows) // number] for at in range(min(number, len(rows)))]

    trusts = int(here.is_trust.sum())
    found = real(Kind.TRUST, trusts) + real(Kind.PRACTICE, len(here.climate) - trusts)
    size = np.diff(here.first)
    home = here.organisation.tolist()
    count: dict[int, int] = {}
    teams, inside, above = [], [], set()
    kept: dict[int, tuple[int, int]] = {}
    for team, organisation in enumerate(home):
        if organisation >= len(found):
            continue
        place, number = found[organisation], count.get(organisation, 0)
        count[organisation] = number + 1
        division = 2 * FIRST + place.pk * 1000 + number // 12
        sector = int(place.kind == Kind.PRACTICE)
        kept[team] = (place.pk, sector)
        teams.append((FIRST + team + 1, division, place.pk, sector, int(size[team]), 1))
        inside += [(unit, place.pk, FIRST + team + 1) for unit in (FIRST + team + 1, division, place.pk)]
        above |= {(place.pk, unit) for unit in (NATION, *(each for each in above_of(place.path)[:-1]))}

    def members() -> Iterator[tuple[int, ...]]:
        for team, (organisation, sector) in kept.items():
            for person in range(here.first[team], here.first[team + 1]):
                yield (
                    person + 1,
                    FIRST + team + 1,
                    organisation,
                    int(here.group[person]),
                    int(here.is_manager[person]),
                    sector,
                    1,
                    0,
                    0,
                )

    return Places(teams, members(), inside, sorted(above))


def look(month: date) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from groundswell.insight.presenters import system_page
    from groundswell.insight.queries import system_of
    from groundswell.people.models import Person
    from groundswell.places.models import Kind, Place

    client = Client()
    client.force_login(Person.objects.filter(is_active=True).first())
    wanted: list[Place | None] = [None, *Place.objects.filter(kind=Kind.REGION).order_by("name")[:8]]
    wanted += list(Place.objects.filter(kind=Kind.ICB).order_by("name")[:4])
    for place in wanted:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            found = system_of(place, None)
        if found is None:
            continue
        took = []
        for _ in range(LOOKS):
            began = time.perf_counter()
            system_page(place, system_of(place, None))
            took.append(time.perf_counter() - began)
        print(f"  {place or 'The nation'!s:<60}{1000 * statistics.median(took):7.1f} ms {len(asked)} questions")
    page = client.get(reverse("insight:nation"))
    assert page.status_code == 200, page.status_code
    took = []
    for _ in range(LOOKS):
        began = time.perf_counter()
        page = client.get(reverse("insight:nation"))
        took.append(time.perf_counter() - began)
    print(f"  the nation's page, whole: {1000 * statistics.median(took):.1f} ms, {len(page.content) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
