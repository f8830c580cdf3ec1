"""From facts to cells: the statements of `sql/`, in their order, the same for every engine.

They are standard SQL but for two things, which the engine says: the smaller and the greater of several numbers, and division
without a rest. Everything they make is a whole number, so that two engines give the same rows and not only nearly.

What is counted is settled by the tables that stand for `{fact}` and `{inside}`: all of them for a rebuild, the touched part for a
fold. Everything is made so that figures of units above organisations are the sum of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from groundswell.insight.bureaucracy import WINDOW
from groundswell.insight.measures import second
from groundswell.insight.measures.blocked import LEARNED_WITHIN
from groundswell.insight.measures.clocks import SILENT_AFTER
from groundswell.insight.measures.coverage import FEWEST_STAFF
from groundswell.insight.measures.spread import FOLLOW_UP
from groundswell.insight.tally import codes
from groundswell.insight.tally.codes import Kind, Measure

SQL = Path(__file__).parent / "sql"
NEVER = 9_999_999
MANY = 10_000  # more leads than a team has
WEIGHT = 2520  # divides without a rest by 1 to 10
FEWEST_LEADS, FEWEST_LED = 8, 10  # LM3
MOST_STAFF = 60  # LM4
SEAT, GROUP, ORGANISATION, SECTOR = 1, 2, 3, 4  # boundaries of LM5
COUNTING = ("1_facts", "2_leading", "3_ties", "4_growing", "5_surroundings")
ABOVE = ("6_above",)
LISTS = ("BEGINNINGS", "SEATS", "OWN_ACTS", "FOLLOWS", "TAKES_PART", "CONTRIBUTES", "SHARES")  # of `codes`
TABLES = {
    "member": "insight_member",
    "team": "insight_team",
    "above": "insight_above",
    "cell": "t_cell",
    "touched": "t_touched",
}
CELL = """CREATE TEMP TABLE t_cell (
    unit BIGINT, measure SMALLINT, key BIGINT, a BIGINT, b BIGINT, c BIGINT, d BIGINT)"""


def statements(files: tuple[str, ...], as_of: int, division: str, tables: Mapping[str, str]) -> Iterator[str]:
    """Each statement of some files, ready to run. `tables`: what stands for `fact` and `inside`."""
    words = {
        **{kind.name: kind for kind in Kind}, **{f"M_{each.name}": each for each in Measure},
        **{name: f"({', '.join(map(str, map(int, getattr(codes, name))))})" for name in LISTS},
        **TABLES, **tables, "as_of": as_of, "since": as_of - WINDOW, "never": NEVER, "weight": WEIGHT, "MANY": MANY, "div": division,
        "fewest_leads": FEWEST_LEADS, "fewest_led": FEWEST_LED, "fewest_staff": FEWEST_STAFF, "most_staff": MOST_STAFF,
        "silent": SILENT_AFTER, "learned": LEARNED_WITHIN, "follow_up": FOLLOW_UP, "again": second.FOLLOW_UP, "window": WINDOW,
        "SEAT": SEAT, "GROUP": GROUP, "ORGANISATION": ORGANISATION, "SECTOR": SECTOR,
    }  # fmt: skip
    for name in files:
        text = re.sub(r"--.*", "", (SQL / f"{name}.sql").read_text())
        for statement in text.split(";"):
            if statement.strip():
                yield statement.format_map(words).strip()


def made_by(statement: str) -> str | None:
    """The table that a statement makes."""
    found = re.match(r"CREATE TEMP TABLE (\w+)", statement)
    return found[1] if found else None
