"""What was understood: frozen values that a page can show and an action can keep."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


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
    def said(self) -> tuple[Decimal | None, Decimal | None, str]:
        return self.value, self.denominator, self.note


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was left out: its line, a stable code, and the reason as somebody on a ward reads it."""

    line: int
    code: str
    reason: str
    words: str = ""


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
    rows: int = 0

    @property
    def outcome(self) -> str:
        if self.choices:
            return "needs_choice"
        return "ok_with_row_errors" if self.problems else "ok"

    @property
    def gaps(self) -> int:
        return sum(each.value is None for each in self.found)


class RowError(ValueError):
    """This row cannot be used; `code` is stable, the message is for people."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason
