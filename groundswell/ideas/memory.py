"""What can be found again: the words of ideas, changes and stories, and who may find them.

Full-text search is the database's own: FTS5 on SQLite, tsvector on PostgreSQL (see migration 0002). Both are kept in
step by the database itself, so a verb here only writes the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.db.models import Case, F, When
from django.db.models.query import RawQuerySet

from groundswell.events.kinds import Subject
from groundswell.ideas.models import Idea, Remembered, Stage

EVERYONE = "qxeveryone"  # not a word that anybody types
READER = "qxorg"
CANDIDATES = 40  # the newest matches; ranked among themselves, so a common word costs no more than a rare one


def remember(
    subject: Subject,
    *,
    text: str,
    organisations: Iterable[int],
    at: datetime,
    outcome: str = "",
    audience: str = "",
    fresh: bool = False,
) -> None:
    """Make a subject findable by the people of `organisations`, or by everyone. `fresh`: it was never remembered before."""
    shown = [EVERYONE] if audience else []
    shown += [reader(pk) for pk in sorted(set(organisations))]
    words = {
        "title": subject.title[:200], "address": subject.address, "text": text, "outcome": outcome[:60],
        "shown": " ".join(shown), "at": at,
    }  # fmt: skip
    if fresh:
        Remembered.objects.create(room=subject.room, subject_id=subject.id, **words)
        return
    same = Case(When(**{name: words[name] for name in ("title", "text", "shown")}, then=F("meant")), default=False)
    Remembered.objects.update_or_create(
        room=subject.room, subject_id=subject.id, defaults=words | {"meant": same}, create_defaults=words
    )


def reader(organisation_id: int) -> str:
    """The word under which an organisation's people find what is shown to them."""
    return f"{READER}{int(organisation_id)}"


def readers(organisations: Iterable[int]) -> list[str]:
    """The words under which people of `organisations` find; none for who works nowhere: they read nothing at all."""
    found = [reader(pk) for pk in sorted(set(organisations))]
    return [EVERYONE, *found] if found else []


def shown_to(room: str, subject_id: str) -> frozenset[int]:
    """Ids of the organisations whose people may find a subject."""
    shown = Remembered.objects.filter(room=room, subject_id=subject_id).values_list("shown", flat=True)
    return frozenset(
        int(word.removeprefix(READER)) for words in shown for word in words.split() if word.startswith(READER)
    )


def remember_idea(idea: Idea, *, fresh: bool = False) -> None:
    """Findable by its own organisation, and still by those that take part in its change; by nobody before it is shown."""
    if not idea.is_shown:
        return
    outcome = idea.get_stage_display()
    if idea.stage == Stage.RESTING:
        outcome = f"{outcome}: {idea.get_resting_reason_display()}"
    text = "\n".join(filter(None, [idea.words, idea.fixed_words, idea.resting_learned]))
    taking_part = frozenset() if fresh else shown_to("ideas", idea.public_id)
    remember(
        idea.subject, text=text, organisations={idea.organisation_id, *taking_part}, at=idea.noticed_at, outcome=outcome,
        fresh=fresh,
    )  # fmt: skip


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


COLUMNS = "r.id, r.room, r.subject_id, r.title, r.address, r.text, r.outcome, r.at"
SQLITE = f"""
    SELECT {COLUMNS} FROM ideas_remembered_fts f JOIN ideas_remembered r ON r.id = f.rowid
    WHERE ideas_remembered_fts MATCH %s
    ORDER BY bm25(ideas_remembered_fts, 4.0, 1.0, 0.0), r.at DESC LIMIT %s OFFSET %s
"""  # noqa: S608 - the columns are ours
POSTGRES = f"""
    WITH newest AS (
        SELECT id, at, ts_rank(lexemes, to_tsquery('english', {{words}})) AS rank FROM ideas_remembered
        WHERE lexemes @@ (to_tsquery('english', {{words}}) && to_tsquery('simple', {{mine}}))
        AND numnode(to_tsquery('english', {{words}})) > 0 ORDER BY at DESC LIMIT {CANDIDATES}
    ),
    best AS (SELECT id, rank FROM newest ORDER BY rank DESC, at DESC LIMIT {{limit}} OFFSET {{offset}})
    SELECT {COLUMNS} FROM best JOIN ideas_remembered r USING (id) ORDER BY best.rank DESC, r.at DESC
"""  # noqa: S608 - the columns are ours


def search(
    text: str, *, organisations: Iterable[int], every: bool = True, limit: int = 20, offset: int = 0
) -> list[Remembered]:
    """Subjects that hold every (or any) word of `text` by its first letters, most telling first.

    Only what is shown to `organisations` or to everyone. One query.
    """
    words, mine = words_of(text), readers(organisations)
    if not words or not mine:
        return []
    ask = _on_postgres if connection.vendor == "postgresql" else _on_sqlite
    return list(ask(words, mine, every, limit, offset))


def _on_sqlite(words: list[str], mine: list[str], every: bool, limit: int, offset: int) -> RawQuerySet[Remembered]:
    asked = (" AND " if every else " OR ").join(f'"{word}"*' for word in words)
    query = f"{{title text}} : ({asked}) AND shown : ({' OR '.join(mine)})"
    return Remembered.objects.raw(SQLITE, [query, limit, offset])


def _on_postgres(words: list[str], mine: list[str], every: bool, limit: int, offset: int) -> RawQuerySet[Remembered]:
    """The words stand in the statement, quoted by the driver: the best plan for a rare word is not that for a common one."""
    from psycopg.sql import SQL, Literal

    asked = (" & " if every else " | ").join(f"{word}:*AB" for word in words)
    statement = SQL(POSTGRES).format(
        words=Literal(asked), mine=Literal(" | ".join(mine)), limit=Literal(limit), offset=Literal(offset)
    )
    return Remembered.objects.raw(statement.as_string())
