"""My page: what I did, what I was told, what I want to hear of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from groundswell.changes.models import Change
from groundswell.events.kinds import NOTICES
from groundswell.events.models import Credit, Notice, NoticeChoice, Rhythm
from groundswell.events.queries import key_of
from groundswell.ui.formats import ago, day


@dataclass(frozen=True)
class Row:
    """One line in a list: a title to open where there is something to open, and what is said under it."""

    href: str
    title: str
    line: str
    new: bool = False


@dataclass(frozen=True)
class Listing:
    rows: tuple[Row, ...]
    older: str = ""
    newer: str = ""


def did(found: list[Credit], limit: int, *, first: bool, readable: frozenset[str]) -> Listing:
    """What I did, newest first; a link where I may still read it, or at least the part that was asked of me."""
    rows = tuple(Row(_opens(row, readable), row.event.title, _did(row)) for row in found[:limit])
    return Listing(rows, _older(found, limit, "did_before"), "" if first else "?")


def _opens(row: Credit, readable: frozenset[str]) -> str:
    return next((one for one in (row.event.address, row.event.opens) if one in readable), "")


def _did(row: Credit) -> str:
    part = row.get_part_display()  # type: ignore[attr-defined]
    said = f"{part[:1].upper()}{part[1:]}, {day(row.at)}"
    return f"{said}, {row.place}" if row.place else said


def told(found: list[Notice], limit: int, now: datetime, *, first: bool) -> Listing:
    rows = tuple(
        Row(row.event.opens, row.event.sentence, f"{row.event.title}, {ago(row.at, now)}", row.read_at is None)
        for row in found[:limit]
    )
    return Listing(rows, _older(found, limit, "before"), "" if first else "?")


def _older(found: list, limit: int, name: str) -> str:  # type: ignore[type-arg]
    return "?" + urlencode({name: key_of(found[limit - 1])}) if len(found) > limit else ""


def changes(found: list[Change], now: datetime) -> list[Row]:
    said = _("{place}, moved {when}")
    return [
        Row(change.get_absolute_url(), change.title, said.format(place=change.place, when=ago(change.moved_at, now)))
        for change in found
    ]


@dataclass(frozen=True)
class Hearing:
    """One thing a person can choose to hear of."""

    code: str
    text: str
    here: bool
    mail: bool


def rhythm(row: Rhythm) -> dict[str, str]:
    """What the form about it is filled with."""
    names = ("weekly_on", "weekly_hour", "quiet_from", "quiet_until")
    return {name: "" if (value := getattr(row, name)) is None else str(value) for name in names}


def hearing(chosen: dict[str, NoticeChoice]) -> list[Hearing]:
    silent = NoticeChoice()
    return [
        Hearing(code, _(text), chosen.get(code, silent).in_product, chosen.get(code, silent).by_mail)
        for code, text in NOTICES.items()
    ]
