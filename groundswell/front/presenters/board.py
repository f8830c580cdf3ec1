"""The huddle board: four columns of short cards, and today's readings to enter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from groundswell.changes.cards import days_said
from groundswell.changes.models import Change, ChangePlace, Pause, Seat, State
from groundswell.changes.rules import Seats, empty_since
from groundswell.enabling.cards import is_late
from groundswell.enabling.models import Ask
from groundswell.enabling.queries import open_commitment
from groundswell.front.queries import board as queries
from groundswell.front.queries.board import Board
from groundswell.ideas.models import Idea, Stage
from groundswell.measures.models import Measure
from groundswell.measures.rules import is_due, may_start
from groundswell.people.models import Person
from groundswell.people.queries import Sight
from groundswell.places.models import Place
from groundswell.ui.formats import LONDON, count, days_between, joined, london_day, number, until
from groundswell.ui.qr import qr_of

MOST = 6  # cards in a column, and numbers in a row: the whole board is seen without scrolling
MOST_NUMBERS = 5
MOST_BESIDE_CODE = 4  # on a wall the code to scan stands below what is in the way
TITLES = {
    "new": gettext_lazy("New"), "trying": gettext_lazy("Trying"), "working": gettext_lazy("Working"),
    "normal": gettext_lazy("Normal practice here"), "way": gettext_lazy("In the way"),
}  # fmt: skip


@dataclass(frozen=True)
class Card:
    """The owner's first words, whose turn it is, and for how many days."""

    id: str
    title: str
    href: str
    turn: str
    days: str
    late: bool = False
    where: str = ""


@dataclass(frozen=True)
class Column:
    """`most` cards are shown, those that stand longest first; `number` counts them all."""

    id: str
    cards: tuple[Card, ...]
    number: int
    empty: str
    all_of: str = ""

    @property
    def title(self) -> str:
        return str(TITLES[self.id])

    @property
    def more(self) -> int:
        return self.number - len(self.cards)


@dataclass(frozen=True)
class Due:
    """A number to enter today: what was typed for it, and what is wrong with that."""

    name: str
    unit: str
    href: str
    id: str
    is_out_of: bool
    typed: str = ""
    wrong: str = ""


@dataclass(frozen=True)
class Protected:
    """Protected time that was given to what is here, with the work it was given for."""

    text: str
    given: tuple[tuple[str, str], ...]  # address and what for


@dataclass(frozen=True)
class BoardPage:
    columns: tuple[Column, ...]
    due: tuple[Due, ...]
    more_due: int
    all_ideas: str
    all_measures: str
    time: Protected | None
    whole: str  # the one column that is shown with all its cards


@dataclass(frozen=True)
class Typed:
    """Numbers that were typed and are not saved yet, by measure, and the one that cannot be read."""

    values: Mapping[str, str]
    wrong_id: str = ""
    wrong: str = ""


def page(
    place: Place, found: Board, seen: Sight, now: datetime, *, whole: str = "", typed: Typed | None = None
) -> BoardPage:
    here = reverse("front:board", args=[place.key])
    columns = tuple(
        _column(one, cards, number, here, whole=whole) for one, cards, number in board_columns(place, found, now)
    )
    typed, today = typed or Typed({}), london_day(now)
    wanted = [
        row for row in found.measures if may_start(seen, row.place) and is_due(row, found.last.get(row.pk), today)
    ]
    wanted.sort(key=lambda row: row.public_id not in typed.values)
    return BoardPage(
        columns, tuple(_due(row, typed) for row in wanted[:MOST_NUMBERS]), max(0, len(wanted) - MOST_NUMBERS),
        f"{reverse('ideas:ideas')}?place={place.key}", f"{reverse('measures:measures')}?place={place.key}",
        _protected(found.time), whole,
    )  # fmt: skip


@dataclass(frozen=True)
class WallPage:
    """The board for a screen on the wall: no addresses, and a code to scan."""

    columns: tuple[Column, ...]
    time: str
    qr: Markup
    at: str


def wall_page(place: Place, found: Board, now: datetime, notice: str) -> WallPage:
    """`notice` is the address where something can be noticed for this place."""
    time = _protected(found.time)
    columns = tuple(
        _column(one, cards[: MOST_BESIDE_CODE if one == "way" else MOST], number, "", whole="")
        for one, cards, number in board_columns(place, found, now, on_wall=True)
    )
    return WallPage(columns, time.text if time else "", qr_of(notice), f"{now.astimezone(LONDON):%H:%M}")


def board_columns(
    place: Place, found: Board, now: datetime, *, on_wall: bool = False
) -> list[tuple[str, list[Card], int]]:
    """Each column's cards, those that stand longest first, and how many there are of them."""
    new = [_new(idea, place, found.answerers, now, on_wall=on_wall) for idea in found.new]
    trying = [_work(row, place, now) for row in found.rows if row.state != State.WORKING]
    working = [(row.change.moved_at, _work(row, place, now)) for row in found.rows if row.state == State.WORKING]
    working += [(idea.moved_at, _fixed(idea, place, now)) for idea in found.fixed]
    held = in_the_way(found, now)
    return [
        ("new", new, found.numbers["new"]),
        ("trying", trying, found.numbers["trying"]),
        ("working", [card for _at, card in sorted(working, key=lambda one: one[0])], found.numbers["working"]),
        ("way", held, len(held)),
    ]


EMPTY = {
    "new": gettext_lazy("Nothing new."), "trying": gettext_lazy("Nothing is tried."),
    "working": gettext_lazy("Nothing yet."), "way": gettext_lazy("Nothing is in the way."),
}  # fmt: skip


