"""Set one's own record beside a dimension; say that one will talk; ask somebody who did."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.events import actions as events
from groundswell.growth import kinds, queries
from groundswell.growth.frameworks import Dimension, Framework
from groundswell.growth.models import Beside, WillTalk
from groundswell.people.models import Person
from groundswell.ui.verdicts import no


@transaction.atomic
def set_beside(
    *, person: Person, framework: Framework, dimension: Dimension, chosen: Collection[str], at: datetime
) -> None:  # fmt: skip
    """Exactly these of one's own record, each as room and id. Nobody is told."""
    record = queries.own_record(person)
    mine = Beside.objects.filter(person=person, framework=framework.code, dimension=dimension.code)
    for row in mine:
        if row.key not in chosen:
            row.delete()
    there = {row.key for row in mine.all()}
    rows = []
    for key in chosen:
        if key in record and key not in there:
            room, _colon, subject_id = key.partition(":")
            rows.append(
                Beside(
                    person=person, framework=framework.code, version=framework.version, dimension=dimension.code, room=room,
                    subject_id=subject_id, title=record[key], at=at,
                )
            )  # fmt: skip
    Beside.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def will_talk(*, person: Person, into: str, came_from: str, readers: str, at: datetime) -> WillTalk:
    """Said by the person; what they said before is ended."""
    WillTalk.objects.filter(person=person, ended_at=None).update(ended_at=at)
    return WillTalk.objects.create(person=person, into=into, came_from=came_from, readers=readers, said_at=at)


def stop_talking(*, person: Person, at: datetime) -> int:
    return WillTalk.objects.filter(person=person, ended_at=None).update(ended_at=at)


@transaction.atomic
def ask_to_talk(*, row: WillTalk, by: Person, at: datetime) -> None:
    """Told to that person alone; they answer by their own means."""
    WillTalk.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if queries.was_asked(row, by):
        no(_("You asked {name} already.").format(name=row.person.called)).or_refuse()
    events.record(kinds.TALK_WANTED, subject=row.subject, place=None, at=at, by=by, tell=[row.person])
