"""Bring organisations, sites and networks up to date from ODS files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from groundswell.places import ods
from groundswell.places.actions import CircularFiles, Loaded, load_ods
from groundswell.places.models import Kind

SHOWN = 20
WIDTH = 30


class Bar:
    """A progress bar: drawn over itself on a screen, a line for each step in a log file."""

    def __init__(self, out: Any) -> None:
        self.out, self.live, self.doing, self.percent = out, out.isatty(), "", -1

    def __call__(self, done: int, total: int, doing: str) -> None:
        percent = 100 * done // max(total, 1)
        if self.live and (percent, doing) != (self.percent, self.doing):
            bar = "#" * (WIDTH * percent // 100)
            self.out.write(f"\r[{bar:<{WIDTH}}] {percent:3d}% {doing:<44.44}", ending="")
        elif doing != self.doing and not doing.startswith("Reading"):
            self.out.write(f"{percent:3d}% {doing}")
        self.doing, self.percent = doing, percent
        self.out.flush()

    def end(self) -> None:
        if self.live:
            self.out.write("")


class Command(BaseCommand):
    help = (
        "Load ODS files: report files as published (etr, eccg, ets, epraccur; also zipped) or tidy files. "
        "Without a directory the copy inside the package is loaded. Running it again changes nothing."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", nargs="?", type=Path, default=ods.PACKAGED)

    def handle(self, *args: Any, directory: Path, **options: Any) -> None:
        if not directory.is_dir():
            raise CommandError(f"{directory} is not a directory.")
        bar = Bar(self.stdout)
        try:
            loaded = load_ods(directory, at=timezone.now(), progress=bar if options["verbosity"] else None)
        except CircularFiles as error:
            raise CommandError(f"Nothing was loaded: {error}") from error
        bar.end()
        if options["verbosity"]:
            self._report(loaded)

    def _report(self, loaded: Loaded) -> None:
        if not loaded.rows:
            raise CommandError("No ODS file was found there.")
        self.stdout.write(f"{'':<28}{'added':>10}{'changed':>10}{'unchanged':>11}")
        for kind in sorted({*loaded.added, *loaded.changed, *loaded.unchanged}):
            counts = f"{loaded.added[kind]:>10,}{loaded.changed[kind]:>10,}{loaded.unchanged[kind]:>11,}"
            self.stdout.write(f"{_called(kind):<28}{counts}")
        self.stdout.write(f"{loaded.changes:,} changes.")
        for lines in (loaded.notes, [str(problem) for problem in loaded.problems]):
            for line in lines[:SHOWN]:
                self.stdout.write(f"- {line}")
            if len(lines) > SHOWN:
                self.stdout.write(f"- and {len(lines) - SHOWN:,} more like these")


def _called(kind: str) -> str:
    return str(Kind(kind).label) if kind in Kind.values else kind.capitalize()