def _column(id: str, cards: list[Card], number: int, here: str, *, whole: str) -> Column:
    shown = tuple(cards[: queries.MOST if whole == id else MOST])
    return Column(id, shown, number, str(EMPTY[id]), f"{here}?all={id}#col-{id}" if number > len(shown) else "")


def _protected(time: list[tuple[Ask, Decimal]]) -> Protected | None:
    """`Protected time this week: 2 h of 4 h used`."""
    if not time:
        return None
    used, given = (
        sum((hours for _ask, hours in time), Decimal()),
        sum((ask.hours_given or 0 for ask, _hours in time), Decimal()),
    )
    said = _("Protected time this week: {used} h of {given} h used").format(used=number(used), given=number(given))
    return Protected(said, tuple((ask.get_absolute_url(), ask.what) for ask, _hours in time[:3]))


def _days(since: date | datetime, now: datetime) -> str:
    days = days_between(since, now)
    return _("today") if days < 1 else count(days, _("day"), _("days"))


def _where(at: Place, place: Place) -> str:
    return "" if at.pk == place.pk else str(at)


def _new(idea: Idea, place: Place, answerers: list[Person], now: datetime, *, on_wall: bool = False) -> Card:
    late = idea.stage == Stage.NOTICED and idea.due_on < london_day(now)
    who = next((person.called for person in answerers if person.pk != idea.owner_id), _("nobody answers here yet"))
    turn = _("Answer: {name}, {due}").format(name=who, due=until(idea.due_on, now))
    if idea.stage == Stage.HEARD:
        turn = _("Heard") if on_wall and idea.hides_its_owner else _("Heard. Next: {name}").format(name=idea.whose)
    return Card(
        f"idea-{idea.public_id}", idea.first_words, idea.get_absolute_url(), turn, _days(idea.noticed_at, now), late,
        _where(idea.place, place),
    )  # fmt: skip


def _fixed(idea: Idea, place: Place, now: datetime) -> Card:
    turn = _("Fixed. Does it hold?")
    return Card(
        f"idea-{idea.public_id}", idea.first_words, idea.get_absolute_url(), turn, _days(idea.moved_at, now),
        where=_where(idea.place, place),
    )  # fmt: skip


def _work(row: ChangePlace, place: Place, now: datetime) -> Card:
    change = row.change
    return Card(
        f"work-{change.public_id}-{row.place.key}", change.title, change.get_absolute_url(), _turn(row, now),
        _days(change.moved_at, now), bool(_pauses(row)), _where(row.place, place),
    )  # fmt: skip


def _turn(row: ChangePlace, now: datetime) -> str:
    """Who is to move: whoever answers a pause, an empty seat, or the pair."""
    if _pauses(row):
        return _("Paused for safety")
    rows = list(row.change.co_leads.all())
    seats = Seats.of(rows)
    who = {Seat.CLINICAL: _("a clinician"), Seat.MANAGERIAL: _("a manager")}
    since = {seat: empty_since(row.change, seat, rows) for seat in who if seats.in_seat(seat) is None}
    if since:
        longest = min(since.values())
        said = _("Empty seat for {days}: {who}") if days_between(longest, now) else _("Empty seat: {who}")
        return said.format(days=days_said(longest, now), who=joined([who[seat] for seat in since]))
    asked = [seat.person.called for seat in (seats.clinical, seats.managerial) if seat and not seat.accepted_at]
    return _("Asked: {names}").format(names=joined(asked)) if asked else joined([one.called for one in seats.people])


def _pauses(row: ChangePlace) -> list:  # type: ignore[type-arg]
    return list(row.change.pauses.all())


def in_the_way(board: Board, now: datetime) -> list[Card]:
    """Pauses for safety and what is asked of whom, each once, what stands longest first."""
    changes = {row.change_id: row.change for row in board.rows}.values()
    asks = {ask.pk: ask for change in changes for ask in board.asks.get(change.public_id, [])}
    held = [(pause.at, _paused(change, pause, now)) for change in changes for pause in change.pauses.all()]
    held += [(ask.asked_at, _asked(ask, now)) for ask in asks.values()]
    return [card for _at, card in sorted(held, key=lambda one: one[0])]


def _paused(change: Change, pause: Pause, now: datetime) -> Card:
    turn = _("Paused by {name}. {change}").format(name=pause.person.called, change=change.title)
    return Card(
        f"pause-{change.public_id}", pause.reason, change.get_absolute_url(), turn, _days(pause.at, now),
        pause.due_on < london_day(now),
    )  # fmt: skip


def _asked(ask: Ask, now: datetime) -> Card:
    """Of whom, at which level, and until when."""
    made = open_commitment(ask)
    who = _("{name} ({level})").format(name=ask.holder.called, level=ask.get_level_display().lower())
    turn = _("{name}, {due}").format(name=who, due=until(made.due_on, now)) if made else who
    return Card(
        f"ask-{ask.public_id}",
        ask.what,
        ask.get_absolute_url(),
        turn,
        _days(ask.asked_at, now),
        is_late(ask, made, now),
    )


def _due(measure: Measure, typed: Typed) -> Due:
    return Due(
        measure.name, measure.unit, measure.get_absolute_url(), measure.public_id, measure.is_out_of,
        typed.values.get(measure.public_id, ""), typed.wrong if typed.wrong_id == measure.public_id else "",
    )  # fmt: skip
