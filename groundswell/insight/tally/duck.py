"""DuckDB as an engine, over a copy of the facts in Parquet files: for an ICB, a region or the nation. An optional extra."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from groundswell.insight.tally import columns, steps
from groundswell.insight.tally.count import count_all
from groundswell.insight.tally.own import Own

MEMORY = "768MB"
BATCH = 1_000


class Duck:
    """`folder` holds one Parquet file a table. Raises ImportError where DuckDB is not installed."""

    division = "//"

    def __init__(self, folder: Path) -> None:
        import duckdb

        self.connection = duckdb.connect()
        self.connection.execute(f"SET memory_limit = '{MEMORY}'")
        self.connection.execute(f"SET temp_directory = '{folder / 'spill'}'")
        self.connection.execute("SET preserve_insertion_order = false")
        for table in columns.TABLES:
            self.connection.execute(f"CREATE VIEW insight_{table} AS SELECT * FROM '{folder / table}*.parquet'")

    def run(self, statement: str) -> None:
        self.connection.execute(statement)

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self.connection.execute(question).fetchall()
        return found

    def add(self, table: str, names: Sequence[str], rows: Iterable[Sequence[int]]) -> None:
        listed = [f"({', '.join(str(int(value)) for value in row)})" for row in rows]
        for begin in range(0, len(listed), BATCH):  # one statement for many rows: row by row takes a millisecond each
            values = ", ".join(listed[begin : begin + BATCH])
            self.connection.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES {values}")

    def close(self) -> None:
        self.connection.close()


def count_beside(engine: Own, as_of: int) -> None:
    """All cells into the engine's `t_cell`, counted over a copy of its tables that goes afterwards."""
    with TemporaryDirectory(prefix="map-") as room:
        copy_to(engine, Path(room))
        duck = Duck(Path(room))
        count_all(duck, as_of)
        engine.run(steps.CELL)
        duck.connection.execute(f"SELECT {', '.join(columns.CELL)} FROM t_cell")
        while rows := duck.connection.fetchmany(BATCH * 50):
            engine.add("t_cell", columns.CELL, rows)
        duck.close()


def copy_to(engine: Own, folder: Path) -> None:
    """The tables of the map as Parquet files."""
    import duckdb

    connection = duckdb.connect()
    for table, names in columns.TABLES.items():
        text = folder / f"{table}.csv"
        engine.export(f"insight_{table}", names, text)
        said = ", ".join(f"'{name}': 'BIGINT'" for name in names)
        connection.execute(
            f"COPY (SELECT * FROM read_csv('{text}', header = false, columns = {{{said}}})) TO '{folder / table}.parquet'"
        )
        text.unlink()
    connection.close()
