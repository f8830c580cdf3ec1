"""Many rows at once. Django's own bulk methods build an object and a long statement for each row; these do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Model

BATCH = 5_000


def _columns(model: type[Model], fields: Sequence[str]) -> list[str]:
    found: list[Any] = [model._meta.get_field(name) for name in fields]
    return [connection.ops.quote_name(field.column) for field in found]


def pour(model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of plain values in the order of `fields`."""
    table, columns = connection.ops.quote_name(model._meta.db_table), ", ".join(_columns(model, fields))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join(["%s"] * len(fields))
    _many(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608 - names from the models


def change(model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Update rows by id: each row holds the values of `fields`, then the id."""
    table, sets = (
        connection.ops.quote_name(model._meta.db_table),
        ", ".join(f"{c} = %s" for c in _columns(model, fields)),
    )
    _many(f"UPDATE {table} SET {sets} WHERE id = %s", rows)  # noqa: S608 - names from the models


def _many(statement: str, rows: Iterable[Sequence[Any]]) -> None:
    left = iter(rows)
    with connection.cursor() as cursor:
        while batch := list(islice(left, BATCH)):
            cursor.executemany(statement, batch)
