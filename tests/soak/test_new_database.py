"""The same on PostgreSQL: the tables of a new database are what all steps make."""

from __future__ import annotations

import uuid

import psycopg
import pytest

from tests.house.test_new_database import tables
from tools.suite import SERVER

DJANGOS = ("auth_group_permissions", "id")  # its number is wider after all of Django's own steps


@pytest.fixture
def two_databases():
    names = [f"groundswell_{uuid.uuid4().hex[:8]}" for _ in range(2)]
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
        for name in names:
            connection.execute(f'CREATE DATABASE "{name}"')
        yield [f"{SERVER}/{name}" for name in names]
        for name in names:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_new_database_is_what_all_steps_make(tmp_path, two_databases):
    now, steps = (
        [row for row in tables(tmp_path / name, *how, url=url) if tuple(row[1:3]) != DJANGOS]
        for name, how, url in zip(("now", "steps"), ((), ("step",)), two_databases, strict=True)
    )
    assert [row for row in now if row not in steps] == []
    assert [row for row in steps if row not in now] == []
