"""A tiny sample of real rows in both layouts, and the whole packaged set loaded once for the tests that need it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from groundswell.places.actions import Loaded, load_ods

HERE = Path(__file__).parent
TIDY, PUBLISHED = HERE / "tidy", HERE / "published"
FIRST_DAY = date(2026, 3, 2)


@pytest.fixture
def tiny(db: None) -> Loaded:
    """Bassetlaw, its two ICBs and a few neighbours."""
    return load_ods(TIDY, at=FIRST_DAY)


@pytest.fixture
def later(tmp_path: Path) -> Callable[..., Path]:
    """A directory with a later edition of one published report: its rows, changed by column number (from 1)."""

    def edition(report: str, **changed: dict[int, str]) -> Path:
        with (PUBLISHED / f"{report}.csv").open(newline="") as lines:
            rows = {row[0]: row for row in csv.reader(lines)}
        for code, cells in changed.items():
            row = rows.setdefault(code.strip("_"), [code.strip("_"), *[""] * 26])
            for column, text in cells.items():
                row[column - 1] = text
        with (tmp_path / f"{report}.csv").open("w", newline="") as out:
            csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows.values())
        return tmp_path

    return edition


@pytest.fixture(scope="module")
def everything(django_db_setup: None, django_db_blocker: object) -> Iterator[Loaded]:
    """All packaged organisations, loaded once for a module and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield load_ods(at=FIRST_DAY)
        transaction.set_rollback(True)
