"""What waits for somebody: counted in one query, fetched kind by kind only where something waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, QuerySet, TextChoices, Value

from groundswell.benefits import queries as benefits
from groundswell.benefits.rules import CHECKED_BY
from groundswell.changes import queries as changes
from groundswell.changes.models import Change
from groundswell.enabling import queries as enabling
from groundswell.ideas import queries as ideas
from groundswell.ideas.rules import ANSWERERS, STILL_FIXED_AFTER
from groundswell.people import queries as people
from groundswell.people.models import Person, RoleCode
from groundswell.people.queries import sight
from groundswell.people.rules import LETS_IN
from groundswell.places.models import Kind
from groundswell.stories import queries as stories
from groundswell.talk import queries as talk
from groundswell.talk.rules import ANSWERS
from groundswell.ui.formats import days_between, london_day

MOST = 200
WIDE = (Kind.TRUST, Kind.ICB, Kind.SUB_ICB, Kind.REGION, Kind.HEALTH_BOARD)  # too wide for everything below to be near


class What(TextChoices):
    """What can be asked of somebody."""

    PAUSE = "pause"
    ANSWER = "answer"
    SEAT = "seat"
    REPORT = "report"
    WORDS = "words"
    JOIN = "join"
    SAME = "same"
    FIXED = "fixed"
    RESULT = "result"
    CHECK = "check"
    CONFIRM = "confirm"
    ASK = "ask"
    DECIDE = "decide"


@dataclass(frozen=True)
class Waiting:
    """How much waits, since when the oldest does, and of which kinds."""

    number: int
    since: datetime | None
    kinds: frozenset[str]

    def oldest_days(self, now: datetime) -> int:
        return days_between(self.since, now) if self.since else 0


def waiting_for(person: Person, now: datetime) -> Waiting:
    """One query over all rooms, whatever waits."""
    first, *others = [_rows(what, rows, field) for what, rows, field in _asked(person, now)]
    found = list(first.union(*others, all=True)[:MOST])
    kinds = Counter(what for what, _ in found)
    since = min((_since(what, at) for what, at in found), default=None)
    return Waiting(len(found), since, frozenset(kinds))


def _rows(what: str, rows: QuerySet[Any], field: str) -> QuerySet[Any]:
    asked = Value(what, output_field=CharField())
    return rows.order_by().annotate(waits_what=asked, waits_since=F(field)).values_list("waits_what", "waits_since")


def _since(what: str, at: datetime) -> datetime:
    """A fix is asked about thirty days after it was made."""
    return at + STILL_FIXED_AFTER if what == What.FIXED else at


def _asked(person: Person, now: datetime) -> list[tuple[str, QuerySet[Any], str]]:
    today, roles = london_day(now), {grant.role for grant in sight(person).grants}
    mine: list[tuple[str, QuerySet[Any], str]] = [
        (What.SEAT, changes.seats_offered(person), "invited_at"),
        (What.PAUSE, changes.pauses_to_answer(person), "at"),
        (What.FIXED, ideas.fixes_to_check(person, today), "fixed_at"),
        (What.SAME, ideas.joinings_wanted(person), "proposed_at"),
        (What.RESULT, _once(stories.results_wanted(person)), "change__moved_at"),
        (What.CONFIRM, changes.benefits_to_confirm(person), "claimed_at"),
        (What.ASK, enabling.asks_to_answer(person), "asked_at"),
        (What.DECIDE, enabling.decisions_wanted(person), "asked_at"),
    ]
    if roles & set(ANSWERERS):
        mine.append((What.ANSWER, ideas.answers_wanted(person, now), "noticed_at"))
    if roles & set(CHECKED_BY.values()):
        mine.append((What.CHECK, benefits.to_check(person), "claimed_at"))
    if RoleCode.IG_LEAD in roles:
        mine.append((What.WORDS, ideas.held_words(person), "held_at"))
    if roles & set(ANSWERS):
        mine.append((What.REPORT, talk.reports_wanted(person), "at"))
    if roles & set(LETS_IN):
        mine.append((What.JOIN, people.asking_to_join(person), "since"))
    return mine


def _once(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Each row once, also when two of them wait since the same moment."""
    return rows.model._default_manager.filter(pk__in=rows.values("pk"))


def asked_of(person: Person, now: datetime) -> dict[str, list[Any]]:
    """Everything that waits, by kind."""
    today = london_day(now)
    fetch: dict[What, Callable[[], list[Any]]] = {
        What.SEAT: lambda: changes.invitations_of(person),
        What.PAUSE: lambda: changes.pauses_wanted_from(person),
        What.FIXED: lambda: ideas.still_fixed_wanted_from(person, today),
        What.SAME: lambda: ideas.joinings_wanted_from(person),
        What.RESULT: lambda: stories.results_wanted_from(person),
        What.CONFIRM: lambda: changes.benefits_to_confirm_for(person),
        What.ASK: lambda: enabling.asks_wanted_from(person),
        What.DECIDE: lambda: enabling.decisions_wanted_from(person),
        What.CHECK: lambda: benefits.to_check_for(person),
        What.ANSWER: lambda: ideas.answers_wanted_from(person, now),
        What.WORDS: lambda: ideas.held_for(person),
        What.REPORT: lambda: talk.reports_for(person),
        What.JOIN: lambda: people.wanting_to_join(person),
    }
    return {what: fetch[What(what)]() for what in waiting_for(person, now).kinds}


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
