"""Readers of the log."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Max, Min, Q, QuerySet

from groundswell.events.kinds import Subject
from groundswell.events.models import Credit, Event, Notice, NoticeChoice, Rhythm
from groundswell.people.models import Membership, Person
from groundswell.ui import paging

AT_ONCE = 5_000  # people in one question
LONGEST = 200  # lines of time are read by people
LONGEST_AGO = timedelta(days=14)  # a weekly letter tells of this week, or of last week's that could not leave
ON_THE_LINE = (
    "kind",
    "room",
    "subject_id",
    "title",
    "address",
    "facts",
    "at",
    "place",
    "actor__name",
    "actor__forgotten_at",
)


def about(*subjects: Subject, limit: int = LONGEST) -> list[Event]:
    """The line of time of one or more subjects, newest first."""
    wanted = reduce(or_, (Q(room=subject.room, subject_id=subject.id) for subject in subjects))
    rows = Event.objects.filter(wanted).select_related("actor").only(*ON_THE_LINE)
    return list(rows.order_by("-at", "-pk")[:limit])


def credits_of(
    person: Person, limit: int = LONGEST, before: str = "", parts: Collection[str] | None = None
) -> QuerySet[Credit]:
    """What a person played a part in, newest first, for that person's own eyes. `before` is the key of the row above.

    `parts` asks for some parts alone.
    """
    rows = Credit.objects.filter(paging.older_than(before, "at"), person=person).select_related(
        "event", "event__actor", "place"
    )
    if parts is not None:
        rows = rows.filter(part__in=parts)
    return rows.order_by("-at", "-pk")[:limit]


def credits_about(person: Person, subjects: Iterable[tuple[str, str]], parts: Collection[str]) -> list[Credit]:
    """Which of these parts a person played in some subjects, given as (room, id) pairs; oldest first."""
    wanted = reduce(or_, (Q(event__room=room, event__subject_id=key) for room, key in subjects))
    rows = Credit.objects.filter(wanted, person=person, part__in=parts).select_related("event", "event__place", "place")
    return list(rows.order_by("at", "pk")[:LONGEST])


def staff_groups(room: str, subject_ids: Iterable[str], part: str) -> dict[str, str]:
    """The staff group in which a part was played in each subject, as it was on the day; of the first who played it."""
    rows = Credit.objects.filter(event__room=room, event__subject_id__in=list(subject_ids), part=part).order_by("-pk")
    return dict(rows.values_list("event__subject_id", "staff_group"))


def notices_of(person: Person, limit: int = 50, before: str = "") -> list[Notice]:
    """What a person was told, newest first."""
    rows = Notice.objects.filter(paging.older_than(before, "at"), person=person, shown=True)
    rows = rows.select_related("event", "event__actor")
    return list(rows.order_by("-at", "-pk")[:limit])


def key_of(row: Credit | Notice) -> str:
    """The key by which the rows after this one are asked for."""
    return paging.key_of(row, "at")


def choices_of(person: Person) -> dict[str, NoticeChoice]:
    """What somebody chose to hear of, by notice. What is missing is heard of, here and by mail."""
    return {row.notice: row for row in NoticeChoice.objects.filter(person=person)}


def among(rows: QuerySet[Any], people: Sequence[Person]) -> Iterator[Any]:
    """The rows of some people, however many: a database takes only so many parameters in one question."""
    for begin in range(0, len(people), AT_ONCE):
        yield from rows.filter(person__in=people[begin : begin + AT_ONCE])


def rhythms_of(people: Iterable[Person]) -> dict[int, Rhythm]:
    """When letters come to each of some people, by the number of the person. Who has said nothing is in it too."""
    people = list(people)
    known = {row.person_id: row for row in among(Rhythm.objects.all(), people)}
    return {person.pk: known.get(person.pk) or Rhythm(person=person) for person in people}


def for_weekly_letter(person: Person, at: datetime) -> list[Notice]:
    """What a person has not read, was not told by mail yet, and still wants to hear of by mail; newest first."""
    off = set(NoticeChoice.objects.filter(person=person, by_mail=False).values_list("notice", flat=True))
    rows = Notice.objects.filter(person=person, read_at=None, mailed_at=None, at__gt=at - LONGEST_AGO, at__lte=at)
    rows = rows.select_related("event", "event__actor").order_by("-at", "-pk")
    return [row for row in rows[:LONGEST] if not row.event.what.straight_away and row.event.what.notice not in off]


def unread_count(person: Person) -> int:
    return Notice.objects.filter(person=person, shown=True, read_at=None).count()


def latest_about(subjects: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Event]:
    """The newest event of each subject, given as (room, id) pairs; one query."""
    wanted = Q(pk__in=[])
    for room, subject_id in subjects:
        wanted |= Q(room=room, subject_id=subject_id)
    rows = Event.objects.filter(wanted).select_related("actor").order_by("at", "pk")
    return {(row.room, row.subject_id): row for row in rows}


def acts_in(room: str, organisation: int) -> list[tuple[str, int, datetime]]:
    """Who did something about which subject of a room, and when, as plain ids; what a machine did is not among them."""
    rows = Event.objects.filter(organisation=organisation, room=room).exclude(actor=None).order_by("at", "pk")
    return list(rows.values_list("subject_id", "actor_id", "at"))


def parts_measured(organisation: int, until: datetime) -> list[tuple[int, str, str, str, str, datetime]]:
    """Person, part, room, subject, kind and moment of every part played before `until` by those who work in an organisation then.

    Wherever they played it. For figures of places alone; no name is among it.
    """
    people = Membership.objects.current(until).filter(place__organisation=organisation).values("person_id")
    rows = Credit.objects.filter(person__in=people, at__lt=until).order_by("at", "pk")
    names = ("person_id", "part", "event__room", "event__subject_id", "event__kind", "at")
    return list(rows.values_list(*names).iterator())


class Logged(NamedTuple):
    """One event, once for each part that somebody played in it, or once without. Nothing that anybody typed."""

    event: int
    kind: str
    room: str
    subject: str
    place: int | None
    actor: int | None
    at: datetime
    permission: str | None
    ask: str | None
    decision: str | None
    person: int | None
    part: str | None
    worked_at: int | None


def logged(after: int, until: int) -> Iterator[Logged]:
    """The log after one event and up to another, in its order. For figures of places alone; no name is among it."""
    return _logged(Event.objects.filter(pk__gt=after, pk__lte=until))


def logged_of(person: Person) -> Iterator[Logged]:
    """The rows of the log that are somebody's own, in its order: for that person's eyes."""
    return _logged(Event.objects.filter(Q(credits__person=person) | Q(credits=None, actor=person)))


def _logged(found: QuerySet[Event]) -> Iterator[Logged]:
    names = (
        "pk", "kind", "room", "subject_id", "place_id", "actor_id", "at", "facts__permission", "facts__ask", "facts__decision",
        "credits__person_id", "credits__part", "credits__place_id",
    )  # fmt: skip
    here = found.filter(room__in=("ideas", "changes", "growth")).order_by("pk", "credits__pk")
    return (Logged._make(row) for row in here.values_list(*names).iterator())


def by_number(numbers: Iterable[int]) -> dict[int, Event]:
    """Rows of the log by their place in it, as `Logged.event` says it."""
    return Event.objects.in_bulk(list(numbers))


def newest() -> int:
    """The number of the last event; 0 while there is none."""
    return Event.objects.aggregate(last=Max("pk"))["last"] or 0


def first_days(organisations: Collection[int] | None = None) -> dict[int, datetime]:
    """When something first happened at each organisation where anything did, or at each of some."""
    rows = Event.objects.exclude(organisation=None)
    if organisations is not None:
        rows = rows.filter(organisation__in=organisations)
    return dict(rows.order_by().values_list("organisation").annotate(first=Min("at")))
