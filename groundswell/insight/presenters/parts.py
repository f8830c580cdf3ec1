"""What a page of figures is made of: sentences, tables, pictures. Numbers in them are `Published` and nothing else."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from groundswell.insight.rules import Estimate, Published

WIDE, STEP = 300, 46  # a drawing's width, and the height of one bar with its words

Said = tuple[Published | str, ...]


@dataclass(frozen=True)
class Line:
    """One row of a table; `href` leads to what can be done about it."""

    label: str
    cells: tuple[Published | str, ...]
    href: str = ""
    link: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar of a picture, with the same number that the table has. Lengths are text, so that none of them is a figure."""

    label: str
    value: Published
    wide: str
    words_at: str
    bar_at: str
    end_at: str
    number_at: str
    is_hatched: bool


@dataclass(frozen=True)
class Picture:
    id: str
    title: str
    desc: Said
    bars: tuple[Bar, ...]
    high: str


@dataclass(frozen=True)
class Section:
    """One question: a sentence, the picture, the same rows as a table, and how it was counted."""

    id: str
    title: str
    sentence: Said
    columns: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    picture: Picture | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """All of it; `is_quiet`: nothing happened, or nothing may be shown."""

    window: str
    sentence: Said
    sections: tuple[Section, ...]
    is_quiet: bool


@dataclass(frozen=True)
class MonthLink:
    href: str
    words: str
    is_here: bool


def said(template: str, **parts: Published | str) -> Said:
    """A sentence with its figures in it, each still the one that the gate made."""
    found: list[Published | str] = []
    for words, name, _spec, _conversion in string.Formatter().parse(template):
        found += [words] if words else []
        found += [parts[name]] if name else []
    return tuple(found)


def many(number: Published, one: str, several: str) -> str:
    return one if number.text == "1" else several


def estimate(label: str, found: Estimate, unit: str = "") -> Line:
    """The figure, its interval and how many changes it rests on."""
    value: tuple[Published | str, ...] = (found.value, interval(found), found.changes)
    return Line(f"{label}, {unit}" if unit else label, value)


def interval(found: Estimate) -> str:
    """`3 to 6`, made of two published ends; a dash where they were not reached or are held back."""
    if not found.value.is_shown or not (found.low.is_shown or found.high.is_shown):
        return "–"
    return _("{low} to {high}").format(low=found.low, high=found.high if found.high.is_shown else _("not reached"))


def between(low: Published, high: Published) -> str:
    """The two ends of an interval; a dash where it is held back or there is none."""
    return _("{low} to {high}").format(low=low, high=high) if low.is_shown else "–"


def estimate_columns() -> tuple[str, ...]:
    return (_("Figure"), _("95% interval"), _("Changes or ideas behind it"))


def picture(
    id: str, title: str, desc: Said, bars: Sequence[tuple[str, Published, bool]], full: Fraction | None = None
) -> Picture | None:
    """Bars of one scale in the order given; none where nothing can be drawn. What is held back has its star and no bar.

    The longest bar fills the drawing, or one of `full` would, so that pictures of shares can be laid beside each other.
    """
    most = max((value.drawn for _label, value, _hatched in bars if value.drawn is not None), default=None)
    most = full if most is not None and full is not None else most
    if not most:
        return None
    made = []
    for number, (label, value, hatched) in enumerate(bars):
        top = number * STEP
        wide = 0 if value.drawn is None else float(value.drawn / most) * (WIDE - 50)
        made.append(
            Bar(label, value, f"{wide:.1f}", f"{top + 16}", f"{top + 22}", f"{wide + 6:.1f}", f"{top + 35}", hatched)
        )
    return Picture(id, title, desc, tuple(made), f"{len(bars) * STEP}")


def month_links(months: Sequence[date], here: date | None, address: str) -> tuple[MonthLink, ...]:
    return tuple(MonthLink(f"{address}?month={one:%Y-%m}", f"{one:%B %Y}", one == here) for one in months)
