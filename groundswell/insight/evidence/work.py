"""Which recorded work is evidence of which kind, for one place and period. Plain Python on plain rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from groundswell.insight.months import before

MONTHS = (12, 3)  # how many a pack may cover: a year, or a quarter
ABANDON = "abandon"


@dataclass(frozen=True)
class Period:
    """Whole months, from the first day of one to the last of another."""

    since: date
    until: date

    @classmethod
    def ending(cls, last: date, months: int = MONTHS[0]) -> Period:
        first = last
        for _month in range(months - 1):
            first = before(first)
        return cls(first.replace(day=1), last)

    def holds(self, day: date | None) -> bool:
        return day is not None and self.since <= day <= self.until

    @property
    def after(self) -> date:
        return self.until + timedelta(days=1)


@dataclass(frozen=True)
class Came:
    """One benefit that somebody said: its class, and its size, basis and check in words. Never its free words."""

    kind: str
    said: str
    on: date


@dataclass(frozen=True)
class Tried:
    started: date
    ended: date | None
    decision: str


@dataclass(frozen=True)
class Told:
    """A story of the change that this organisation may read. `led` and `noticed`: who did, of those who said yes to being named."""

    title: str
    address: str
    on: date
    worked: bool
    taken_up: int
    led: tuple[str, ...] = ()
    noticed: tuple[str, ...] = ()

    @property
    def names_somebody(self) -> bool:
        return bool(self.led or self.noticed)


@dataclass(frozen=True)
class Work:
    """One change at a place: what a pack says of it. No person's name but those in `story`."""

    key: str
    title: str
    address: str
    where: str
    both_seats: bool = False
    partner: bool = False
    across: bool = False
    took_up: bool = False
    normal_on: date | None = None
    stopped_on: date | None = None
    tests: tuple[Tried, ...] = ()
    came: tuple[Came, ...] = ()
    story: Told | None = None


@dataclass(frozen=True)
class Counted:
    """Counts of one place and period; what is still not good is as it stood at the end of it."""

    just_fixed: int = 0
    asks_cleared: int = 0
    promises_kept: int = 0
    promises_moved: int = 0
    promises_broken: int = 0
    rules_changed: int = 0
    asks_late: int = 0
    permissions_late: int = 0
    ideas_silent: int = 0


@dataclass(frozen=True)
class Item:
    """One thing that is shown as evidence: what it is called, where it opens, where it happened, and a word more."""

    key: str
    title: str
    address: str
    where: str
    more: tuple[str | Told, ...] = ()


@dataclass(frozen=True)
class Record:
    """All that a pack is made from, but figures and charts. `cut`: there was more work than is read."""

    period: Period
    works: tuple[Work, ...] = ()
    counted: Counted = field(default_factory=Counted)
    cut: bool = False


def found_in(record: Record, code: str) -> list[Item]:
    """The work that is evidence of a kind, in the order given. Raises KeyError for a kind that is not of work."""
    return [item for work in record.works if (item := _OF_WORK[code](work, record.period)) is not None]


def stopped_tests(record: Record) -> int:
    ended = (test for work in record.works for test in work.tests if record.period.holds(test.ended))
    return sum(test.decision == ABANDON for test in ended)


def stopped_changes(record: Record) -> int:
    return sum(record.period.holds(work.stopped_on) for work in record.works)


def _item(work: Work, *more: str | Told) -> Item:
    """A story stands for its change: its title is a result."""
    told = work.story
    return Item(work.key, told.title if told else work.title, told.address if told else work.address, work.where, more)


def _plain(name: str) -> Callable[[Work, Period], Item | None]:
    return lambda work, period: _item(work) if getattr(work, name) else None


def _co_led(work: Work, period: Period) -> Item | None:
    if not work.both_seats:
        return None
    return _item(work, *([work.story] if work.story and work.story.names_somebody else []))


def _taken_up(work: Work, period: Period) -> Item | None:
    return _item(work) if work.story and work.story.taken_up else None


def _tests(work: Work, period: Period) -> Item | None:
    return _item(work) if any(period.holds(test.ended) for test in work.tests) else None


def _normal(work: Work, period: Period) -> Item | None:
    return _item(work) if period.holds(work.normal_on) else None


def _stopped(work: Work, period: Period) -> Item | None:
    dropped = any(test.decision == ABANDON and period.holds(test.ended) for test in work.tests)
    return _item(work) if dropped or period.holds(work.stopped_on) else None


def _stories(helped: bool | None) -> Callable[[Work, Period], Item | None]:
    def found(work: Work, period: Period) -> Item | None:
        told = work.story
        if told is None or not period.holds(told.on) or helped not in (None, told.worked):
            return None
        return _item(work, *([told] if told.names_somebody else []))

    return found


def _came(*classes: str) -> Callable[[Work, Period], Item | None]:
    def found(work: Work, period: Period) -> Item | None:
        said = [one.said for one in work.came if one.kind in classes and period.holds(one.on)]
        return _item(work, *said) if said else None

    return found


_OF_WORK: Mapping[str, Callable[[Work, Period], Item | None]] = {
    "co_led": _co_led, "with_partners": _plain("partner"), "across": _plain("across"), "taken_up": _taken_up,
    "took_up": _plain("took_up"), "tests": _tests, "normal": _normal, "stopped": _stopped, "stories": _stories(None),
    "stories_not_helped": _stories(False), "safety": _came("safety"), "experience": _came("experience"),
    "access": _came("access"), "equity": _came("equity"), "staff_experience": _came("staff_experience"),
    "time_to_care": _came("time_to_care"), "money": _came("cash_releasing", "non_cash_releasing"), "carbon": _came("carbon"),
}  # fmt: skip
