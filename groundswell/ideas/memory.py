"""What can be found again: the words of ideas, changes and stories, and who may find them.

Full-text search is the database's own: FTS5 on SQLite, tsvector on PostgreSQL (see migration 0002). Both are kept in
step by the database itself, so a verb here only writes the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from groundswell.events.kinds import Subject
from groundswell.ideas.models import Idea, Remembered, RememberedFor, Stage

EVERYONE = "everyone"
CANDIDATES = 200  # the newest matches; ranked among themselves, so a common word costs no more than a rare one


def remember(
    subject: Subject,
    *,
    text: str,
    organisations: Iterable[int],
    at: datetime,
    outcome: str = "",
    audience: str = "",
) -> None:
    """Make a subject findable by the people of `organisations`, or by everyone."""
    row, _new = Remembered.objects.update_or_create(
        room=subject.room, subject_id=subject.id,
        defaults={
            "title": subject.title[:200], "address": subject.address, "text": text, "outcome": outcome[:60],
            "audience": audience, "at": at,
        },
    )  # fmt: skip
    wanted = set(organisations)
    have = set(row.shown_to.values_list("organisation_id", flat=True)) if not _new else set()
    row.shown_to.filter(organisation__in=have - wanted).delete() if have - wanted else None
    RememberedFor.objects.bulk_create(
        [RememberedFor(remembered=row, organisation_id=pk) for pk in wanted - have], ignore_conflicts=True
    )


def remember_idea(idea: Idea) -> None:
    """Findable by its own organisation, and still by those that take part in its change."""
    outcome = idea.get_stage_display()
    if idea.stage == Stage.RESTING:
        outcome = f"{outcome}: {idea.get_resting_reason_display()}"
    text = "\n".join(filter(None, [idea.words, idea.fixed_words, idea.resting_learned]))
    shared = RememberedFor.objects.filter(remembered__room="ideas", remembered__subject_id=idea.public_id)
    organisations = {idea.organisation_id, *shared.values_list("organisation_id", flat=True)}
    remember(idea.subject, text=text, organisations=organisations, at=idea.noticed_at, outcome=outcome)


def forget(room: str, subject_id: str) -> None:
    Remembered.objects.filter(room=room, subject_id=subject_id).delete()


WORD = re.compile(r"[^\W_]+", re.UNICODE)
COMMON = frozenset(
    "a an and are as at be but by for from has have i in is it its no not of on or our so that the their there they this to "
    "too up us was we were when which who will with you".split()
)


def words_of(text: str, most: int = 8) -> list[str]:
    """The words worth searching for, at most eight, without the ones every text has."""
    found = dict.fromkeys(word.lower() for word in WORD.findall(text) if len(word) < 40)
    telling = [word for word in found if word not in COMMON]
    return telling[:most]


SQLITE = """
    SELECT r.id FROM ideas_remembered_fts f JOIN ideas_remembered r ON r.id = f.rowid
    WHERE ideas_remembered_fts MATCH %(query)s AND {visible}
    ORDER BY bm25(ideas_remembered_fts, 4.0, 1.0), r.at DESC LIMIT %(limit)s OFFSET %(offset)s
"""
POSTGRES = """
    WITH newest AS (
        SELECT r.id, r.at, r.lexemes FROM ideas_remembered r
        WHERE r.lexemes @@ to_tsquery('english', %(query)s) AND {visible}
        ORDER BY r.at DESC LIMIT %(candidates)s
    )
    SELECT id FROM newest ORDER BY ts_rank(lexemes, to_tsquery('english', %(query)s)) DESC, at DESC
    LIMIT %(limit)s OFFSET %(offset)s
"""
VISIBLE = """(r.audience = 'everyone' OR EXISTS (
    SELECT 1 FROM ideas_rememberedfor s WHERE s.remembered_id = r.id AND s.organisation_id IN ({ids})))"""


def search(
    text: str, *, organisations: Iterable[int], every: bool = True, limit: int = 20, offset: int = 0
) -> list[Remembered]:
    """Subjects that hold every (or any) word of `text` by its first letters, most telling first.

    Only what is shown to `organisations` or to everyone. One query for the order, one for the rows.
    """
    words, organisations = words_of(text), list(organisations)
    if not words or not organisations:  # who works nowhere reads nothing, also what is for everyone
        return []
    postgres = connection.vendor == "postgresql"
    joiner = (" & " if every else " | ") if postgres else (" AND " if every else " OR ")
    shape = "{}:*" if postgres else '"{}"*'
    ids = ",".join(str(int(pk)) for pk in organisations)
    params: dict[str, str | int] = {
        "query": joiner.join(shape.format(word) for word in words),
        "limit": limit, "offset": offset, "candidates": CANDIDATES,
    }  # fmt: skip
    sql = (POSTGRES if postgres else SQLITE).format(visible=VISIBLE.format(ids=ids))
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found = [pk for (pk,) in cursor.fetchall()]
    rows = Remembered.objects.in_bulk(found)
    return [rows[pk] for pk in found if pk in rows]
