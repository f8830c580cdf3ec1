"""What somebody promised, and what is kept for them: what they cleared, what came of it, and who thanked them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from groundswell.changes import queries as changes
from groundswell.enabling import queries as enabling
from groundswell.enabling.models import AskBehind, Commitment
from groundswell.people.models import Person
from groundswell.talk import queries as talk
from groundswell.talk.models import Thanks
from groundswell.ui.formats import LONDON, london_day

SHOWN = 5


@dataclass(frozen=True)
class Came:
    """A piece of work that waited, as it is called and as it stands now (empty where no room says)."""

    waited: AskBehind
    title: str
    state: str


@dataclass(frozen=True)
class Kept:
    """One thing that was cleared."""

    made: Commitment
    came: list[Came]
    thanks: list[Thanks]


@dataclass(frozen=True)
class Promises:
    """Open ones, soonest due first; how many were kept this quarter, and the newest of those with what came of them."""

    open: list[Commitment]
    number: int
    kept: list[Kept]


def promises_of(person: Person, now: datetime) -> Promises:
    """Two queries; two more where something was kept."""
    since = enabling.quarter_ago(london_day(now))
    found = enabling.commitments_of(person, since)
    kept = [made for made in found if made.kept_at]
    newest = _kept(person, kept[:SHOWN], datetime.combine(since, time(), LONDON)) if kept else []
    return Promises([made for made in found if made.is_open], len(kept), newest)


def _kept(person: Person, made: Sequence[Commitment], since: datetime) -> list[Kept]:
    behind = {one.pk: list(one.ask.behind.all()) for one in made}
    states = changes.states_of({row.work_id for rows in behind.values() for row in rows if row.work_room == "changes"})
    thanks = talk.thanks_to(person, since)
    return [
        Kept(one, [_came(row, states) for row in behind[one.pk]], [each for each in thanks if _about(each, one, behind[one.pk])])
        for one in made
    ]  # fmt: skip


def _came(row: AskBehind, states: dict[str, tuple[str, str]]) -> Came:
    title, state = states.get(row.work_id, ("", "")) if row.work_room == "changes" else ("", "")
    return Came(row, title or row.work_title, state)


def _about(thanks: Thanks, made: Commitment, behind: Sequence[AskBehind]) -> bool:
    """For the ask itself, or for a piece of work that waited for it."""
    about = {("enabling", made.ask.public_id), *((row.work_room, row.work_id) for row in behind)}
    return (thanks.room, thanks.subject_id) in about
