"""Bring the database and the static files up to this version; load the demonstration into a new database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

Say = Callable[[str], None]
Progress = Callable[[int, int, str], None]


def missing_migrations() -> list[str]:
    """Names of the migrations that this database has not seen yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def migrate(say: Say) -> None:
    """Bring the database and the static files to this version; nothing happens when they are."""
    settings.HOME.mkdir(parents=True, exist_ok=True)
    if missing := missing_migrations():
        say(f"Preparing the database ({len(missing)} steps)")
        call_command("migrate", verbosity=0, interactive=False)
    if static_is_stale():
        say("Collecting styles and scripts")
        collect_static()


def static_is_stale() -> bool:
    mark = _mark()
    return not mark.exists() or mark.read_text() != _signature()


def collect_static() -> None:
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    _mark().write_text(_signature())


def _mark() -> Path:
    return Path(settings.STATIC_ROOT) / ".made-from"


def _signature() -> str:
    """Changes when any static file of ours changes."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            seen = Path(storage.path(name)).stat()
            digest.update(f"{name} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def load_demonstration(say: Say, progress: Progress) -> None:
    """The real organisations, then the labelled demonstration, each all or nothing, each once."""
    from groundswell.people.models import Person
    from groundswell.places.actions import load_ods
    from groundswell.places.models import Place

    if not Place.objects.exists():
        say("Loading the organisations of the NHS (open data, about 20 seconds)")
        load_ods(at=timezone.now(), progress=progress)
    if not Person.objects.filter(demo=True).exists() and (load := _demonstration()):
        say("Loading the demonstration: made-up people, labelled ideas")
        with transaction.atomic():
            load(progress=progress)


def _demonstration() -> Callable[..., object] | None:
    spec = find_spec("groundswell.front.demo")
    return getattr(import_module("groundswell.front.demo"), "load", None) if spec else None
