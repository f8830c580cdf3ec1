"""Beside the teams of each division: how long decisions take there against what was agreed; and first, what would help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.enabling.models import Level
from groundswell.insight import rules
from groundswell.insight.bureaucracy import Figures
from groundswell.insight.measures.rows import Behind
from groundswell.insight.measures.survival import DayLimits
from groundswell.insight.models import Snapshot
from groundswell.insight.presenters.parts import Said, interval, many, said
from groundswell.insight.rules import Estimate, Group, Published
from groundswell.places.models import Place

LONG = slice(2, None)  # of the bands of age: more than 30 days
STEP = 5


@dataclass(frozen=True)
class Decided:
    """LM10 of one division in working days. Where the dot, its interval and the clock stand is text, in per cent."""

    said: Said
    value: Published
    interval: str
    agreed: str
    behind: Published
    dot: str = ""
    low: str = ""
    high: str = ""
    is_open: bool = False
    clock: str = ""
    clock_end: str = ""
    clock_wide: str = ""


@dataclass(frozen=True)
class Scale:
    """One scale for all divisions of a page: the last day on it."""

    last: str
    middle: str


@dataclass(frozen=True)
class Help:
    """What would help most, in one sentence, and where that can be done."""

    sentence: Said
    links: tuple[tuple[str, str], ...]


def decided(snapshots: Mapping[int, Snapshot]) -> tuple[dict[int, Decided], Scale | None]:
    """By place: the drawing of each on one scale. No scale where no division has a figure to draw."""
    found = {pk: _estimate(one) for pk, one in snapshots.items() if one.figures}
    clocks = {pk: snapshots[pk].figures["decision"].get("clocks") for pk in found}
    shown = {pk: one for pk, one in found.items() if one.value.is_shown}
    days = [end.drawn for one in shown.values() for end in (one.value, one.low, one.high) if end.drawn is not None]
    days += [Fraction(day) for pk in shown for day in clocks[pk] or ()]
    last = -(-int(max(days, default=Fraction(0)) + 1) // (2 * STEP)) * 2 * STEP
    scale = Scale(f"{last}", f"{last // 2}") if shown else None
    return {pk: _decided(one, clocks[pk], last) for pk, one in found.items()}, scale


def _estimate(snapshot: Snapshot) -> Estimate:
    found = snapshot.figures["decision"]
    group = Group(snapshot.staff, snapshot.parent_staff)
    return rules.days(group, found["median"], DayLimits(*found["median_limits"]), Behind(*found["behind"]))


def _decided(found: Estimate, clocks: list[int] | None, last: int) -> Decided:
    agreed = _agreed(clocks)
    if found.value.drawn is None:
        words = (_("Too few permissions to say how long a decision takes."),)
        return Decided(words, found.value, "–", agreed, found.changes)
    sentence = said(
        _("Half of the permissions were decided within {half} working {days}."), half=found.value,
        days=many(found.value, _("day"), _("days")),
    )  # fmt: skip
    ends = [_at(end.drawn, last) if end.drawn is not None else "" for end in (found.value, found.low, found.high)]
    low, high = clocks or (0, 0)
    return Decided(
        sentence, found.value, interval(found), agreed, found.changes, ends[0], ends[1] or ends[0], ends[2] or "100%",
        not ends[2], *(_at(Fraction(day), last) if clocks else "" for day in (low, high, high - low)),
    )  # fmt: skip


def _at(day: Fraction, last: int) -> str:
    return f"{float(day * 100 / last):.2f}%"


def _agreed(clocks: list[int] | None) -> str:
    if not clocks:
        return "–"
    low, high = clocks
    return f"{low}" if low == high else _("{low} to {high}").format(low=low, high=high)


def what_would_help(snapshot: Snapshot, place: Place) -> Help | None:
    """From open permissions past their clock, else from LM13. None where the figures may not be shown."""
    found: Figures = snapshot.figures
    if not found:
        return None
    group = Group(snapshot.staff, snapshot.parent_staff)
    measured = reverse("insight:bureaucracy", args=[place.key])
    mine = (_("Decide what waits for you"), reverse("front:asked_of_you"))
    if late := found["decision"].get("late"):
        level, number = _most(late)
        sentence = ngettext(
            "What would help: {n} decision waits at {level} level for longer than was agreed.",
            "What would help: {n} decisions wait at {level} level for longer than was agreed.", number,
        )  # fmt: skip
        links = (mine, (_("See what waits where"), f"{measured}#by-level"))
        return Help(said(sentence, n=rules.things(group, number), level=_level(level)), links)
    if past := found["decision"]["open_past"]:
        sentence = ngettext(
            "What would help: {n} decision waits for longer than was agreed.",
            "What would help: {n} decisions wait for longer than was agreed.", past,
        )  # fmt: skip
        return Help(said(sentence, n=rules.things(group, past)), (mine, (_("See how long"), f"{measured}#days")))
    old = {level: sum(bands[LONG]) for level, bands in found["asks"]["by_level"].items() if sum(bands[LONG])}
    if old:
        level, number = _most(old)
        sentence = ngettext(
            "What would help: {n} thing in the way has waited at {level} level for more than 30 days.",
            "What would help: {n} things in the way have waited at {level} level for more than 30 days.", number,
        )  # fmt: skip
        links = (
            (_("Clear what is asked of you"), reverse("front:asked_of_you")),
            (_("See them by age"), f"{measured}#asks"),
        )
        return Help(said(sentence, n=rules.things(group, number), level=_level(level)), links)
    return Help((_("No decision waits for longer than was agreed, and nothing in the way is older than 30 days."),), ())


def _most(numbers: Mapping[str, int]) -> tuple[str, int]:
    """The level with most of them, the lowest of several: it is nearest to who waits."""
    order = [str(level) for level in Level]
    return max(numbers.items(), key=lambda one: (one[1], -order.index(one[0])))


def _level(code: str) -> str:
    return str(Level(code).label).lower()
