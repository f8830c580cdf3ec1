"""Tried before at 10,000, 100,000 and 1,000,000 short texts: `python -m bench.tried_before [sqlite|postgresql ...]`.

Prints one row after another; without arguments it also writes the table of README.md beside it. `--filled sqlite 1000000`
measures the database that the environment names, filled before.

The texts are made of the words of real ones in other mixtures, the vectors are real ones with noise. Everything goes through
the product's own search, as somebody of the organisation that holds nine texts in ten. Times are of the whole question to the
database and back; for meaning the embedding is told apart.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from pathlib import Path

from bench.own import in_its_own

SIZES = tuple(int(size) for size in os.environ.get("GROUNDSWELL_BENCH_SIZES", "10000,100000,1000000").split(","))
QUESTIONS = 60
ORGANISATION, ANOTHER = 1, 2
SEEDS = 400
HEAD = """\
| database | texts | words | CPU | embedding | shortlist | both | search | beginnings | reading | codes MB | RSS MB | disk MB | load |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"""
OPENINGS = "we nobody every the our there always never sometimes staff nurses doctors patients".split()
THINGS = """trolley scanner hoist sling printer drug round discharge letter bleep rota handover pharmacy porter wheelchair bed
 bay curtain cannula blood sample form login password computer phone referral clinic theatre ward kitchen tea meal diet fluid
 chart pump battery charger glove apron sink soap bin linen mattress pillow alarm light door key cupboard store order stock
 delivery oxygen mask suction monitor cuff thermometer scale height record note consent interpreter relative visitor car park
 lift stairs signage noise heat cold window toilet shower slipper fall pressure ulcer wound dressing pain relief antibiotic
 insulin anticoagulant allergy label barcode fridge morning evening night weekend holiday winter shift break training induction
 agency bank student volunteer chaplain dietitian physiotherapist radiographer pharmacist consultant registrar manager matron
 receptionist appointment waiting list cancellation transport ambulance taxi discharge lounge medicine bag property valuables"""
DOING = """missing broken late empty lost full slow wrong locked dirty far old torn short double again waits walks counts writes
 copies phones looks carries repeats forgets checks signs prints scans orders moves opens closes cleans charges labels"""


def texts(number: int, seed: int) -> list[str]:
    """Sentences of five to fourteen words; a tenth of the words are rare names, as in life a few words say most."""
    made, things, doing = random.Random(seed), THINGS.split(), DOING.split()
    return [
        " ".join(
            [made.choice(OPENINGS)]
            + [
                f"{made.choice(things)}{made.randrange(9000)}" if made.random() < 0.1
                else things[int(len(things) * made.random() ** 2)] if made.random() < 0.6 else made.choice(doing)
                for _ in range(made.randrange(4, 14))
            ]
        )
        for _ in range(number)
    ]  # fmt: skip


def main(databases: list[str]) -> None:
    rows = [HEAD]
    print(HEAD)
    for size in SIZES:
        for database in databases or ["sqlite", "postgresql"]:
            if line := measured(database, size):
                print(line, flush=True)
                rows.append(line)
    if not databases and "GROUNDSWELL_BENCH_SIZES" not in os.environ:
        readme = Path(__file__).with_name("README.md")
        before, _, rest = readme.read_text().partition("<!-- tried -->")
        _, _, after = rest.partition("<!-- /tried -->")
        readme.write_text(f"{before}<!-- tried -->\n{chr(10).join(rows)}\n<!-- /tried -->{after}")


def measured(database: str, size: int) -> str:
    """The line of one size; empty when it could not be measured."""
    done = in_its_own("tried_before", database, str(size), capture_output=True)
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
        return ""
    return row(database, size, json.loads(done.stdout.splitlines()[-1]))


def row(database: str, size: int, told: dict[str, float]) -> str:
    def both(name: str) -> str:
        return f"{told[name + '50']:.0f} / {told[name + '95']:.0f}"

    return (
        f"| {database} | {size:,} | {both('words')} | {both('cpu')} | {told['embed50']:.0f} | {both('near')} | {both('all')} | "
        f"{both('search')} | {both('begun')} | {told['load']:.1f} | {told['codes']:.0f} | {told['rss']:.0f} | {told['disk']:.0f} | "
        f"{told['busy']:.0f} |"
    )


def one(size: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    fill(size)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE ideas_remembered")
            cursor.execute("VACUUM ANALYZE ideas_meaning")
        else:
            cursor.execute("INSERT INTO ideas_remembered_fts(ideas_remembered_fts) VALUES ('optimize')")
    print(json.dumps(measure()))


def filled(database: str, size: int) -> None:
    """Measures what the environment's database holds, and leaves it as it is."""
    import django

    django.setup()
    print(row(database, size, measure()))


