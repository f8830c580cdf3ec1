"""How long the map takes to count: `python -m bench.tally [--shares 0.00625,0.0625,1] [--on duckdb,postgresql,sqlite]`.

A made-up NHS (`bench.nhs`) is written as facts to Parquet files and copied into a database of its own; then every engine counts
all of it, one after the other in one run, and the cells are compared. With `--fold`: one trust is counted again after a day's
events, and what is left of the table is compared with counting everything anew.

Prints the load of the machine beside every time.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from bench.nhs import CHANGES, CODE, DAYS, World, events, world
from bench.own import in_its_own
from groundswell.insight.tally.codes import Kind

START = 730_000  # the ordinal of the generator's first day
AS_OF = START + DAYS - 1
TEAMS_A_DIVISION, CLOCK = 12, 14
ORGANISATION, DIVISION, BOARD, REGION, NATION = 1_000_000, 2_000_000, 3_000_000, 4_000_000, 5_000_000
KIND = {
    "raised": Kind.RAISED, "responded": Kind.RESPONDED, "commented": Kind.COMMENTED, "joined": Kind.JOINED, "led": Kind.LED,
    "co_led": Kind.CO_LED, "approval_requested": Kind.REQUESTED, "approval_decided": Kind.DECIDED, "blocked": Kind.BLOCKED,
    "unblocked": Kind.UNBLOCKED, "task_done": Kind.TASK_DONE, "cycle_done": Kind.CYCLE_DONE, "implemented": Kind.IMPLEMENTED,
    "result_shown": Kind.RESULT_SHOWN, "adopted": Kind.ADOPTED, "reversed": Kind.REVERSED, "thanked": Kind.THANKED,
}  # fmt: skip


def facts(log: Any, first: int) -> dict[str, Any]:
    """The generator's records as columns of facts. Events are numbered in the order given, from `first`."""
    codes = np.zeros(len(CODE), np.int16)
    for name, code in CODE.items():
        codes[code] = KIND[name]
    kind, change = codes[log["kind"]], log["change"].astype(np.int64) + 1
    has_ref = np.isin(kind, (Kind.REQUESTED, Kind.DECIDED, Kind.BLOCKED, Kind.UNBLOCKED))
    day = log["day"].astype(np.int32) + START
    level = (change * 2_654_435_761 >> 7) % 7
    return {
        "event": np.arange(first, first + len(log), dtype=np.int64), "day": day, "kind": kind, "change": change,
        "person": log["actor"].astype(np.int64) + 1, "team": log["team"].astype(np.int64) + 1,
        "ref": np.where(has_ref, change, 0), "level": np.where(has_ref, level, kind == Kind.CO_LED).astype(np.int16),
        "due": np.where(kind == Kind.REQUESTED, day + CLOCK, 0).astype(np.int32),
        "result": np.where((kind == Kind.LED) & (change % 3 > 0), 1, 0).astype(np.int16),
    }  # fmt: skip


def people_and_places(here: World) -> dict[str, dict[str, Any]]:
    """Teams, members and the two tables of what lies in what. Divisions are twelve teams of one organisation."""
    teams = np.arange(len(here.organisation), dtype=np.int64)
    home = here.organisation.astype(np.int64)
    within = teams - np.searchsorted(home, home)
    most = -(-(within.max() + 1) // TEAMS_A_DIVISION)
    division = DIVISION + home * most + within // TEAMS_A_DIVISION
    sector = np.where(here.is_trust[home], 0, 1).astype(np.int16)
    size = np.diff(here.first)
    of = np.repeat(teams, size)
    organisations = np.arange(len(here.climate), dtype=np.int64)
    board = here.board.astype(np.int64)
    return {
        "team": {"team": teams + 1, "division": division, "organisation": ORGANISATION + home, "sector": sector,
                 "staff": size.astype(np.int32), "agreed": np.ones(len(teams), np.int16)},
        "member": {"person": np.arange(1, here.first[-1] + 1, dtype=np.int64), "team": of + 1,
                   "organisation": ORGANISATION + home[of], "grp": here.group.astype(np.int16),
                   "manager": here.is_manager.astype(np.int16), "sector": sector[of], "home": np.ones(len(of), np.int16),
                   "gone": np.zeros(len(of), np.int32), "opted_out": np.zeros(len(of), np.int16)},
        "inside": {"unit": np.concatenate((teams + 1, division, ORGANISATION + home)),
                   "organisation": np.tile(ORGANISATION + home, 3), "team": np.tile(teams + 1, 3)},
        "above": {"organisation": np.tile(ORGANISATION + organisations, 3),
                  "unit": np.concatenate((BOARD + board, REGION + board % 7, np.full(len(board), NATION)))},
    }  # fmt: skip


def write(folder: Path, share: float, seed: int, noise: float = 1.0) -> tuple[World, int]:
    """Parquet files in `folder`. Who there is, and how many facts."""
    import duckdb

    rng = np.random.default_rng(seed)
    here = world(share, rng)
    connection, number = duckdb.connect(), 0
    for name, columns in people_and_places(here).items():
        assert columns
        connection.execute(f"COPY (SELECT * FROM columns) TO '{folder / name}.parquet'")
    for block, log in enumerate(events(here, int(share * CHANGES), rng, noise)):
        columns = facts(np.sort(log, order="day"), number + 1)
        connection.execute(f"COPY (SELECT * FROM columns) TO '{folder}/fact-{block:04}.parquet'")
        number += len(log)
    return here, number


def load_now() -> str:
    return f"load {os.getloadavg()[0]:.1f}"


def on_duckdb(folder: Path, out: Path) -> None:
    from groundswell.insight.tally.count import count_all
    from groundswell.insight.tally.duck import Duck

    began = time.perf_counter()
    engine = Duck(folder)
    last = began

    def said(step: str) -> None:
        nonlocal last
        now = time.perf_counter()
        print(f"    {step:<16}{now - last:6.2f} s")
        last = now

    count_all(engine, AS_OF, said)
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (cells,) = engine.rows("SELECT count(*) FROM t_cell")[0]
    print(f"  DuckDB: {took:.1f} s, {peak:.0f} MB at most, {cells:,} cells ({load_now()})")
    engine.run(f"COPY (SELECT * FROM t_cell ORDER BY unit, measure, key) TO '{out}' (HEADER false)")


def on_database(folder: Path, out: Path) -> None:
    """In the database that DATABASE_URL names."""
    import django
    import duckdb

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    from groundswell.insight.tally.count import count_all
    from groundswell.insight.tally.own import Own

    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    engine = Own.__new__(Own)
    engine.is_postgres, engine.made = connection.vendor == "postgresql", []
    for table in ("team", "member", "inside", "above", "fact"):
        for path in sorted(folder.glob(f"{table}*.parquet")):
            found = duckdb.sql(f"SELECT * FROM '{path}'")
            with transaction.atomic():
                engine.add(f"insight_{table}", found.columns, found.fetchall())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"  {connection.vendor}: copied in {time.perf_counter() - began:.0f} s ({load_now()})")
    began = last = time.perf_counter()

    def said(step: str) -> None:
        nonlocal last
        now = time.perf_counter()
        print(f"    {step:<16}{now - last:6.2f} s")
        last = now

    with transaction.atomic():
        engine = Own()
        count_all(engine, AS_OF, said)
        took = time.perf_counter() - began
        rows = engine.rows("SELECT unit, measure, key, a, b, c, d FROM t_cell ORDER BY unit, measure, key")
        engine.close()
    print(f"  {connection.vendor}: {took:.1f} s, {len(rows):,} cells ({load_now()})")
    out.write_text("".join(",".join(map(str, row)) + "\n" for row in rows))


def fold_one_trust(folder: Path, out: Path) -> None:
    """One organisation of about 10,000 staff: counted whole, then the facts of one more day, then whole again; the same cells."""
    import django
    import duckdb

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    from groundswell.insight.tally.columns import FACT, TABLES
    from groundswell.insight.tally.keep import Places, fold, rebuild
    from groundswell.insight.tally.own import Own

    call_command("migrate", verbosity=0)
    home = duckdb.sql(f"""SELECT organisation FROM '{folder}/team.parquet' GROUP BY organisation
        ORDER BY abs(sum(staff) - 10000) LIMIT 1""").fetchall()[0]
    inside = f"(SELECT team FROM '{folder}/team.parquet' WHERE organisation = {home[0]})"

    def rows(table: str, where: str) -> list[tuple[int, ...]]:
        return duckdb.sql(
            f"SELECT {', '.join(TABLES[table])} FROM '{folder}/{table}*.parquet' WHERE {where}"
        ).fetchall()

    places = Places(*(rows(table, f"organisation = {home[0]}") for table in ("team", "member", "inside", "above")))
    facts = sorted(rows("fact", f"team IN {inside}"), key=lambda fact: fact[1])
    facts = [(number, *fact[1:]) for number, fact in enumerate(facts, 1)]
    last = facts[-1][1]
    new = [fact for fact in facts if fact[1] > last - 1]
    old = facts[: len(facts) - len(new)]
    assert len(FACT) == len(facts[0])

    def cells() -> list[tuple[int, ...]]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT unit, measure, key, a, b, c, d FROM insight_cell ORDER BY unit, measure, key")
            return cursor.fetchall()

    def timed(work: Any) -> float:
        began = time.perf_counter()
        with transaction.atomic():
            engine = Own()
            work(engine)
            engine.close()
        return time.perf_counter() - began

    whole = timed(lambda engine: rebuild(engine, AS_OF, places, old))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    took = timed(lambda engine: fold(engine, AS_OF, places, new, len(old)))
    folded = cells()
    timed(lambda engine: rebuild(engine, AS_OF, places, facts))
    print(
        f"  {connection.vendor}: {len(places.members):,} staff, {len(facts):,} facts; whole {whole:.2f} s, a day of {len(new)} facts"
        f" {took:.2f} s; the same cells: {folded == cells()} ({load_now()})"
    )
    out.write_text("")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--shares", default="0.00625", help="of the NHS, with commas between")
    asked.add_argument("--on", default="duckdb,postgresql,sqlite")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--fold", action="store_true", help="one trust and one day as well")
    asked.add_argument("--one", nargs=3, metavar=("ENGINE", "FOLDER", "OUT"), help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        name, folder, out = given.one
        run = on_duckdb if name == "duckdb" else fold_one_trust if name == "fold" else on_database
        run(Path(folder), Path(out))
        return
    for share in map(float, given.shares.split(",")):
        folder = Path(tempfile.mkdtemp(prefix="tally-"))
        _here, number = write(folder, share, given.seed)
        print(f"{number:,} facts ({load_now()})", flush=True)
        made = {}
        for name in given.on.split(","):
            out = folder / f"cells-{name}.csv"
            in_its_own("tally", "sqlite" if name == "duckdb" else name, name, str(folder), str(out), check=True)
            made[name] = out.read_text()
        if given.fold:
            for database in ("sqlite", "postgresql"):
                in_its_own("tally", database, "fold", str(folder), str(folder / "fold"), check=True)
        print(f"  the same cells: {len(set(made.values())) == 1}", flush=True)
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
