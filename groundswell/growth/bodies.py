"""What each body asks of an entry: read once from `data/bodies.toml`, by code and version, or by day."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from groundswell.ui.formats import joined

DATA = Path(__file__).parent / "data" / "bodies.toml"
LINE, WORDS, CHOICE, SEVERAL = "line", "words", "choice", "several"


@dataclass(frozen=True)
class Field:
    """One heading of a body. `fill` names the part of the record the draft begins with; `ask` is the prompt."""

    code: str
    label: str
    sort: str = WORDS
    rows: int = 3
    fill: str = ""
    ask: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    def said(self, value: Any) -> str:
        """What was written as one text: chosen codes by their labels."""
        labels = {code: _(label) for code, label in self.choices}
        values = value if isinstance(value, list) else [value] if value else []
        return joined([labels.get(str(one), str(one)) for one in values])


@dataclass(frozen=True)
class Body:
    """One version of what one body asks for, and between which days it held."""

    code: str
    owner: str
    name: str
    short: str
    version: str
    since: date
    until: date | None
    note: str
    fields: tuple[Field, ...]
    groups: tuple[str, ...] = ()
    log: bool = False  # kept as a dated list of its own
    source: str = ""  # the page of the body on which its headings were looked up
    checked: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@lru_cache(maxsize=1)
def all_bodies() -> tuple[Body, ...]:
    return tuple(_body(row) for row in tomllib.loads(DATA.read_text())["body"])


def _body(row: dict[str, Any]) -> Body:
    parts = {name: row[name] for name in ("code", "owner", "name", "short", "version", "note")}
    return Body(
        **parts, since=row["from"], until=row.get("until"), fields=tuple(_field(one) for one in row["fields"]),
        groups=tuple(row.get("groups", ())), log=row.get("log", False), source=row.get("source", ""),
        checked=row.get("checked"),
    )  # fmt: skip


def _field(row: dict[str, Any]) -> Field:
    return Field(**{**row, "choices": tuple((code, label) for code, label in row.get("choices", ()))})


def bodies_on(day: date) -> list[Body]:
    """What can be written for on a day, in the order of the file."""
    return [body for body in all_bodies() if body.holds_on(day)]


def body_on(code: str, day: date) -> Body | None:
    return next((body for body in bodies_on(day) if body.code == code), None)


def suited(bodies: Sequence[Body], groups: Collection[str], used: Collection[str]) -> tuple[list[Body], list[Body]]:
    """What fits somebody, and the others: what they wrote for before, what is for their staff group, what is for every job.

    Each in the order of the file.
    """
    fits = [body for body in bodies if body.code in used or not body.groups or set(groups) & set(body.groups)]
    fits.sort(key=lambda body: body.code not in used)
    return fits, [body for body in bodies if body not in fits]


def body_of(code: str, version: str) -> Body:
    """The version an entry was written for; what is no longer in the file reads as the newest with that code."""
    named = [body for body in all_bodies() if body.code == code]
    return next((body for body in named if body.version == version), max(named, key=lambda body: body.since))
