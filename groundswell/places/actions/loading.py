"""Loading ODS files: what is new is added, what differs is changed with its history kept, the rest is left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from groundswell.places import ods
from groundswell.places.actions.comparing import Comparison
from groundswell.places.actions.placing import placeholders
from groundswell.places.actions.writing import write
from groundswell.ui.formats import as_day

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Loaded:
    """What a load did, counted by kind of place (and `membership`, `takeover`, `placeholder`), and what a person should look at."""

    rows: dict[str, int]
    added: Counter[str]
    changed: Counter[str]
    unchanged: Counter[str]
    problems: list[ods.Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def changes(self) -> int:
        return self.added.total() + self.changed.total()


def load_ods(directory: Path | str = ods.PACKAGED, *, at: date | datetime, progress: Progress | None = None) -> Loaded:
    """Read every ODS file in `directory` (the copy in the package when not said) and bring the places up to date.

    Reading takes no lock; everything is written in one transaction. A row that cannot be used is left out and told.
    """
    say = progress or (lambda done, total, doing: None)
    book = ods.read(Path(directory), lambda done, total, doing: say(done // 2, total, doing))
    with transaction.atomic():
        comparison = Comparison(book, as_day(at))
        notes = placeholders(book, comparison.known)
        comparison.compare()
        write(comparison, say)
    result = comparison.result
    return Loaded(book.rows, result.added, result.changed, result.unchanged, book.problems, notes)
