"""A new database gets its tables as they are now, in a few seconds; the steps that led there are for databases that took some.

What no model can say, full-text search with its triggers for one, is made by the steps that are marked with `AS_WELL`. All other
steps only move rows that a new database does not have. A test holds both ways together.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython
from django.db.migrations.recorder import MigrationRecorder

AS_WELL = {"new_database": True}  # the `hints` of such a step


def is_new(connection: BaseDatabaseWrapper) -> bool:
    return not connection.introspection.table_names()


def make_tables(connection: BaseDatabaseWrapper) -> None:
    """Everything in one transaction, and every step noted as taken. OperationalError where the database cannot be written."""
    loader = MigrationLoader(connection)
    with connection.schema_editor(atomic=True) as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    with connection.schema_editor(atomic=True) as editor:
        for app, name in _in_order(loader):
            for operation in loader.disk_migrations[app, name].operations:
                if isinstance(operation, RunPython) and operation.hints == AS_WELL:
                    operation.code(apps, editor)  # type: ignore[arg-type]
            recorder.record_applied(app, name)


def _in_order(loader: MigrationLoader) -> list[Any]:
    plan: dict[Any, None] = {}
    for leaf in loader.graph.leaf_nodes():
        plan |= dict.fromkeys(loader.graph.forwards_plan(leaf))
    return list(plan)
