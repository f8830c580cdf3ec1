"""Say, take back, thank, report, answer, attach a photo. The room above has asked whether the subject may be seen."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.events import actions as events
from groundswell.events.kinds import Part, Subject
from groundswell.people.models import Person, RoleCode
from groundswell.people.queries import holders, organisation_id, sight
from groundswell.places.models import Place
from groundswell.talk import kinds, queries, rules
from groundswell.talk.attached import Attached
from groundswell.talk.models import Comment, File, FileContent, Report, Thanks
from groundswell.talk.photos import Picture
from groundswell.ui.verdicts import Verdict, no


@transaction.atomic
def say(
    *, subject: Subject, words: str, by: Person | None, at: datetime, place: Place,
    tell: Iterable[Person | None] = (), mentioned: Iterable[Person] = (),
) -> Comment:  # fmt: skip
    """Somebody says something about a subject; those to `tell` hear of it. Without `by`: whoever noticed it, by number.

    Whoever is mentioned hears of that, once, and not of the comment as well. The room above knows that they may read it.
    """
    named = [person for person in dict.fromkeys(mentioned) if person != by]
    comment = Comment.objects.create(
        room=subject.room, subject_id=subject.id, organisation_id=organisation_id(place), person=by, words=words, at=at,
        by_number=by is None,
    )  # fmt: skip
    events.record(
        kinds.COMMENTED, subject=subject, place=place, at=at, by=by, tell=[one for one in tell if one not in named],
        credits=[(by, Part.COMMENTER)] if by else [],
    )  # fmt: skip
    if named:
        comment.mentioned.set(named)
        where = Subject("talk", comment.public_id, subject.title, f"{subject.address}#comment-{comment.public_id}")
        events.record(kinds.MENTIONED, subject=where, place=None, at=at, by=by, tell=named)
    return comment


@transaction.atomic
def mark_decided(
    *, comment: Comment, subject: Subject, place: Place, decides: Verdict, by: Person, at: datetime,
    tell: Iterable[Person | None] = (),
) -> None:  # fmt: skip
    """These words are what was decided. Twice is once."""
    rules.may_decide(comment, decides).or_refuse()
    if Comment.objects.filter(pk=comment.pk, decided_at=None).update(decided_at=at, decided_by=by):
        events.record(kinds.DECISION_MARKED, subject=subject, place=place, at=at, by=by, tell=tell)


@transaction.atomic
def unmark_decided(
    *, comment: Comment, subject: Subject, place: Place, decides: Verdict, by: Person, at: datetime
) -> None:
    """It is a comment again."""
    decides.or_refuse()
    if Comment.objects.filter(pk=comment.pk).exclude(decided_at=None).update(decided_at=None, decided_by=None):
        events.record(kinds.DECISION_UNMARKED, subject=subject, place=place, at=at, by=by)


@transaction.atomic
def attach_file(
    *, subject: Subject, place: Place, attached: Attached, by: Person, at: datetime, comment: Comment | None = None,
    tell: Iterable[Person | None] = (), held_for: str = "",
) -> File:  # fmt: skip
    """Keep a document with a subject, or with one comment about it. The same one twice is the one already there.

    `held_for`: it may identify a patient. It is held unseen, and looked at under this address.
    """
    there = queries.documents_about(subject)
    if same := next((file for file in there if file.sha256 == attached.sha256), None):
        return same
    kept = queries.bytes_of_documents(organisation_id(place))
    rules.may_attach_file(files=len(there), kept=kept, more=len(attached.data)).or_refuse()
    file = File.objects.create(
        room=subject.room, subject_id=subject.id, organisation_id=organisation_id(place), person=by, at=at, comment=comment,
        kind=File.Kind.DOCUMENT, name=attached.name, type=attached.type, bytes=len(attached.data), sha256=attached.sha256,
        held_at=at if held_for else None, held_for=held_for,
    )  # fmt: skip
    FileContent.objects.create(file=file, size=FileContent.Size.WHOLE, data=attached.data)
    if held_for:
        leads = holders(RoleCode.IG_LEAD, place, at)
        events.record(
            kinds.FILE_HELD, subject=subject, place=place, at=at, by=by, asked=leads, facts={"opens": held_for}
        )
    else:
        events.record(kinds.FILE_ADDED, subject=subject, place=place, at=at, by=by, tell=tell)
    return file


@transaction.atomic
def release_file(
    *, file: File, subject: Subject, place: Place, by: Person, at: datetime, tell: Iterable[Person | None] = ()
) -> None:
    """The information governance lead looked through it: nobody can be recognised, all who see the subject see it."""
    rules.may_release_file(file, sight(by), place).or_refuse()
    file.held_at, file.held_for = None, ""
    file.save(update_fields=["held_at", "held_for"])
    events.record(kinds.FILE_RELEASED, subject=subject, place=place, at=at, by=by, tell=[file.person, *tell])


@transaction.atomic
def delete_file(*, file: File, subject: Subject, place: Place, by: Person, at: datetime) -> None:
    """Gone at once, and for good."""
    rules.may_delete_file(file, by, sight(by), place).or_refuse()
    file.delete()
    events.record(kinds.FILE_REMOVED, subject=subject, place=place, at=at, by=by)


@transaction.atomic
def erase(*, subject: Subject) -> int:
    """All that was said about a subject that is being removed itself; how many rows went."""
    mine = {"room": subject.room, "subject_id": subject.id}
    File.objects.filter(kind=File.Kind.DOCUMENT, **mine).delete()
    return sum(kept.objects.filter(**mine).delete()[0] for kept in (Comment, Thanks))


@transaction.atomic
def take_back(*, comment: Comment, by: Person, at: datetime) -> None:
    """The writer takes their own words back: nobody sees them any more."""
    rules.may_take_back(comment, by).or_refuse()
    comment.removed_at, comment.decided_at, comment.decided_by = at, None, None
    comment.save(update_fields=["removed_at", "decided_at", "decided_by"])
    comment.files.all().delete()


@transaction.atomic
def thank(
    *,
    subject: Subject,
    to: Person,
    by: Person,
    at: datetime,
    place: Place,
    words: str = "",
) -> Thanks:
    """Thank one person for their part: once for each subject."""
    rules.may_thank(to, by).or_refuse()
    thanks, fresh = Thanks.objects.get_or_create(
        room=subject.room, subject_id=subject.id, person=by, to=to,
        defaults={"organisation_id": organisation_id(place), "words": words, "at": at},
    )  # fmt: skip
    if not fresh:
        no(_("You have already thanked {name} for this.").format(name=to.called)).or_refuse()
    events.record(kinds.THANKED, subject=subject, place=place, at=at, by=by, credits=[(by, Part.THANKER)], tell=[to])
    return thanks


@transaction.atomic
def report(
    *, subject: Subject, place: Place, reason: str, by: Person, at: datetime,
    comment: Comment | None = None, writer: Person | None = None, colleague: Person | None = None,
) -> Report:  # fmt: skip
    """Somebody says that words are about a colleague and do not belong. Those who look after the place are told.

    Nobody is told who reported it. `writer` and `colleague` (whom the words are about) do not get to answer.
    """
    rules.may_report(comment, by).or_refuse()
    made = Report.objects.create(
        room=subject.room, subject_id=subject.id, organisation_id=organisation_id(place), place=place, comment=comment,
        title=subject.title[:200], address=subject.address, person=by, reason=reason, at=at,
        writer=comment.person if comment else writer, colleague=colleague,
    )  # fmt: skip
    events.record(kinds.REPORTED, subject=made.as_subject, place=None, at=at, tell=queries.who_answers(made, at))
    return made


@transaction.atomic
def answer_report(*, report: Report, outcome: str, answer: str, by: Person, at: datetime) -> None:
    """Hide the words or keep them, with the reason. The reporter is told; the writer too when words were hidden."""
    rules.may_answer(report, by, sight(by)).or_refuse()
    rules.is_outcome_of(report, outcome).or_refuse()
    _close(report, outcome, answer, by, at)
    facts = {"outcome": str(Report.Outcome(outcome).label)}
    events.record(
        kinds.REPORT_ANSWERED,
        subject=report.as_subject,
        place=None,
        at=at,
        by=by,
        tell=[report.person],
        facts=facts,
    )
    if outcome == Report.Outcome.HIDDEN and report.comment:
        _hide(report.comment, report, by, at)


def _close(report: Report, outcome: str, answer: str, by: Person, at: datetime) -> None:
    """In one statement, so that the second of two answers is refused."""
    changed = Report.objects.filter(pk=report.pk, answered_at=None).update(
        outcome=outcome, answer=answer, answered_by=by, answered_at=at
    )
    if not changed:
        no(_("This report was already answered.")).or_refuse()
    report.refresh_from_db()


def _hide(comment: Comment, report: Report, by: Person, at: datetime) -> None:
    comment.hidden_at, comment.hidden_because = at, report.answer
    comment.save(update_fields=["hidden_at", "hidden_because"])
    where = Subject("talk", comment.public_id, report.title, report.address)
    events.record(kinds.WORDS_HIDDEN, subject=where, place=None, at=at, by=by, tell=[comment.person])


@transaction.atomic
def attach(
    *, subject: Subject, place: Place, picture: Picture, says: str = "", by: Person | None, at: datetime,
    tell: Iterable[Person | None] = (), name_mode: str = rules.NAME_SHOWN, face: bool = False,
) -> File:  # fmt: skip
    """Add a photo. `by` is None where no name is kept. The same photo twice is one: the one already there."""
    there = queries.photos_about(subject)
    if same := next((file for file in there if file.sha256 == picture.sha256), None):
        return same
    rules.may_attach(photos=len(there), name_mode=name_mode, face=face).or_refuse()
    file = File.objects.create(
        room=subject.room, subject_id=subject.id, organisation_id=organisation_id(place), person=by, says=says, at=at,
        width=picture.width, height=picture.height, bytes=len(picture.whole), sha256=picture.sha256,
    )  # fmt: skip
    FileContent.objects.bulk_create([
        FileContent(file=file, size=FileContent.Size.WHOLE, data=picture.whole),
        FileContent(file=file, size=FileContent.Size.SMALL, data=picture.small),
    ])  # fmt: skip
    events.record(kinds.PHOTO_ADDED, subject=subject, place=place, at=at, by=by, tell=tell)
    return file


@transaction.atomic
def remove(
    *, file: File, subject: Subject, place: Place, owner: Person | None, by: Person, at: datetime,
    tell: Iterable[Person | None] = (),
) -> None:  # fmt: skip
    """Nobody sees it from now on. It can be put back for a day; then the tick deletes it."""
    rules.may_remove(file, by, sight(by), owner=owner, place=place).or_refuse()
    _set_removed(file, at, by)
    events.record(kinds.PHOTO_REMOVED, subject=subject, place=place, at=at, by=by, tell=tell)


@transaction.atomic
def put_back(*, file: File, subject: Subject, by: Person, at: datetime) -> None:
    """Undo a removal."""
    rules.may_put_back(file, by, at).or_refuse()
    there = queries.photos_about(subject)
    if any(other.sha256 == file.sha256 for other in there):
        no(_("The same photo was added again and is there.")).or_refuse()
    rules.may_attach(photos=len(there)).or_refuse()
    _set_removed(file, None, None)


def _set_removed(file: File, at: datetime | None, by: Person | None) -> None:
    file.removed_at, file.removed_by = at, by
    file.save(update_fields=["removed_at", "removed_by"])


def delete_removed(*, at: datetime) -> int:
    """Photos taken away more than a day ago go for good. How many."""
    gone = File.objects.filter(removed_at__lte=at - rules.KEPT_AFTER_REMOVAL)
    number = gone.count()
    gone.delete()
    return number


@transaction.atomic
def forget(*, person: Person, at: datetime) -> None:
    """Photos and files stay with the work they belong to; who added or removed them is no longer known. What they took away
    goes. Nobody reads any more that they were mentioned, or that they marked a decision."""
    Comment.mentioned.through._default_manager.filter(person=person).delete()
    Comment.objects.filter(decided_by=person).update(decided_by=None)
    File.objects.filter(removed_by=person).delete()
    File.objects.filter(person=person).update(person=None)


def export(*, person: Person) -> dict[str, Any]:
    """Everything this room keeps of what a person said, for that person."""
    return {
        "comments": [
            {"at": row.at, "words": row.words, "taken_back_at": row.removed_at, "hidden_because": row.hidden_because}
            for row in Comment.objects.filter(person=person).order_by("at", "pk")
        ],
        "thanks": [
            {"at": row.at, "to": row.to.called if row.to else "a colleague", "words": row.words}
            for row in Thanks.objects.filter(person=person).select_related("to").order_by("at", "pk")
        ],
        "reports": [
            {"at": row.at, "about": row.title, "reason": row.reason, "outcome": row.outcome, "answer": row.answer}
            for row in Report.objects.filter(person=person).order_by("at", "pk")
        ],
        "mentioned": [
            {"at": row.at, "about": f"{row.room} {row.subject_id}"}
            for row in Comment.objects.filter(mentioned=person).order_by("at", "pk")
        ],
        "decided": [
            {"at": row.decided_at, "about": f"{row.room} {row.subject_id}", "words": row.words}
            for row in Comment.objects.filter(decided_by=person).order_by("at", "pk")
        ],
        "files": [
            {
                "at": row.at,
                "about": f"{row.room} {row.subject_id}",
                "name": row.name,
                "type": row.type,
                "sha256": row.sha256,
                "data": base64.b64encode(queries.data_of(row)).decode(),
            }
            for row in _files_of(person, File.Kind.DOCUMENT)
        ],
        "photos": [
            {
                "at": row.at,
                "about": f"{row.room} {row.subject_id}",
                "shows": row.says,
                "taken_away_at": row.removed_at,
                "picture": base64.b64encode(row.contents.get(size=FileContent.Size.WHOLE).data).decode(),
            }
            for row in _files_of(person, File.Kind.PHOTO)
        ],
    }


def _files_of(person: Person, kind: str) -> Iterator[File]:
    return File.objects.filter(person=person, kind=kind).order_by("at", "pk").iterator(chunk_size=20)
