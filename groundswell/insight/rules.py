"""The privacy gate: what may be shown of a figure, and in which words. Every page, file and picture of this room passes here.

**Why raw figures have no way to a page.** What the measures work out are counts, fractions and rows of opaque keys. Cards and
files hold `Published` only: text that is ready to be read, and a number no finer than the text for the length of a bar. Only
the functions of this module can make one (anything else that tries is stopped when it runs, and by the type checker before).
Each asks first for the `Group` the figure is about, so that rule 2 cannot be passed by; those of durations and shares ask how
many changes and people are behind it (rule 4). `for_reading` looks through a finished card and refuses any number that did not
come this way; `cells` does so for a line of a file. No function here takes a person, or a figure by person (rule 1).

Rules 1 to 4 of the leadership map, 8 as far as one statement goes, and 6 for one snapshot: figures of places that lie in each
other are made all together by `insight.hierarchy`. Rule 5 (dominance) and rule 7 (exact tables) are not here yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import InitVar, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import NamedTuple, TypeVar, final

from groundswell.insight.measures.intervals import Limits, Share, poisson, wilson
from groundswell.insight.measures.pulse import limits as pulse_limits
from groundswell.insight.measures.rows import Behind
from groundswell.insight.measures.survival import DayLimits

FEWEST_STAFF = 11
SMALL = range(1, 8)
NEAREST = 5
FEWEST_CHANGES, FEWEST_PEOPLE = 8, 5
FEWEST_TEAMS = 5  # for a share of teams, and for how they are spread
FEWEST_ANSWERS = 11
FEWEST_TIES, FEWEST_TIED = 20, 8
HUNDRED_YEARS = 36525  # days
STAR = "*"
NONE_YET = "–"

_GATE = object()


class Held(Enum):
    """Why a figure is not there; a page words it."""

    SHOWN = "shown"
    FEW_STAFF = "a group of fewer than 11 staff"
    NEAR_PARENT = "it and the place above it differ by fewer than 11 staff"
    SMALL = "1 to 7 people or all but 1 to 7, or it would give such a count away"
    FEW_BEHIND = "fewer than 8 changes or 5 people behind it"
    FEW_ANSWERS = "fewer than 11 answers"
    AT_AN_END = "under 10 or over 90 in a hundred, where limits would say more than that"
    NOTHING = "nothing to measure yet, or not reached"


class NotPublished(TypeError):
    """A raw figure was on its way to a reader."""


@final
@dataclass(frozen=True, slots=True)
class Published:
    """What a reader may see. `text` prints; `drawn` is the same number for a picture, None when it is held back."""

    text: str
    drawn: Fraction | None
    held: Held
    gate: InitVar[object]

    def __post_init__(self, gate: object) -> None:
        if gate is not _GATE:
            raise NotPublished("only the gate publishes a figure")

    def __str__(self) -> str:
        return self.text

    @property
    def is_shown(self) -> bool:
        return self.held is Held.SHOWN


class Group(NamedTuple):
    """Whom a figure is about: how many staff, how many at the place above it (None: there is none), and whether it is the nation."""

    staff: int
    parent_staff: int | None = None
    is_national: bool = False


@dataclass(frozen=True)
class People:
    """A count of people in a group, and the share they are."""

    staff: Published
    count: Published
    percent: Published
    low: Published
    high: Published


@dataclass(frozen=True)
class Estimate:
    """A figure with its interval, and how many changes are behind it."""

    value: Published
    low: Published
    high: Published
    changes: Published


@dataclass(frozen=True)
class Opinion:
    """What was answered to one statement: the favourable share, its interval, and about how many answered."""

    value: Published
    low: Published
    high: Published
    answers: Published


@dataclass(frozen=True)
class Table:
    """A row a unit in the order given, and all of them together."""

    rows: tuple[People, ...]
    total: People


def may_show(group: Group) -> Held:
    """Rules 2 and 6: a group of 11 staff or more that does not give away a smaller one beside it."""
    if group.staff < FEWEST_STAFF:
        return Held.FEW_STAFF
    if group.parent_staff is not None and group.parent_staff - group.staff < FEWEST_STAFF:
        return Held.NEAR_PARENT
    return Held.SHOWN


def people(group: Group, count: int) -> People:
    """Rule 3: so many people of the group. Raises ValueError for more people than the group has.

    Below the nation counts are to the nearest 5; the percentage and its limits are worked out from those, because the limits of
    the true share would give the true count away.
    """
    share = Share(count, group.staff)
    held = may_show(group)
    if held is not Held.SHOWN:
        return _people(_held(held), _held(held))
    if group.is_national:
        return _of(share)
    staff = _shown(nearest(group.staff))
    if is_small(count, group.staff):
        return _people(staff, _held(Held.SMALL))
    return _of(Share(nearest(count), nearest(group.staff)))


def _of(share: Share) -> People:
    limits = wilson(share.part, share.whole)
    low, high = (_percent(end) for end in limits) if limits else (_held(Held.NOTHING), _held(Held.NOTHING))
    percent = _held(Held.NOTHING) if share.value is None else _percent(share.value)
    return People(_shown(share.whole), _shown(share.part), percent, low, high)


def _people(staff: Published, rest: Published) -> People:
    return People(staff, rest, rest, rest, rest)


def table(units: Sequence[Share]) -> Table:
    """Units that stand for themselves (people of staff) and their total, made from true values and then rounded on its own."""
    whole = Share(sum(unit.part for unit in units), sum(unit.whole for unit in units))
    return Table(tuple(people(Group(each.whole), each.part) for each in units), people(Group(whole.whole), whole.part))


def without_the_count(row: People) -> People:
    """The row with a star for all but the headcount: to hold more back needs no leave."""
    return _people(row.staff, _held(Held.SMALL))


def is_small(count: int, staff: int) -> bool:
    """1 to 7 people, or all of the staff but 1 to 7."""
    return count in SMALL or staff - count in SMALL


def things(group: Group, count: int) -> Published:
    """A count of teams, changes, requests or blockers: exact, where rule 2 lets it be."""
    held = may_show(group)
    return _shown(count) if held is Held.SHOWN else _held(held)


def days_of_one(group: Group, days: int) -> Published:
    """Rule 2: days in the life of one change. They stand on its own line of time; rule 4 is for what is said of many."""
    return things(group, days)


def expected(group: Group, limits: Limits) -> tuple[Published, Published]:
    """Rule 2: between which percentages size and chance put a share of teams or changes; made from all units together."""
    held = may_show(group)
    low, high = (_percent(end) if held is Held.SHOWN else _held(held) for end in limits)
    return low, high


def led(group: Group, is_led: bool) -> Published:
    """Rule 2: whether anybody of a team, or of several pooled ones, led. Never how many."""
    held = may_show(group)
    if held is not Held.SHOWN:
        return _held(held)
    return Published("somebody led" if is_led else "nothing recorded yet", Fraction(is_led), Held.SHOWN, _GATE)


def share_of_things(group: Group, share: Share) -> Estimate:
    """A share of teams or changes, whose counts are shown beside it, with its limits. Rule 2; for people: `people`."""
    value, limits = share.value, share.limits
    held = may_show(group)
    if held is not Held.SHOWN or value is None or limits is None:
        nothing = _held(Held.NOTHING if held is Held.SHOWN else held)
        return Estimate(nothing, nothing, nothing, things(group, share.whole))
    return Estimate(_percent(value), _percent(limits[0]), _percent(limits[1]), things(group, share.whole))


def worked_out(group: Group, value: Fraction) -> Published:
    """A number made from counts of things that are shown beside it (hours from fields typed), with one decimal."""
    held = may_show(group)
    return _tenths(value) if held is Held.SHOWN else _held(held)


def percent(group: Group, value: Fraction | None, limits: Limits | None, behind: Behind) -> Estimate:
    """Rules 2 and 4: a share of changes, requests or days, between 0 and 1. For shares of people: `people`."""
    low, high = limits or (None, None)
    ends = (None if end is None else Fraction(end) for end in (value, low, high))
    return _estimate(group, behind, *(None if end is None else _percent(end) for end in ends))


def days(group: Group, value: int | Fraction | None, limits: DayLimits, behind: Behind) -> Estimate:
    """Rules 2 and 4: a duration in whole days; None where it was not reached."""
    return _estimate(
        group, behind, *(None if end is None else _shown(half_up(Fraction(end))) for end in (value, *limits))
    )


def mean(group: Group, value: Fraction | None, limits: Limits | None, behind: Behind) -> Estimate:
    """Rules 2 and 4: a mean for each change, with one decimal."""
    low, high = limits or (None, None)
    return _estimate(group, behind, *(None if end is None else _tenths(Fraction(end)) for end in (value, low, high)))


def _estimate(
    group: Group, behind: Behind, value: Published | None, low: Published | None, high: Published | None
) -> Estimate:
    held = may_show(group)
    if held is Held.SHOWN and (behind.changes < FEWEST_CHANGES or behind.people < FEWEST_PEOPLE):
        held = Held.FEW_BEHIND
    if held is not Held.SHOWN:
        nothing = _held(held)
        return Estimate(nothing, nothing, nothing, things(group, behind.changes))
    missing = _held(Held.NOTHING)
    return Estimate(value or missing, low or missing, high or missing, things(group, behind.changes))


def ties(group: Group, value: Fraction | None, number: int, people: int) -> Published:
    """Rule 2, and LM5's least data: a ratio made of ties between people, with one decimal. Ties are never counted out."""
    held = may_show(group)
    if held is Held.SHOWN and (number < FEWEST_TIES or people < FEWEST_TIED):
        held = Held.FEW_BEHIND
    if held is not Held.SHOWN:
        return _held(held)
    return _held(Held.NOTHING) if value is None else _tenths(value)


