"""What goes on at the places a coach's role covers. As many queries for a thousand teams as for one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet

from groundswell.changes.coaching import QUIET, TEST_LONG_ENOUGH, Facts, Line, LineKind, lines_of
from groundswell.changes.kinds import COACH_ASKED
from groundswell.changes.models import Change, ChangePlace, CoLead, Seat, State, Test
from groundswell.events.models import Event
from groundswell.measures.models import Measure, Reading
from groundswell.measures.queries import small_charts
from groundswell.people.models import Person, RoleCode
from groundswell.people.queries import organisation_id, sight
from groundswell.talk.kinds import COMMENTED, THANKED
from groundswell.ui.formats import london_day
from groundswell.ui.paging import page_number

PAGE = 20
FRESH = timedelta(days=60)  # a chart is looked at while its readings are about this season
TALK = (COACH_ASKED.code, COMMENTED.code, THANKED.code)


@dataclass(frozen=True)
class Asked:
    """When a question of this kind was last asked about a change, and by whom."""

    at: datetime
    who: str


@dataclass(frozen=True)
class Coached:
    """One change with its lines; `asked` by the kind of line."""

    row: ChangePlace
    lines: list[Line]
    asked: dict[str, Asked]


@dataclass(frozen=True)
class Round:
    """A page of changes that may have a line, by place and then oldest first, and how many pages there are."""

    changes: list[Coached]
    page: int
    pages: int


def coach_round(person: Person, now: datetime, *, place: str = "", kind: str = "", page: str = "") -> Round:
    """What this coach may ask about. `place` narrows by letters of its name."""
    rows = _with_a_line(_covered(person), now, kind)
    if place:
        rows = rows.filter(place__name__icontains=place)
    pages = max(1, -(-rows.count() // PAGE))
    number = page_number(page, pages - 1)
    shown = _whole(
        rows.order_by("place__name", "place_id", "change__opened_at", "pk")[number * PAGE : (number + 1) * PAGE]
    )
    asked = asked_about(row.change.public_id for row in shown)
    found = []
    for row, facts in zip(shown, _facts(shown, now), strict=True):
        lines = [line for line in lines_of(facts, now) if not kind or line.kind == kind]
        if lines:
            found.append(Coached(row, lines, asked.get(row.change.public_id, {})))
    return Round(found, number, pages)


def coach_lines(change: Change, now: datetime) -> list[Line]:
    """The lines of one change."""
    rows = _whole(ChangePlace.objects.filter(change=change, home=True))
    return [line for facts in _facts(rows, now) for line in lines_of(facts, now)]


def asked_about(public_ids: Iterable[str]) -> dict[str, dict[str, Asked]]:
    """The last question of each kind about some changes. One query."""
    rows = Event.objects.filter(kind=COACH_ASKED.code, room="changes", subject_id__in=list(public_ids))
    found: dict[str, dict[str, Asked]] = {}
    for row in rows.select_related("actor").order_by("at", "pk"):
        who = row.actor.called if row.actor else ""
        found.setdefault(row.subject_id, {})[row.facts.get("line", "")] = Asked(row.at, who)
    return found


def _covered(person: Person) -> QuerySet[ChangePlace]:
    """Home rows of work that goes on, at the places the role covers and below, in its own organisation."""
    here = Q(pk__in=[])
    for grant in sight(person).grants:
        if grant.role == RoleCode.COACH:
            here |= Q(organisation=organisation_id(grant.place), place__path__begins=grant.place.path)
    states = (State.PAIRING, State.TRYING, State.WORKING)
    return ChangePlace.objects.filter(here, home=True, state__in=states, change__stopped_at=None)


def _with_a_line(rows: QuerySet[ChangePlace], now: datetime, kind: str) -> QuerySet[ChangePlace]:
    """Those that may have a line (of one kind): a chart is only drawn for what is shown, so a few of these have none."""
    this, today = OuterRef("change"), london_day(now)
    sits = CoLead.objects.live().filter(change=this)
    happened = Event.objects.filter(
        room="changes", subject_id=OuterRef("change__public_id"), at__gt=now - QUIET
    ).exclude(kind__in=TALK)
    readings = Reading.objects.filter(measure__changes=this)
    runs = Test.objects.filter(change=this, ended_on=None, started_on__lte=today - TEST_LONG_ENOUGH)
    counted = Reading.objects.filter(measure__changes=OuterRef("change"), on__gte=OuterRef("started_on"))
    wanted = {
        LineKind.NO_READINGS: Exists(runs.exclude(Exists(counted))),
        LineKind.SIGNAL: Exists(readings.filter(on__gte=today - FRESH)),
        LineKind.EMPTY_SEAT: Exists(sits.exclude(accepted_at=None)) & ~_both(sits),
        LineKind.NO_LEAD: ~Exists(sits.exclude(accepted_at=None)),
        LineKind.QUIET: ~Exists(happened) & ~Exists(readings.filter(at__gt=now - QUIET)),
    }
    if kind in wanted:
        return rows.filter(wanted[LineKind(kind)])
    any_of = Q(pk__in=[])
    for one in wanted.values():
        any_of |= Q(one)
    return rows.filter(any_of)


def _both(sits: QuerySet[CoLead]) -> Q:
    return Q(Exists(sits.filter(seat=Seat.CLINICAL))) & Q(Exists(sits.filter(seat=Seat.MANAGERIAL)))


def _whole(rows: QuerySet[ChangePlace]) -> list[ChangePlace]:
    """With seats, tests and measures, whatever their number: one query for each."""
    rows = rows.select_related("place", "change", "change__place").prefetch_related(
        Prefetch("change__co_leads", CoLead.objects.order_by("pk")),
        Prefetch("change__tests", Test.objects.filter(ended_on=None).order_by("started_on", "pk")),
        Prefetch("change__measures", Measure.objects.order_by("pk")),
    )
    return list(rows)


def _facts(rows: list[ChangePlace], now: datetime) -> list[Facts]:
    """Four more queries for all of them: the last events, the last readings, and the charts."""
    ids, keys = [row.change_id for row in rows], [row.change.public_id for row in rows]
    last = dict(
        Event.objects.filter(room="changes", subject_id__in=keys).exclude(kind__in=TALK).order_by()
        .values_list("subject_id").annotate(Max("at"))
    )  # fmt: skip
    read = {
        change: (on, at)
        for change, on, at in Reading.objects.filter(measure__changes__in=ids).order_by()
        .values_list("measure__changes").annotate(on=Max("on"), at=Max("at"))
    }  # fmt: skip
    fresh = london_day(now) - FRESH
    drawn = small_charts(_fresh([one for row in rows for one in row.change.measures.all()], fresh)) if rows else {}
    found = []
    for row in rows:
        change = row.change
        on, at = read.get(change.pk, (None, None))
        live = [one for one in change.co_leads.all() if one.declined_at is None and one.left_at is None]
        shown = [drawn[one.pk] for one in change.measures.all() if one.pk in drawn and drawn[one.pk].signal]
        found.append(Facts(
            change=change, empty=_empty_since(change), led=any(one.accepted_at for one in live),
            last=max(filter(None, [last.get(change.public_id, change.opened_at), at])), last_reading=on,
            runs=next(iter(change.tests.all()), None), signals=[(one.measure.name, one.sentence) for one in shown],
        ))  # fmt: skip
    return found


def _fresh(measures: list[Measure], since: object) -> list[Measure]:
    """Each once, and only where something was read lately."""
    each = {one.pk: one for one in measures}
    lately = set(
        Reading.objects.filter(measure__in=each, on__gte=since).order_by().values_list("measure", flat=True).distinct()
    )
    return [one for key, one in each.items() if key in lately]


def _empty_since(change: Change) -> dict[str, datetime]:
    """For each seat nobody is in or was asked for: since when."""
    found = {}
    for seat in Seat.values:
        rows = [one for one in change.co_leads.all() if one.seat == seat]
        if not any(one.declined_at is None and one.left_at is None for one in rows):
            found[seat] = max([change.opened_at, *filter(None, (one.left_at or one.declined_at for one in rows))])
    return found
