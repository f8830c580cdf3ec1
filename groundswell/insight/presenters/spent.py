"""Where the ideas of one team spend their time: a bar a change, own work first, then each wait with its texture and its level.

Lengths and positions are per cent of the width, words keep their size: the same drawing stands on a phone and on a desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.enabling.models import AskKind, Level
from groundswell.events.kinds import Subject
from groundswell.insight import rules
from groundswell.insight.bureaucracy import Figures
from groundswell.insight.measures.intervals import Limits
from groundswell.insight.measures.rows import Behind
from groundswell.insight.models import Snapshot
from groundswell.insight.one_team import Spent
from groundswell.insight.presenters.parts import Said, many, said
from groundswell.insight.rules import Group, Published

DRAWN, LISTED = 20, 100
LOOKS = ("work", "answer", "permission", "ask")
# In pixels: the narrowest drawing, one letter of the words below a bar, the mark before them.
PHONE, LETTER, SWATCH = 280, 8, 22
BAR, ROW = 24, 22


@dataclass(frozen=True)
class Part:
    """Days of one change: our own work, or waiting for something that a level has. Places in the drawing are text."""

    look: str
    what: str
    level: str
    days: Published
    unit: str
    x: str
    wide: str
    hangs: bool
    words_x: str
    words_y: str


@dataclass(frozen=True)
class Bar:
    """One change that the reader may see."""

    id: str
    name: str
    href: str
    parts: tuple[Part, ...]
    high: str
    is_drawn: bool


@dataclass(frozen=True)
class Time:
    sentence: Said
    rest: str
    bars: tuple[Bar, ...]


def time_of(group: Group, snapshot: Snapshot, subjects: Mapping[str, Subject]) -> Time | None:
    """`subjects`: the changes that the reader may see; of others no days are said. None where nothing of it can be shown."""
    spent: list[Spent] = snapshot.leadership.get("spent", [])
    kept = [one for one in spent if str(one[0]) in subjects][-LISTED:]
    if not kept:
        return None
    longest = max((rules.days_of_one(group, days).drawn or 0 for _key, days, _waits in kept[-DRAWN:]), default=0) or 1
    first = len(kept) - DRAWN
    bars = tuple(
        _bar(group, number, one, subjects[str(one[0])], Fraction(longest), number >= first)
        for number, one in enumerate(kept)
    )
    rest = _("The picture has the {n} newest, the table has more.").format(n=DRAWN) if first > 0 else ""
    return Time(_sentence(group, snapshot, len(spent)), rest, bars)


def look_words() -> dict[str, str]:
    """What each texture stands for."""
    return {
        "work": _("Our own work"), "answer": _("Waiting for a first answer"), "permission": _("Waiting for a permission"),
        "ask": _("Waiting for something to be cleared"),
    }  # fmt: skip


def _sentence(group: Group, snapshot: Snapshot, number: int) -> Said:
    share = _share(snapshot, snapshot.figures.get("waiting"))
    n = rules.things(group, number)
    if share is None or not share.is_shown:
        return said(ngettext("{n} change was going on here.", "{n} changes were going on here.", number), n=n)
    template = ngettext("{n} change was going on here.", "{n} changes were going on here.", number)
    return said(template + " " + _("Of their days, {share} in a hundred were waiting for somebody."), n=n, share=share)


def _share(snapshot: Snapshot, found: Figures | None) -> Published | None:
    """LM12, as on the page of the bureaucracy: a day that several waits share once."""
    if not found or not found["of"]:
        return None
    limits = Limits(*found["limits"]) if found["limits"] else None
    group = Group(snapshot.staff, snapshot.parent_staff)
    return rules.percent(group, Fraction(found["days"], found["of"]), limits, Behind(*found["behind"])).value


def _bar(group: Group, number: int, spent: Spent, subject: Subject, longest: Fraction, is_drawn: bool) -> Bar:
    _key, total, waits = spent
    rows = [("work", _("Our own work"), "", total - sum(waits.values()))]
    rows += [(*_wait(held), days) for held, days in waits.items()]
    rows.sort(key=lambda row: LOOKS.index(row[0]))
    parts: list[Part] = []
    at, ends = Fraction(0), list[int]()
    for look, what, level, days in rows:
        shown = rules.days_of_one(group, days)
        wide = (shown.drawn or Fraction(0)) / longest * 100
        unit = _days(shown, level)
        hangs, row = _room(float(at), float(at + wide), f"{shown} {unit}", ends)
        parts.append(
            Part(look, what, level, shown, unit, f"{float(at):.2f}%", f"{float(wide):.2f}%", hangs,
                 f"{float(at + wide if hangs else at):.2f}%", f"{BAR + ROW * (row + 1) - 4}")
        )  # fmt: skip
        at += wide
    return Bar(f"bar-{number}", subject.title, subject.address, tuple(parts), f"{BAR + ROW * len(ends) + 2}", is_drawn)


def _days(number: Published, level: str) -> str:
    """What stands after the number below a bar."""
    days = many(number, _("day"), _("days"))
    return f"{days}, {level}" if level else days


def _room(at: float, to: float, words: str, ends: list[int]) -> tuple[bool, int]:
    """Whether the words of a part from `at` to `to` per cent hang on its end, for want of room on a phone; and in which row
    below the bar they stand: the first that is free. `ends` grows."""
    wide = len(words) * LETTER + SWATCH
    begin, end = int(at * PHONE / 100), int(to * PHONE / 100)
    hangs = begin + wide > PHONE
    left, right = (end - wide, end) if hangs else (begin, begin + wide)
    row = next((row for row, taken in enumerate(ends) if taken < left), len(ends))
    if row == len(ends):
        ends.append(0)
    ends[row] = right + 4
    return hangs, row


def _wait(held: str) -> tuple[str, str, str]:
    """`ask:money executive` as look, what for and level, in words."""
    cause, _space, level = held.rpartition(" ")
    look, _colon, kind = cause.partition(":")
    level = str(Level(level).label).lower()
    if look == "ask":
        return look, _("Something in the way: {kind}").format(kind=str(AskKind(kind).label).lower()), level
    return look, _("A first answer") if look == "answer" else _("A permission"), level
