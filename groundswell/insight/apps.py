"""The room's entry in Django: the frameworks that are shipped are put into the tables after every migration."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class InsightConfig(AppConfig):
    name = "groundswell.insight"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_load, sender=self, dispatch_uid="insight.frameworks")


def _load(using: str, **_rest: Any) -> None:
    """Not while an older state of the tables is being made, which has none for them."""
    from django.db import connections

    from groundswell.insight.actions.frameworks import load_shipped
    from groundswell.insight.models import Framework, Statement

    there = connections[using].introspection.table_names()
    if {Framework._meta.db_table, Statement._meta.db_table} <= set(there):
        load_shipped()
