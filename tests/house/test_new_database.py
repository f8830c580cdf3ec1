"""A new database has the tables that all steps together make, one after the other.

Defaults are not compared: a step needs one for rows that are there, and Django always says the value.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.turn import part_of

SAID = """
import json, re, sys, django
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0, step_by_step="step" in sys.argv)
flat = lambda sql: re.sub(r"[\\s\\"]+", " ", sql or "").strip()
with connection.cursor() as cursor:
    if connection.vendor == "sqlite":
        cursor.execute("SELECT type, name, sql FROM sqlite_master WHERE type <> 'table' OR sql LIKE '%VIRTUAL%'")
        found = [[kind, name, flat(sql)] for kind, name, sql in cursor.fetchall() if sql]
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
        for table, sql in cursor.fetchall():
            cursor.execute(f'PRAGMA table_info("{table}")')
            found += [["column", table, *map(str, row[1:4] + row[5:])] for row in cursor.fetchall()]
            cursor.execute(f'PRAGMA foreign_key_list("{table}")')
            found += [["key", table, *map(str, row[2:])] for row in cursor.fetchall()]
            found += [["rule", table, rule] for rule in re.findall(r"CONSTRAINT \\w+ CHECK|CONSTRAINT \\w+ UNIQUE [^)]*", flat(sql))]
    else:
        cursor.execute("SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = current_schema()")
        found = [["index", *row] for row in cursor.fetchall()]
        cursor.execute("SELECT conrelid::regclass::text, contype::text, pg_get_constraintdef(oid) FROM pg_constraint")
        found += [["rule", *row] for row in cursor.fetchall()]
        cursor.execute(
            "SELECT table_name, column_name, data_type, is_nullable, generation_expression, is_identity"
            " FROM information_schema.columns WHERE table_schema = current_schema()"
        )
        found += [["column", *map(str, row)] for row in cursor.fetchall()]
    cursor.execute("SELECT app, name FROM django_migrations")
    found += [["step", *row] for row in cursor.fetchall()]
print(json.dumps(sorted(found)))
"""
ROOT = Path(settings.PACKAGE).parent


def tables(home: Path, *how: str, url: str = "") -> list[list[str]]:
    env = os.environ | {
        "GROUNDSWELL_HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "groundswell.front.settings",
    }
    env |= {"DATABASE_URL": url} if url else {}
    home.mkdir()
    done = subprocess.run([sys.executable, "-c", SAID, *how], env=env, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("way", part_of(["all steps"], 3))
def test_a_new_database_is_what_all_steps_make(tmp_path, way):
    now, steps = tables(tmp_path / "now"), tables(tmp_path / "steps", "step")
    assert [row for row in now if row not in steps] == []
    assert [row for row in steps if row not in now] == []
    assert len(now) > 1_000
