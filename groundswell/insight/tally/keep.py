"""Keep the cells of the month in the making: all of them made anew, or those that a day touched.

A fold looks at what was added to the log and at who moved, finds the organisations that this can have changed, counts those anew
with the statements of the rebuild, and adds the difference to what lies above them. So both give the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from groundswell.insight.tally import steps
from groundswell.insight.tally.columns import CELL, FACT, NUMBERS, TABLES
from groundswell.insight.tally.count import Engine, count_all, count_touched

Rows = Iterable[Sequence[int]]
Count = Callable[[Any, int], None]


@dataclass(frozen=True)
class Places:
    """Who works where, and what lies in what, as it is now: rows in the order of `columns.TABLES`."""

    teams: Rows
    members: Rows
    inside: Rows
    above: Rows

    def by_table(self) -> dict[str, Rows]:
        return {"team": self.teams, "member": self.members, "inside": self.inside, "above": self.above}


def rebuild(
    engine: Engine,
    as_of: int,
    places: Places,
    facts: Rows,
    taken_on: Iterable[tuple[int, int]] = (),
    count: Count = count_all,
) -> None:
    """Everything from nothing. `facts` in the order of `columns.FACT`; `taken_on` as for `fold`."""
    for table, rows in {**places.by_table(), "fact": facts}.items():
        engine.run(f"DELETE FROM insight_{table}")
        engine.add(f"insight_{table}", TABLES[table], rows)
        engine.run(f"ANALYZE insight_{table}")
    _take_on(engine, taken_on)
    recount(engine, as_of, count)


def recount(engine: Engine, as_of: int, count: Count = count_all) -> None:
    """All cells, from the facts that are there. `count` makes `t_cell`."""
    count(engine, as_of)
    engine.run("DELETE FROM insight_cell")
    _keep(engine)


def fold(
    engine: Engine, as_of: int, places: Places, facts: Rows, after: int, taken_on: Iterable[tuple[int, int]] = ()
) -> list[int]:
    """What is new since event `after`, and who moved since. Which organisations were counted anew.

    `taken_on`: numbers of ideas, each with the number of the change that it is part of from now on.
    """
    engine.add("insight_fact", FACT, facts)
    engine.run("CREATE TEMP TABLE t_changed (organisation BIGINT)")
    _take_on(engine, taken_on)
    engine.run(f"CREATE TEMP TABLE t_new AS SELECT DISTINCT change FROM insight_fact WHERE event > {after}")
    moved = {table: _replace(engine, table, rows) for table, rows in places.by_table().items()}
    organisations = _touched(engine)
    if organisations:
        count_touched(engine, as_of, organisations)
        _add_difference(engine, as_of)
        _keep(engine)
    if moved["above"]:
        engine.run("DELETE FROM insight_cell WHERE organisation = 0")
        for statement in steps.statements(
            steps.ABOVE, as_of, engine.division, {"cell": "insight_cell", "into": "insight_cell"}
        ):
            engine.run(statement)
    return organisations


def _take_on(engine: Engine, taken_on: Iterable[tuple[int, int]]) -> None:
    """An idea that two changes took on is part of the first."""
    first: dict[int, int] = {}
    for idea, change in taken_on:
        first.setdefault(idea, change)
    engine.run("CREATE TEMP TABLE t_taken (idea BIGINT PRIMARY KEY, change BIGINT)")
    engine.add("t_taken", ("idea", "change"), first.items())
    engine.run(
        "UPDATE insight_fact SET change = (SELECT t.change FROM t_taken t WHERE t.idea = insight_fact.change)"
        " WHERE change IN (SELECT idea FROM t_taken)"
    )


def _replace(engine: Engine, table: str, rows: Rows) -> bool:
    """New rows in place of the old ones, where they differ. Notes whose organisations and changes that can have touched."""
    columns = TABLES[table]
    names = ", ".join(columns)
    engine.run(f"CREATE TEMP TABLE t_{table}_now AS SELECT {names} FROM insight_{table} WHERE 1 = 0")
    engine.add(f"t_{table}_now", columns, rows)
    for one, before, after in (
        ("gone", f"insight_{table}", f"t_{table}_now"),
        ("come", f"t_{table}_now", f"insight_{table}"),
    ):
        engine.run(
            f"CREATE TEMP TABLE t_{table}_{one} AS SELECT {names} FROM {before} EXCEPT SELECT {names} FROM {after}"
        )
        engine.run(f"INSERT INTO t_changed SELECT organisation FROM t_{table}_{one}")
        if (by := {"team": "team", "member": "person"}.get(table)) is not None:
            engine.run(
                f"INSERT INTO t_new SELECT f.change FROM insight_fact f JOIN t_{table}_{one} x ON x.{by} = f.{by}"
            )
    ((number,),) = engine.rows(f"SELECT (SELECT COUNT(*) FROM t_{table}_gone) + (SELECT COUNT(*) FROM t_{table}_come)")
    if number:
        same = " AND ".join(f"x.{name} = insight_{table}.{name}" for name in columns)
        engine.run(f"DELETE FROM insight_{table} WHERE EXISTS (SELECT 1 FROM t_{table}_gone x WHERE {same})")
        engine.run(f"INSERT INTO insight_{table} ({names}) SELECT {names} FROM t_{table}_come")
    return bool(number)


def _touched(engine: Engine) -> list[int]:
    """Whoever has a part in a change that something was added to, and where anybody moved."""
    rows = engine.rows("""
        SELECT organisation FROM t_changed
        UNION SELECT t.organisation FROM insight_fact f JOIN (SELECT DISTINCT change FROM t_new) n ON n.change = f.change
            JOIN insight_team t ON t.team = f.team
        UNION SELECT m.organisation FROM insight_fact f JOIN (SELECT DISTINCT change FROM t_new) n ON n.change = f.change
            JOIN insight_member m ON m.person = f.person
    """)
    return sorted(row[0] for row in rows)


def _add_difference(engine: Engine, as_of: int) -> None:
    """To what lies above: what the touched organisations count now, less what they counted before."""
    names = ", ".join(CELL)
    negative = ", ".join(f"-c.{name} AS {name}" for name in NUMBERS)
    engine.run(f"""CREATE TEMP TABLE t_both AS
        SELECT {names} FROM t_cell
        UNION ALL SELECT c.unit, c.measure, c.key, {negative} FROM insight_cell c
            JOIN t_touched t ON t.organisation = c.organisation""")
    engine.run(f"CREATE TEMP TABLE t_above AS SELECT {names} FROM t_cell WHERE 1 = 0")
    for statement in steps.statements(steps.ABOVE, as_of, engine.division, {"cell": "t_both", "into": "t_above"}):
        engine.run(statement)
    added = ", ".join(f"{name} = insight_cell.{name} + excluded.{name}" for name in NUMBERS)
    engine.run(
        f"INSERT INTO insight_cell ({names}) SELECT {names} FROM t_above WHERE a <> 0 OR b <> 0 OR c <> 0 OR d <> 0"
        f" ON CONFLICT (unit, measure, key) DO UPDATE SET {added}"
    )
    engine.run("DELETE FROM insight_cell WHERE organisation = 0 AND a = 0 AND b = 0 AND c = 0 AND d = 0")
    engine.run("DELETE FROM insight_cell WHERE organisation IN (SELECT organisation FROM t_touched)")


def _keep(engine: Engine) -> None:
    names = ", ".join(f"c.{name}" for name in CELL)
    engine.run(
        f"INSERT INTO insight_cell ({', '.join(CELL)}, organisation)"
        f" SELECT {names}, COALESCE(u.organisation, 0) FROM t_cell c"
        " LEFT JOIN (SELECT DISTINCT unit, organisation FROM insight_inside) u ON u.unit = c.unit"
    )
