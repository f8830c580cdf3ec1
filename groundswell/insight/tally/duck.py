"""DuckDB as an engine, over a copy of the facts in Parquet files: for an ICB, a region or the nation. An optional extra."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

TABLES = ("fact", "team", "member", "inside", "above")
BATCH = 1_000


class Duck:
    """`folder` holds one Parquet file a table. Raises ImportError where DuckDB is not installed."""

    division = "//"

    def __init__(self, folder: Path, memory: str = "768MB", threads: int | None = None) -> None:
        import duckdb

        self.connection = duckdb.connect()
        self.connection.execute(f"SET memory_limit = '{memory}'")
        self.connection.execute(f"SET temp_directory = '{folder / 'spill'}'")
        self.connection.execute("SET preserve_insertion_order = false")
        if threads:
            self.connection.execute(f"SET threads = {threads}")
        for table in TABLES:
            self.connection.execute(f"CREATE VIEW insight_{table} AS SELECT * FROM '{folder / table}*.parquet'")

    def run(self, statement: str) -> None:
        self.connection.execute(statement)

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self.connection.execute(question).fetchall()
        return found

    def add(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[int]]) -> None:
        listed = [f"({', '.join(str(int(value)) for value in row)})" for row in rows]
        for begin in range(0, len(listed), BATCH):  # one statement for many rows: row by row takes a millisecond each
            values = ", ".join(listed[begin : begin + BATCH])
            self.connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES {values}")

    def close(self) -> None:
        self.connection.close()
