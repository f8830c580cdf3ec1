"""What waits for somebody: counted in one query, put in order in one, fetched kind by kind only for the page that is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Count, F, IntegerField, Min, QuerySet, TextChoices, Value

from groundswell.benefits import queries as benefits
from groundswell.benefits.rules import CHECKED_BY
from groundswell.changes import queries as changes
from groundswell.changes.models import Change
from groundswell.enabling import queries as enabling
from groundswell.enabling.models import Ask
from groundswell.enabling.rules import Rung
from groundswell.growth import queries as growth
from groundswell.ideas import queries as ideas
from groundswell.ideas.rules import ANSWERERS
from groundswell.people import queries as people
from groundswell.people.models import Person, RoleCode
from groundswell.people.queries import sight
from groundswell.people.rules import LETS_IN
from groundswell.places.models import Kind
from groundswell.stories import queries as stories
from groundswell.talk import queries as talk
from groundswell.talk.rules import ANSWERS
from groundswell.ui.days import LondonDay
from groundswell.ui.formats import days_between, london_day

PAGE = 20
LAST_PAGE = 999
WIDE = (Kind.TRUST, Kind.ICB, Kind.SUB_ICB, Kind.REGION, Kind.HEALTH_BOARD)  # too wide for everything below to be near


class What(TextChoices):
    """What can be asked of somebody."""

    PAUSE = "pause"
    ANSWER = "answer"
    SEAT = "seat"
    REPORT = "report"
    WORDS = "words"
    FILE = "file"
    JOIN = "join"
    SAME = "same"
    FIXED = "fixed"
    RESULT = "result"
    CHECK = "check"
    CONFIRM = "confirm"
    ASK = "ask"
    DECIDE = "decide"
    RULE = "rule"
    STEP_IN = "step_in"
    MENTOR = "mentor"


@dataclass(frozen=True)
class Source:
    """Things of one kind that wait for somebody: which, since which day, and what a card of them needs."""

    what: What
    rows: QuerySet[Any]
    since: str
    with_cards: Callable[[QuerySet[Any]], QuerySet[Any]]
    is_day: bool = False
    people: str = ""

    @property
    def day(self) -> F | LondonDay:
        return F(self.since) if self.is_day else LondonDay(self.since)

    @property
    def lines(self) -> QuerySet[Any]:
        """One line for each, the same in every source, so that all of them are put in order together."""
        number = F(self.people) if self.people else Value(0, output_field=IntegerField())
        rows = self.rows.order_by().annotate(
            waits_what=_text(self.what), waits_id=F("pk"), waits_day=self.day, waits_people=number,
            waits_after=Value(int(self.what != What.PAUSE), output_field=IntegerField()),
        )  # fmt: skip
        return rows.values_list("waits_what", "waits_id", "waits_day", "waits_people", "waits_after")

    @property
    def sums(self) -> QuerySet[Any]:
        """One line: how many, and the longest wait."""
        first = Min(self.since) if self.is_day else LondonDay(Min(self.since))
        rows = self.rows.order_by().annotate(waits_what=_text(self.what)).values("waits_what")
        return rows.annotate(waits_number=Count("pk"), waits_day=first).values_list("waits_number", "waits_day")

    def fetch(self, ids: list[int]) -> dict[int, Any]:
        """Rows for cards, by id."""
        return {row.pk: row for row in self.with_cards(self.rows.model._default_manager.filter(pk__in=ids))}


def _text(what: What) -> Value:
    return Value(what.value, output_field=CharField())


@dataclass(frozen=True)
class Waiting:
    """How much waits, and since which day the oldest does."""

    number: int
    since: date | None

    def oldest_days(self, now: datetime) -> int:
        return days_between(self.since, now) if self.since else 0


@dataclass(frozen=True)
class Found:
    """One thing that waits, fetched for its card. `below`: who below the reader could still clear it."""

    what: What
    row: Any
    below: Rung | None = None


def waiting_for(person: Person, now: datetime) -> Waiting:
    """The true number and the longest wait. One query over all rooms, whatever waits and however much."""
    found = list(_together(source.sums for source in sources(person, now)))
    since = [day for number, day in found if number]
    return Waiting(sum(number for number, _ in found), min(since, default=None))


def asked_of(person: Person, now: datetime, page: int = 0) -> list[Found]:
    """One page of what waits: a pause for safety first, then days waited, then people affected.

    One query puts everything in order, one (or two) for each kind on the page fetches it.
    """
    by_kind = {source.what: source for source in sources(person, now)}
    lines = _together(source.lines for source in by_kind.values())
    lines = lines.order_by("waits_after", "waits_day", "-waits_people", "waits_what", "waits_id")
    found = [(What(what), key) for what, key, *_ in lines[page * PAGE : (page + 1) * PAGE]]
    rows = {
        what: by_kind[what].fetch([key for kind, key in found if kind == what])
        for what in dict.fromkeys(what for what, _ in found)
    }
    below = _below(person, list(rows.get(What.ASK, {}).values()), now)
    return [Found(what, rows[what][key], below.get(key) if what == What.ASK else None) for what, key in found]


def _together(parts: Iterable[QuerySet[Any]]) -> QuerySet[Any]:
    first, *others = parts
    return first.union(*others, all=True)


def _below(person: Person, asks: list[Ask], now: datetime) -> dict[int, Rung]:
    """An executive is asked only what nobody below can clear; the others are marked."""
    executive = any(grant.role == RoleCode.EXECUTIVE for grant in sight(person).grants)
    return enabling.below_each(asks, now) if executive else {}


def sources(person: Person, now: datetime) -> list[Source]:
    """What can wait for this person at all, by the roles they hold."""
    today, roles = london_day(now), {grant.role for grant in sight(person).grants}
    mine = [
        Source(What.SEAT, changes.seats_offered(person), "invited_at", changes.seats_for_cards),
        Source(What.PAUSE, changes.pauses_to_answer(person), "at", changes.pauses_for_cards),
        Source(What.FIXED, ideas.fixes_to_check(person, today), "fixed_check_on", ideas.ideas_for_cards, is_day=True),
        Source(What.SAME, ideas.joinings_wanted(person), "proposed_at", ideas.joinings_for_cards),
        Source(What.RESULT, _once(stories.results_wanted(person)), "change__moved_at", stories.results_for_cards),
        Source(What.CONFIRM, changes.benefits_to_confirm(person), "claimed_at", benefits.benefits_for_cards),
        Source(What.ASK, enabling.asks_to_answer(person, today), "asked_at", enabling.asks_for_cards, people="people"),
        Source(What.DECIDE, enabling.decisions_wanted(person, today), "asked_at", enabling.decisions_for_cards),
        Source(What.STEP_IN, growth.steps_to_answer(person, today), "at", growth.steps_for_cards),
        Source(What.MENTOR, growth.asked_to_mentor(person), "asked_at", growth.mentorings_for_cards),
        Source(What.RULE, enabling.rules_to_show(person, today), "asked_at", enabling.rules_for_cards),
    ]
    if roles & set(ANSWERERS):
        mine.append(Source(What.ANSWER, ideas.answers_wanted(person, now), "noticed_at", ideas.ideas_for_cards))
    if roles & set(CHECKED_BY.values()):
        mine.append(Source(What.CHECK, benefits.to_check(person), "claimed_at", benefits.benefits_for_cards))
    if RoleCode.IG_LEAD in roles:
        mine.append(Source(What.WORDS, ideas.held_words(person), "held_at", ideas.ideas_for_cards))
        mine.append(Source(What.FILE, talk.held_files(person), "held_at", talk.files_for_cards))
    if roles & set(ANSWERS):
        mine.append(Source(What.REPORT, talk.reports_wanted(person), "at", lambda rows: rows))
    if roles & set(LETS_IN):
        mine.append(Source(What.JOIN, people.asking_to_join(person), "since", people.joins_for_cards))
    return mine


def _once(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Each row once, and with its own columns only."""
    return rows.model._default_manager.filter(pk__in=rows.values("pk"))


def seats_to_take(person: Person, limit: int = 5) -> list[tuple[Change, str]]:
    """Empty seats that fit this person, near where they work: their team and its neighbours above and below."""
    seen = sight(person)
    fits = {seat for seat in ("clinical", "managerial") if any(getattr(row, seat) for row in seen.memberships)}
    near = [place for place in seen.places if place.kind not in WIDE]
    at = {place.pk for place in seen.places}
    found = changes.empty_seats_near(person, limit=50) if fits else []
    return [
        (change, seat)
        for change, seat in found
        if seat in fits
        and (change.place_id in at or any(change.place.is_under(p) or p.is_under(change.place) for p in near))
    ][:limit]
