"""What was read: bodies, memberships and takeovers, with every row that could not be used."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Held:
    """An ODS role and the first and last day it held."""

    code: str
    since: date | None
    until: date | None


@dataclass(slots=True)
class Body:
    """One organisation or site as a file gives it. An empty text means: the file does not say.

    `icb` and `region` are hints, used only to place a parent that no file names.
    """

    code: str
    name: str
    kind: str
    roles: tuple[Held, ...] = ()
    subtype: str = ""
    parent: str = ""
    parent_since: date | None = None
    icb: str = ""
    region: str = ""
    postcode: str = ""
    status: str = "active"
    opened_on: date | None = None
    closed_on: date | None = None
    source: str = ""
    placeholder: bool = False
    at: tuple[str, int] = ("", 0)


@dataclass(frozen=True, slots=True)
class Member:
    """A practice in a network from one day to another."""

    practice: str
    network: str
    since: date
    until: date | None
    at: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Takeover:
    """One body took over from another, as worked out from two files."""

    before: str
    after: str
    on: date | None
    inferred: bool
    at: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was left out, or something about it that a person should know."""

    file: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.words}" if self.line else f"{self.file}: {self.words}"


class BadRow(ValueError):
    """The row says something that cannot be used; the message is for the person who loads it."""


@dataclass(slots=True)
class Book:
    bodies: dict[str, Body] = field(default_factory=dict)
    members: dict[tuple[str, str, date], Member] = field(default_factory=dict)
    takeovers: dict[tuple[str, str], Takeover] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)

    def add(self, item: Body | Member | Takeover) -> None:
        """Keep one row. The same fact twice is fine; two different facts under one code are not."""
        if isinstance(item, Body):
            self._keep(self.bodies, item.code, item)
        elif isinstance(item, Member):
            self._keep(self.members, (item.practice, item.network, item.since), item)
        else:
            self._keep(self.takeovers, (item.before, item.after), item)

    def _keep(self, kept: dict, key: object, item: Body | Member | Takeover) -> None:
        first = kept.setdefault(key, item)
        if first is not item and _facts(first) != _facts(item):
            raise BadRow(f"says something else than {first.at[0]}, line {first.at[1]}, which was kept")


def _facts(item: Body | Member | Takeover) -> tuple:
    if isinstance(item, Body):
        return (item.name, item.kind, item.parent, item.postcode, item.status, item.opened_on, item.closed_on)
    if isinstance(item, Member):
        return (item.until,)
    return (item.on, item.inferred)