def fill(size: int) -> None:
    import numpy as np
    from django.utils import timezone

    from groundswell.ideas.meaning import model
    from groundswell.ideas.memory import EVERYONE, reader
    from groundswell.ideas.models import Meaning, Remembered

    now, noise = timezone.now(), np.random.default_rng(5)
    seeds = np.stack([model.vector(text) for text in texts(SEEDS, 1)]).astype(np.int16)
    shown = [reader(ORGANISATION)] * 18 + [reader(ANOTHER), EVERYONE]
    for start in range(0, size, 10_000):
        rows = [
            Remembered(room="ideas", subject_id=f"x{start + n}", title=text[:80], address="/", text=text,
                       shown=shown[n % 20], at=now, meant=True)
            for n, text in enumerate(texts(10_000, 100 + start))
        ]  # fmt: skip
        Remembered.objects.bulk_create(rows)
        pks = list(Remembered.objects.order_by("-pk").values_list("pk", flat=True)[:10_000])[::-1]
        vectors = seeds[noise.integers(0, SEEDS, 10_000)] + noise.integers(-40, 41, (10_000, model.NUMBERS))
        vectors = vectors.clip(-127, 127).astype(np.int8)
        codes = model.code(vectors)
        Meaning.objects.bulk_create(
            Meaning(remembered_id=pk, model=model.name(), code=code.tobytes(), vector=vector.tobytes(), shown=row.shown,
                    changed_at=now)
            for pk, code, vector, row in zip(pks, codes, vectors, rows, strict=True)
        )  # fmt: skip


def measure() -> dict[str, float]:
    from groundswell.ideas import alike, finding
    from groundswell.ideas.meaning import model

    asked = texts(QUESTIONS + 5, 9)
    shelves = alike._shelves(model.name())
    started = time.perf_counter()
    while shelves.looked == float("-inf"):
        shelves.nearest(model.code(model.vector(asked[0])), ["qxorg1"], 1)
    load = time.perf_counter() - started

    def by_words(text: str) -> None:
        alike.alike(text, organisations=[ORGANISATION], by_words=True)

    words, used = timed(by_words, asked), timed(by_words, asked, cpu)
    whole = timed(lambda text: alike.alike(text, organisations=[ORGANISATION]), asked)
    embed = timed(model.vector, asked)
    typed = [" ".join(text.split()[1:3]) for text in asked]
    search = timed(lambda text: finding.search(text, organisations=[ORGANISATION]), typed)
    begun = timed(lambda text: finding.search(text[:4], organisations=[ORGANISATION]), typed)
    vectors = {text: model.vector(text) for text in asked}
    mine = alike.memory.readers([ORGANISATION])

    def near(text: str) -> None:
        listed = shelves.nearest(model.code(vectors[text]), mine, alike.SHORTLIST)
        alike._cosines(vectors[text], listed, mine)

    shortlisted = timed(near, asked)
    codes = sum(shelf.ids.nbytes + shelf.codes.nbytes for shelf in shelves.shelves.values()) / 1e6
    status = Path("/proc/self/status").read_text().split("VmRSS:")[1].split()[0]
    return {
        "load": load, "codes": codes, "rss": int(status) / 1000, "disk": disk(), "busy": os.getloadavg()[0],
        **{f"{name}{share}": times[len(times) * share // 100]
           for name, times in (("words", words), ("all", whole), ("embed", embed), ("near", shortlisted), ("search", search),
                              ("begun", begun), ("cpu", used))
           for share in (50, 95)},
    }  # fmt: skip


def cpu() -> float:
    """Milliseconds of this process and of its process at PostgreSQL, so far."""
    from django.db import connection

    spent = time.process_time() * 1000
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        spent += int(Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0]) / 1e6
    return spent


def disk() -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_database_size(current_database())"
            if connection.vendor == "postgresql"
            else "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        )
        return cursor.fetchone()[0] / 1e6


def wall() -> float:
    return time.perf_counter() * 1000


def timed(ask, asked: list[str], clock=wall) -> list[float]:  # type: ignore[no-untyped-def]
    """Milliseconds a question, shortest first; the first five warm up."""
    times = []
    for text in asked:
        started = clock()
        ask(text)
        times.append(clock() - started)
    return sorted(times[5:])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(int(sys.argv[2]))
    elif sys.argv[1:2] == ["--filled"]:
        filled(sys.argv[2], int(sys.argv[3]))
    else:
        main(sys.argv[1:])
