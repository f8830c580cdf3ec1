"""The huddle board: four columns of short cards, and today's readings to enter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.changes.models import Change, ChangePlace, Pause, State
from groundswell.changes.rules import Seats
from groundswell.enabling.cards import is_late
from groundswell.enabling.models import Ask
from groundswell.enabling.queries import open_commitment
from groundswell.front.queries.places import Board
from groundswell.ideas.models import Idea, Stage
from groundswell.measures.models import Measure
from groundswell.measures.rules import READ_ONLY, is_due
from groundswell.people.models import Person
from groundswell.people.queries import Sight
from groundswell.places.models import Place
from groundswell.ui.formats import count, days_between, joined, london_day, until

MOST = 6  # cards in a column: the whole board is seen without scrolling


@dataclass(frozen=True)
class Card:
    """The owner's first words, whose turn it is, and for how many days."""

    title: str
    href: str
    turn: str
    days: str
    late: bool = False
    where: str = ""


@dataclass(frozen=True)
class Column:
    id: str
    title: str
    cards: tuple[Card, ...]
    number: int
    empty: str

    @property
    def more(self) -> int:
        return self.number - len(self.cards)


@dataclass(frozen=True)
class Due:
    """A number to enter today."""

    name: str
    unit: str
    href: str
    id: str
    is_out_of: bool


@dataclass(frozen=True)
class BoardPage:
    columns: tuple[Column, ...]
    due: tuple[Due, ...]
    all_ideas: str


def page(place: Place, found: Board, seen: Sight, now: datetime) -> BoardPage:
    new = [
        _new(idea, place, found.answerers, now) for idea in found.ideas if idea.stage in (Stage.NOTICED, Stage.HEARD)
    ]
    trying = [_work(row, place, now) for row in found.rows if row.state != State.WORKING]
    working = [_work(row, place, now) for row in found.rows if row.state == State.WORKING]
    working += [_fixed(idea, place, now) for idea in found.ideas if idea.stage == Stage.WORKING]
    columns = (
        _column("new", _("New"), new, _("Nothing new.")),
        _column("trying", _("Trying"), trying, _("Nothing is tried.")),
        _column("working", _("Working"), working, _("Nothing yet.")),
        _column("way", _("In the way"), in_the_way(found, now), _("Nothing is in the way.")),
    )
    may_add = seen.works_at(place) and not seen.holds_any(READ_ONLY, place)
    due = tuple(_due(row) for row in found.measures if may_add and is_due(row, found.last.get(row.pk), london_day(now)))
    return BoardPage(columns, due, f"{reverse('ideas:ideas')}?place={place.key}")


def _column(id: str, title: str, cards: list[Card], empty: str) -> Column:
    """Late ones first, then the longest wait; the rest is one link away."""
    ordered = sorted(cards, key=lambda card: not card.late)
    return Column(id, title, tuple(ordered[:MOST]), len(cards), empty)


def _days(since: date | datetime, now: datetime) -> str:
    days = days_between(since, now)
    return _("today") if days < 1 else count(days, _("day"), _("days"))


def _where(at: Place, place: Place) -> str:
    return "" if at.pk == place.pk else str(at)


def _new(idea: Idea, place: Place, answerers: list[Person], now: datetime) -> Card:
    late = idea.stage == Stage.NOTICED and idea.due_on < london_day(now)
    who = next((person.called for person in answerers if person.pk != idea.owner_id), _("nobody answers here yet"))
    turn = _("Answer: {name}, {due}").format(name=who, due=until(idea.due_on, now))
    if idea.stage == Stage.HEARD:
        turn = _("Heard. Next: {name}").format(name=idea.whose)
    return Card(
        idea.first_words, idea.get_absolute_url(), turn, _days(idea.noticed_at, now), late, _where(idea.place, place)
    )


def _fixed(idea: Idea, place: Place, now: datetime) -> Card:
    turn = _("Fixed. Does it hold?")
    return Card(
        idea.first_words, idea.get_absolute_url(), turn, _days(idea.moved_at, now), where=_where(idea.place, place)
    )


def _work(row: ChangePlace, place: Place, now: datetime) -> Card:
    change = row.change
    return Card(
        change.title, change.get_absolute_url(), _turn(row), _days(change.moved_at, now), bool(_pauses(row)),
        _where(row.place, place),
    )  # fmt: skip


def _turn(row: ChangePlace) -> str:
    """Who is to move: whoever answers a pause, an empty seat, or the pair."""
    if _pauses(row):
        return _("Paused for safety")
    seats = Seats.of(list(row.change.co_leads.all()))
    empty = [
        said for seat, said in ((seats.clinical, _("a clinician")), (seats.managerial, _("a manager"))) if seat is None
    ]
    if empty:
        return _("Empty seat: {who}").format(who=joined(empty))
    asked = [seat.person.called for seat in (seats.clinical, seats.managerial) if seat and not seat.accepted_at]
    return _("Asked: {names}").format(names=joined(asked)) if asked else joined([one.called for one in seats.people])


def _pauses(row: ChangePlace) -> list:  # type: ignore[type-arg]
    return list(row.change.pauses.all())


def in_the_way(board: Board, now: datetime) -> list[Card]:
    """Pauses for safety, then what is asked of whom and for how many days, each once."""
    changes = {row.change_id: row.change for row in board.rows}.values()
    asks = {ask.pk: ask for change in changes for ask in board.asks.get(change.public_id, [])}
    return [
        *(_paused(change, pause, now) for change in changes for pause in change.pauses.all()),
        *(_asked(ask, now) for ask in asks.values()),
    ]


def _paused(change: Change, pause: Pause, now: datetime) -> Card:
    turn = _("Paused by {name}. {change}").format(name=pause.person.called, change=change.title)
    return Card(pause.reason, change.get_absolute_url(), turn, _days(pause.at, now), pause.due_on < london_day(now))


def _asked(ask: Ask, now: datetime) -> Card:
    made = open_commitment(ask)
    turn = _("{name}, {due}").format(name=ask.holder.called, due=until(made.due_on, now)) if made else ask.holder.called
    return Card(ask.what, ask.get_absolute_url(), turn, _days(ask.asked_at, now), is_late(ask, made, now))


def _due(measure: Measure) -> Due:
    return Due(measure.name, measure.unit, measure.get_absolute_url(), measure.public_id, measure.is_out_of)
