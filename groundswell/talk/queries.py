"""What was said about a subject, and the reports that wait. Whether somebody may see the subject is asked above."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet, Sum
from django.http import Http404

from groundswell.events.kinds import Subject
from groundswell.people.models import Person, RoleCode
from groundswell.people.queries import holders, organisation_id, sight
from groundswell.places.models import Place
from groundswell.talk import rules
from groundswell.talk.models import Comment, File, FileContent, Report, Thanks
from groundswell.ui.paging import older_than

LONGEST = 100
THANKS_SHOWN = 50
SAID = (
    "public_id", "words", "by_number", "at", "hidden_at", "hidden_because", "decided_at", "person__name", "person__forgotten_at",
)  # fmt: skip
THANKED = ("words", "at", "person__name", "person__forgotten_at", "to__name", "to__forgotten_at")


@dataclass(frozen=True)
class Said:
    """One comment as a reader meets it. `words` is empty when it was hidden, except for its writer."""

    id: str
    who: str
    at: datetime
    words: str
    mine: bool
    hidden: bool
    because: str = ""
    by_number: bool = False
    decided: bool = False


@dataclass(frozen=True)
class Decided:
    """A comment that was marked as what was decided: its words, whose they are, who marked it and when."""

    id: str
    words: str
    who: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Comments:
    """Newest last. `older` is the key of the page before, empty when there is none."""

    lines: tuple[Said, ...] = ()
    older: str = ""


@dataclass(frozen=True)
class Thank:
    who: str
    to: str
    at: datetime
    words: str
    by_id: int | None = None
    to_id: int | None = None


def comments_about(
    subject: Subject, *, reader: Person | None = None, before: str = "", limit: int = LONGEST
) -> Comments:
    """The newest comments (or those before one of them), newest last. One query; two on an older page."""
    rows = _comments(subject).select_related("person").only(*SAID).order_by("-at", "-pk")
    if before:
        edge = _comments(subject).filter(public_id=before).first()
        rows = rows.filter(Q(at__lt=edge.at) | Q(at=edge.at, pk__lt=edge.pk)) if edge else rows.none()
    found = list(rows[: limit + 1])
    shown = found[:limit]
    older = shown[-1].public_id if len(found) > limit else ""
    return Comments(tuple(_said(row, reader) for row in reversed(shown)), older)


def _comments(subject: Subject) -> QuerySet[Comment]:
    return Comment.objects.filter(room=subject.room, subject_id=subject.id, removed_at=None)


def _said(row: Comment, reader: Person | None) -> Said:
    mine, hidden = reader is not None and row.person_id == reader.pk, row.hidden_at is not None
    words, because = (row.words, row.hidden_because) if mine else ("" if hidden else row.words, "")
    return Said(
        row.public_id, row.writer, row.at, words, mine, hidden, because, row.by_number, row.decided_at is not None
    )


def decided_about(subject: Subject, limit: int = LONGEST) -> tuple[Decided, ...]:
    """What was marked as decided and still stands, oldest first. One query."""
    rows = _comments(subject).filter(decided_at__isnull=False, hidden_at=None).select_related("person", "decided_by")
    return tuple(
        Decided(row.public_id, row.words, row.writer, _name(row.decided_by), row.decided_at)
        for row in rows.order_by("decided_at", "pk")[:limit]
        if row.decided_at
    )


def documents_about(subject: Subject) -> list[File]:
    """The documents of a subject, oldest first. One query, without their bytes."""
    rows = _files(subject, File.Kind.DOCUMENT).filter(removed_at=None).select_related("person", "comment")
    return [row for row in rows.order_by("at", "pk")[:LONGEST] if row.comment is None or row.comment.removed_at is None]


def documents_for(reader: Person | None, subject: Subject, place: Place) -> list[File]:
    """Those of them that this reader sees."""
    return [row for row in documents_about(subject) if _sees(reader, row, place)]


def _sees(reader: Person | None, file: File, place: Place) -> bool:
    if not file.held_at:
        return True
    return reader is not None and bool(rules.may_see_file(file, reader, sight(reader), place))


def document_for(reader: Person, subject: Subject, place: Place, public_id: str) -> File:
    """One document about this very subject; not found otherwise, nor when its comment was taken back or hidden."""
    rows = _files(subject, File.Kind.DOCUMENT).filter(public_id=public_id, removed_at=None)
    found = rows.select_related("person", "comment").first()
    if found is None or (found.comment and (found.comment.removed_at or found.comment.hidden_at)):
        raise Http404
    if not _sees(reader, found, place):
        raise Http404
    return found


def held_files(person: Person) -> QuerySet[File]:
    """Files that wait for the information governance lead."""
    where = Q(pk__in=[])
    for grant in sight(person).grants:
        if grant.role == RoleCode.IG_LEAD:
            where |= Q(organisation__path__startswith=grant.place.path)
    return File.objects.exclude(held_at=None).filter(where)


def files_for_cards(rows: QuerySet[File]) -> QuerySet[File]:
    return rows.select_related("organisation")


def data_of(file: File) -> bytes:
    return bytes(FileContent.objects.get(file=file, size=FileContent.Size.WHOLE).data)


def bytes_of_documents(organisation: int) -> int:
    """How much an organisation keeps."""
    rows = File.objects.filter(organisation=organisation, kind=File.Kind.DOCUMENT)
    return rows.aggregate(sum=Sum("bytes"))["sum"] or 0


def comment_about(subject: Subject, public_id: str) -> Comment:
    """One comment about this very subject, still there; not found otherwise."""
    found = _comments(subject).select_related("person").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def thanks_about(subject: Subject, limit: int = THANKS_SHOWN) -> tuple[Thank, ...]:
    """Thanks by name, newest first."""
    rows = Thanks.objects.filter(room=subject.room, subject_id=subject.id).select_related("person", "to").only(*THANKED)
    return tuple(
        Thank(_name(row.person), _name(row.to), row.at, row.words, row.person_id, row.to_id)
        for row in rows.order_by("-at", "-pk")[:limit]
    )


def _name(person: Person | None) -> str:
    return person.called if person else "a colleague"


def not_yet_thanked(
    subject: Subject, by: Person | None, people: list[Person], shown: tuple[Thank, ...] | None = None
) -> list[Person]:
    """Of `people`, whom `by` can still thank: each once, never oneself. `shown` saves a query when it holds all thanks."""
    if by is None:
        return []
    if shown is not None and len(shown) < THANKS_SHOWN:
        done = {thank.to_id for thank in shown if thank.by_id == by.pk}
    else:
        rows = Thanks.objects.filter(room=subject.room, subject_id=subject.id, person=by)
        done = set(rows.values_list("to_id", flat=True))
    return [person for person in dict.fromkeys(people) if person.pk not in {by.pk, *done} and person.is_active]


def who_looks_after(place: Place, at: datetime) -> list[Person]:
    """Those who would answer a report about words at `place`, nearest first, each once."""
    found = [person for role in rules.LOOKS_AFTER for person in holders(role, place, at)]
    return list(dict.fromkeys(found))


def who_answers(report: Report, at: datetime, limit: int = 5) -> list[Person]:
    """Whom a report goes to: a few of those who look after the place and are not concerned, or its executive."""
    assert report.place is not None  # noqa: S101 - every report is made at a place
    near = [person for person in who_looks_after(report.place, at) if not rules.is_concerned(report, person)]
    top = [] if near else holders(RoleCode.EXECUTIVE, report.place, at)
    return [*near, *(person for person in top if not rules.is_concerned(report, person))][:limit]


def reports_for(person: Person, limit: int = LONGEST) -> list[Report]:
    """Reports that `person` may answer and nobody has answered yet, oldest first."""
    return list(reports_wanted(person).order_by("at", "pk")[:limit])


def thanks_to(person: Person, since: datetime, limit: int = LONGEST) -> list[Thanks]:
    """What somebody was thanked for since a moment, newest first, for that person."""
    rows = Thanks.objects.filter(to=person, at__gte=since).select_related("person")
    return list(rows.order_by("-at", "-pk")[:limit])


def thanks_of(person: Person, limit: int = LONGEST, before: str = "") -> list[Thanks]:
    """What somebody was thanked for, newest first, for that person. `before` is the key of the row above."""
    rows = Thanks.objects.filter(older_than(before, "at"), to=person).select_related("organisation")
    return list(rows.order_by("-at", "-pk")[:limit])


def thanks_for(person: Person, subjects: Iterable[tuple[str, str]]) -> list[Thanks]:
    """What somebody was thanked for in some subjects, given as (room, id) pairs; oldest first, for that person."""
    wanted = reduce(or_, (Q(room=room, subject_id=key) for room, key in subjects))
    rows = Thanks.objects.filter(wanted, to=person).select_related("person")
    return list(rows.order_by("at", "pk")[:LONGEST])


def reports_wanted(person: Person) -> QuerySet[Report]:
    """Open reports that `person` may answer, as rows to count."""
    return _theirs(person).filter(answered_at=None)


def _theirs(person: Person) -> QuerySet[Report]:
    seen, here = sight(person), Q(pk__in=[])
    for grant in seen.grants:
        if grant.role in rules.ANSWERS:
            here |= Q(organisation=organisation_id(grant.place), place__path__startswith=grant.place.path)
    rows = Report.objects.filter(here).select_related("place", "comment", "comment__person", "answered_by")
    for concerned in ("writer", "colleague", "person"):
        rows = rows.exclude(**{concerned: person})
    return rows


def report_for(person: Person, public_id: str) -> Report:
    """A report that `person` may answer, or made; not found otherwise."""
    found = _theirs(person).filter(public_id=public_id).first()
    if found is None:
        found = (
            Report.objects.filter(person=person).select_related("place", "comment").filter(public_id=public_id).first()
        )
    if found is None:
        raise Http404
    return found


def photos_about(subject: Subject) -> list[File]:
    """The photos of a subject that are there, in the order they were added. One query, without their bytes."""
    return list(_photos(subject).filter(removed_at=None).select_related("person").order_by("at", "pk")[:LONGEST])


def _photos(subject: Subject) -> QuerySet[File]:
    return _files(subject, File.Kind.PHOTO)


def _files(subject: Subject, kind: str) -> QuerySet[File]:
    return File.objects.filter(room=subject.room, subject_id=subject.id, kind=kind)


def taken_away(subject: Subject, by: Person, since: datetime) -> list[File]:
    """What `by` took away since then, which they can still put back."""
    return list(_photos(subject).filter(removed_by=by, removed_at__gt=since).order_by("at", "pk")[:LONGEST])


def photo_about(subject: Subject, public_id: str) -> File:
    """One photo about this very subject, there or taken away; not found otherwise."""
    found = _photos(subject).select_related("person").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def picture_of(subject: Subject, public_id: str, size: str) -> bytes:
    """The bytes of one photo about this very subject that is there; not found otherwise."""
    there = {
        "file__room": subject.room, "file__subject_id": subject.id, "file__removed_at": None, "file__kind": File.Kind.PHOTO,
    }  # fmt: skip
    found = FileContent.objects.filter(file__public_id=public_id, size=size, **there).first()
    if found is None:
        raise Http404
    return bytes(found.data)