def may_have_a_rate(at_risk: int, person_days: int) -> bool:
    """LM7's least data."""
    return at_risk >= FEWEST_TIED and person_days >= HUNDRED_YEARS


def rate(group: Group, moves: int, at_risk: int, person_days: int, *, is_held: bool = False) -> Estimate:
    """Rules 2 and 3 for LM7: moves of people for each 100 person-years. Below the nation from a rounded number of moves.

    `is_held`: for the sake of a place beside it (`hierarchy.held_together`). `changes` of the answer is the number at risk,
    rounded in the same way.
    """
    held = may_show(group)
    if held is Held.SHOWN and not may_have_a_rate(at_risk, person_days):
        held = Held.FEW_BEHIND
    if held is Held.SHOWN and (is_held or (not group.is_national and is_small(moves, at_risk))):
        held = Held.SMALL
    if held is not Held.SHOWN:
        nothing = _held(held)
        return Estimate(nothing, nothing, nothing, nothing)
    told, of = (moves, at_risk) if group.is_national else (nearest(moves), nearest(at_risk))
    scale = Fraction(HUNDRED_YEARS, person_days)
    low, high = poisson(told)
    return Estimate(_tenths(told * scale), _tenths(Fraction(low) * scale), _tenths(Fraction(high) * scale), _shown(of))


