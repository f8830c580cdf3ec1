"""Count everything, or what a day's events touched. Both give the same cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from groundswell.insight.measures.coverage import Team, coverage
from groundswell.insight.tally import columns, steps
from groundswell.insight.tally.codes import Measure


class Engine(Protocol):
    """Whatever runs standard SQL. `division` is its sign for division without a rest."""

    division: str

    def run(self, statement: str) -> None: ...
    def rows(self, question: str) -> list[tuple[Any, ...]]: ...
    def add(self, table: str, names: Sequence[str], rows: Iterable[Sequence[int]]) -> None: ...
    def close(self) -> None: ...


def count_all(engine: Engine, as_of: int, said: Callable[[str], None] = lambda step: None) -> None:
    """Every unit, into `t_cell`. `said` hears each step when it is done."""
    engine.run("CREATE TEMP TABLE t_touched AS SELECT DISTINCT organisation FROM insight_team")
    _count(engine, as_of, {"fact": "insight_fact", "inside": "insight_inside"}, said)
    for statement in steps.statements(steps.ABOVE, as_of, engine.division, {"cell": "t_cell", "into": "t_cell"}):
        engine.run(statement)
    said("above")


def count_touched(engine: Engine, as_of: int, organisations: Iterable[int]) -> None:
    """The units of some organisations, into `t_cell`; not those above them.

    Looked at is every fact of their people, and every fact of a change that one of them, or a team of theirs, has a part in.
    """
    engine.run("CREATE TEMP TABLE t_touched (organisation BIGINT)")
    engine.add("t_touched", ("organisation",), [(each,) for each in organisations])
    engine.run(
        "CREATE TEMP TABLE t_ours AS SELECT m.person FROM insight_member m JOIN t_touched t ON t.organisation = m.organisation"
        " GROUP BY m.person"
    )
    engine.run(
        "CREATE TEMP TABLE t_looked AS SELECT f.change FROM insight_fact f JOIN t_ours o ON o.person = f.person"
        " UNION SELECT f.change FROM insight_fact f JOIN insight_team x ON x.team = f.team"
        " JOIN t_touched t ON t.organisation = x.organisation"
    )
    names = ", ".join(f"f.{name}" for name in columns.FACT)
    engine.run(f"CREATE TEMP TABLE t_fact AS SELECT {names} FROM insight_fact f JOIN t_looked c ON c.change = f.change")
    engine.run(
        "CREATE TEMP TABLE t_inside AS SELECT i.unit, i.organisation, i.team FROM insight_inside i"
        " JOIN t_touched t ON t.organisation = i.organisation"
    )
    _count(engine, as_of, {"fact": "t_fact", "inside": "t_inside"}, lambda step: None)


def _count(engine: Engine, as_of: int, tables: dict[str, str], said: Callable[[str], None]) -> None:
    engine.run(steps.CELL)
    for name in steps.COUNTING:
        for statement in steps.statements((name,), as_of, engine.division, tables):
            engine.run(statement)
        said(name)
    engine.add("t_cell", columns.CELL, _covered(engine))
    engine.run("DELETE FROM t_cell WHERE a = 0 AND b = 0 AND c = 0 AND d = 0")
    said("coverage")


def _covered(engine: Engine) -> list[tuple[int, ...]]:
    """LM1 of each organisation: small teams pooled in their division, which is no task for a set of rows."""
    led = {
        team: (leads, others)
        for team, leads, others in engine.rows(f"SELECT unit, a, b FROM t_cell WHERE measure = {int(Measure.LED)}")
    }
    teams: defaultdict[int, list[Team]] = defaultdict(list)
    for team, division, organisation, staff in engine.rows(
        "SELECT x.team, x.division, x.organisation, x.staff FROM insight_team x"
        " JOIN t_touched t ON t.organisation = x.organisation WHERE x.staff > 0"
    ):
        leads, others = led.get(team, (0, 0))
        teams[organisation].append(Team(str(team), str(division), staff, leads, others))
    found: list[tuple[int, ...]] = []
    for organisation, inside in teams.items():
        units = coverage(inside).units
        found.append(
            (organisation, int(Measure.COVERAGE), 0, sum(one.led for one in units), sum(one.leads > 1 for one in units),
             sum(one.other_leads > 0 for one in units), len(units))
        )  # fmt: skip
    return found
