"""A process and a database of its own for what is measured; both go afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from typing import Any

SERVER = os.environ.get(
    "BENCH_POSTGRES", os.environ.get("GROUNDSWELL_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432")
)


def in_its_own(bench: str, database: str, *words: str, **how: Any) -> subprocess.CompletedProcess[str]:
    """Run `python -m bench.<bench> --one <words>` on a new `sqlite` or `postgresql`; `how` is said to `subprocess.run`."""
    name = f"groundswell_bench_{bench}_{os.getpid()}"
    with tempfile.TemporaryDirectory(prefix="groundswell-bench-") as room:
        url = f"sqlite:///{room}/bench.sqlite3" if database == "sqlite" else f"{SERVER}/{name}"
        env = os.environ | {"DATABASE_URL": url, "GROUNDSWELL_MODE": "test", "GROUNDSWELL_HOME": room,
                            "DJANGO_SETTINGS_MODULE": "groundswell.front.settings"}  # fmt: skip
        if database != "sqlite":
            psql(f"CREATE DATABASE {name}")
        try:
            command = [sys.executable, "-m", f"bench.{bench}", "--one", *words]
            return subprocess.run(command, env=env, text=True, **how)
        finally:
            if database != "sqlite":
                psql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def psql(statement: str) -> None:
    import psycopg

    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
        connection.execute(statement)
