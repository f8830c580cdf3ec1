"""`migrate`, with a shorter way for a database that has no tables yet."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections

from groundswell.ui.new_database import is_new, make_tables


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--step-by-step", action="store_true", help="Take every step, in a new database too.")

    def handle(self, *args: Any, **options: Any) -> None:
        asks_for_less = any(options[name] for name in ("step_by_step", "app_label", "plan", "check_unapplied", "fake"))
        if not asks_for_less and is_new(connection := connections[options["database"]]):
            make_tables(connection)
        super().handle(*args, **options)
