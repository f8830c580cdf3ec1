"""What was understood: frozen values that a page can show and an action can keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

NOTE_LEFT_OUT = "note_left_out"
Progress = Callable[[int, int], None]  # rows done, of how many


@dataclass(frozen=True, slots=True)
class Found:
    """One reading, with the line it stands on. `value` None is a gap. `moment` is set when the time of day counts."""

    line: int
    on: date
    value: Decimal | None
    moment: datetime | None = None
    denominator: Decimal | None = None
    note: str = ""

    @property
    def key(self) -> tuple[date, datetime | None]:
        return self.on, self.moment

    @property
    def numbers(self) -> tuple[Decimal | None, Decimal | None]:
        return self.value, self.denominator


@dataclass(frozen=True, slots=True)
class Problem:
    """A row (or its note) that was left out: line, a stable code, the reason as somebody on a ward reads it, its cells."""

    line: int
    code: str
    reason: str
    cells: tuple[str, ...] = ()

    @property
    def is_taken(self) -> bool:
        """The reading is taken all the same: only its note is left out."""
        return self.code == NOTE_LEFT_OUT

    @property
    def words(self) -> str:
        """The row as it stands, in short."""
        return " | ".join(cell.strip() for cell in self.cells)[:80]


@dataclass(frozen=True, slots=True)
class Option:
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be read in more than one way. `chosen` is shown preselected; the person decides."""

    name: str
    question: str
    options: tuple[Option, ...]
    chosen: str


@dataclass(frozen=True)
class Understood:
    """Readings in order of time, rows left out by line, what was asked and what was assumed."""

    found: tuple[Found, ...] = ()
    problems: tuple[Problem, ...] = ()
    choices: tuple[Choice, ...] = ()
    notes: tuple[str, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    heading: tuple[str, ...] = ()
    rows: int = 0

    @property
    def outcome(self) -> str:
        if self.choices:
            return "needs_choice"
        return "ok_with_row_errors" if self.problems else "ok"

    @property
    def gaps(self) -> int:
        return sum(each.value is None for each in self.found)


class Unreadable(ValueError):
    """Nothing of this can be used; the message says why and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class RowError(ValueError):
    """This row cannot be used; `code` is stable, the message is for people."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason
