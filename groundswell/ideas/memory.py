"""What can be found again: the words of ideas, changes and stories, and who may find them.

Full-text search is the database's own: FTS5 on SQLite, tsvector on PostgreSQL (migrations 0002 and 0008). Both are kept in
step by the database itself, so a verb here only writes the row. `newest` asks them, `finding` and `words` rank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Case, F, When

from groundswell.events.kinds import Subject
from groundswell.ideas.models import Idea, Remembered, Stage

EVERYONE = "qxeveryone"  # not a word that anybody types
READER = "qxorg"
UNDER = "qxunder"  # before the id of a place: whoever works there or anywhere below it
STORY = "qxstory"  # before a reader's word: the same readers, of stories alone


def remember(
    subject: Subject,
    *,
    text: str,
    organisations: Iterable[int],
    at: datetime,
    outcome: str = "",
    audience: str = "",
    fresh: bool = False,
    under: Iterable[int] = (),
) -> None:
    """Make a subject findable by the people of `organisations`, by those who work under some places, or by everyone.

    `under` are ids of places. `fresh`: it was never remembered before.
    """
    shown = [EVERYONE] if audience else []
    shown += [f"{UNDER}{int(pk)}" for pk in sorted(set(under))]
    shown += [reader(pk) for pk in sorted(set(organisations))]
    shown += [STORY + word for word in shown] if subject.room == "stories" else []
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


def readers(organisations: Iterable[int], above: Iterable[int] = ()) -> list[str]:
    """The words under which people of `organisations` find, who work below the places `above` (ids).

    None for who works nowhere: they read nothing at all.
    """
    found = [reader(pk) for pk in sorted(set(organisations))]
    found += [f"{UNDER}{pk}" for pk in sorted(set(above))]
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