def pulse(favourable: Share) -> Published:
    """Rule 8: the percentage of favourable answers; its ends are "under 10" and "over 90"."""
    if favourable.whole < FEWEST_ANSWERS or favourable.value is None:
        return _held(Held.FEW_ANSWERS)
    if favourable.value < Fraction(1, 10):
        return Published("under 10", Fraction(10), Held.SHOWN, _GATE)
    if favourable.value > Fraction(9, 10):
        return Published("over 90", Fraction(90), Held.SHOWN, _GATE)
    return _percent(favourable.value)


def opinion(favourable: Share | None, population: int | None) -> Opinion:
    """Rule 8 with the interval. None: held for the sake of a place beside it, or too few. Who answered, to the nearest 5.

    At the ends there is no interval: its own ends would say what "over 90" keeps back. `population`: see `measures.pulse.limits`.
    """
    if favourable is None or not (value := pulse(favourable)).is_shown:
        nothing = _held(Held.FEW_ANSWERS)
        return Opinion(nothing, nothing, nothing, nothing)
    found = pulse_limits(favourable, population)
    if found is None or not value.text.isdigit():
        low = high = Published(NONE_YET, None, Held.AT_AN_END, _GATE)
    else:
        low, high = _percent(found.low), _percent(found.high)
    return Opinion(value, low, high, _shown(nearest(favourable.whole)))


def published_elsewhere(percent: Fraction) -> Published:
    """A per cent, 0 to 100, that its own publisher shows to everybody: with one decimal. Raises ValueError for others."""
    if not 0 <= percent <= 100:
        raise ValueError(f"{percent} is no per cent")
    return _tenths(percent)


Card = TypeVar("Card")


def for_reading(card: Card) -> Card:
    """The card itself, once every part of it is published, words, a date or nothing. Raises NotPublished for anything else."""
    if isinstance(card, (Published, str, date, bool, Enum)) or card is None:
        return card
    if is_dataclass(card) and not isinstance(card, type):
        parts: Iterable[object] = [getattr(card, field.name) for field in fields(card)]
    elif isinstance(card, (list, tuple)):
        parts = card
    elif isinstance(card, dict):
        parts = [*card, *card.values()]
    else:
        raise NotPublished(f"{type(card).__name__} did not pass the gate")
    for part in parts:
        for_reading(part)
    return card


def cells(*values: Published | str) -> list[str]:
    """One line of a file: a figure without the marks of thousands, for whoever counts on with it.

    Raises NotPublished for a figure that did not pass the gate.
    """
    return [
        value.text.replace(",", "") if isinstance(value, Published) else str(for_reading(value)) for value in values
    ]


def nearest(count: int) -> int:
    """To the nearest 5; a whole number never lies in the middle."""
    return (count + NEAREST // 2) // NEAREST * NEAREST


def half_up(value: Fraction) -> int:
    return int((value + Fraction(1, 2)) // 1)


def _percent(value: float | Fraction) -> Published:
    return _shown(half_up(100 * Fraction(value)))


def _tenths(value: Fraction) -> Published:
    tenths = half_up(10 * value)
    return Published(f"{tenths // 10:,}.{tenths % 10}", Fraction(tenths, 10), Held.SHOWN, _GATE)


def _shown(number: int) -> Published:
    return Published(f"{number:,}", Fraction(number), Held.SHOWN, _GATE)


def _held(why: Held) -> Published:
    return Published(NONE_YET if why is Held.NOTHING else STAR, None, why, _GATE)
