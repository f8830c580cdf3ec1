"""The application's own database as an engine: SQLite or PostgreSQL."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import connection

from groundswell.insight.tally.steps import made_by

MEMORY = "256MB"
BATCH = 20_000


class Own:
    """Runs inside a transaction of its caller."""

    division = "/"

    def __init__(self) -> None:
        self.is_postgres = connection.vendor == "postgresql"
        self.made: list[str] = []
        if self.is_postgres:
            self.run(f"SET LOCAL work_mem = '{MEMORY}'")

    def run(self, statement: str) -> None:
        if not self.is_postgres:
            statement = re.sub(r"\bGREATEST\(", "MAX(", re.sub(r"\bLEAST\(", "MIN(", statement))
        with connection.cursor() as cursor:
            cursor.execute(statement)
            if made := made_by(statement):
                self.made.append(made)
                cursor.execute(f"ANALYZE {made}")  # without knowing their sizes both make plans that take minutes

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall()

    def add(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[int]]) -> None:
        """Rows of whole numbers into a table."""
        names, marks = ", ".join(columns), ", ".join(["%s"] * len(columns))
        left = iter(rows)  # may read from this very connection, so nothing is asked for while rows are on their way
        while block := [tuple(row) for row in islice(left, BATCH)]:
            with connection.cursor() as cursor:
                if self.is_postgres:
                    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                        for row in block:
                            copy.write_row(row)
                else:
                    cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", block)

    def export(self, table: str, columns: Sequence[str], path: Path) -> None:
        """A table of whole numbers as a CSV file without a header."""
        question = f"SELECT {', '.join(columns)} FROM {table}"
        with connection.cursor() as cursor:
            if self.is_postgres:
                with path.open("wb") as out, cursor.copy(f"COPY ({question}) TO STDOUT (FORMAT csv)") as copy:
                    for block in copy:
                        out.write(block)
            else:
                cursor.execute(question)
                with path.open("w", newline="") as text:
                    write = csv.writer(text).writerows
                    while rows := cursor.fetchmany(BATCH):
                        write(rows)

    def close(self) -> None:
        """Nothing temporary stays: the connection is used again."""
        with connection.cursor() as cursor:
            for table in reversed(self.made):
                cursor.execute(f"DROP TABLE IF EXISTS {table}")
        self.made.clear()
