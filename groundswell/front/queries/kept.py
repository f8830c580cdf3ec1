"""What somebody promised, and what is kept for them: what they cleared, what came of it, and who thanked them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Prefetch, prefetch_related_objects

from groundswell.changes import queries as changes
from groundswell.enabling import queries as enabling
from groundswell.enabling.models import Ask, AskBehind, Commitment
from groundswell.people.models import Person
from groundswell.talk import queries as talk
from groundswell.talk.models import Thanks
from groundswell.ui.formats import LONDON, london_day

SHOWN = 5


@dataclass(frozen=True)
class Kept:
    """One thing that was cleared, with the thanks for it and for the work that waited."""

    made: Commitment
    thanks: list[Thanks]


@dataclass(frozen=True)
class Promises:
    """Open ones, soonest due first; those kept this quarter, newest first."""

    open: Sequence[Commitment] = ()
    kept: Sequence[Commitment] = ()

    @property
    def asks(self) -> list[Ask]:
        return [made.ask for made in (*self.open, *self.kept)]


def promises_of(person: Person, now: datetime) -> Promises:
    today = london_day(now)
    found = enabling.commitments_of(person, enabling.quarter_ago(today), today)
    return Promises([made for made in found if made.is_open], [made for made in found if made.kept_at])


def fetch_what_waits(asks: Iterable[Ask]) -> None:
    """What stands behind some asks, each piece of work with how it stands now (`state`). One query for all of them."""
    rows = AskBehind.objects.annotate(state=changes.state_at_home("work_id")).order_by("since", "pk")
    prefetch_related_objects(list(asks), Prefetch("behind", rows))


def kept_for(person: Person, made: Sequence[Commitment], now: datetime) -> list[Kept]:
    """The newest with their thanks, once what waits was fetched. One query."""
    if not made:
        return []
    since = datetime.combine(enabling.quarter_ago(london_day(now)), time(), LONDON)
    thanks = talk.thanks_to(person, since)
    return [Kept(one, [each for each in thanks if _is_about(each, one.ask)]) for one in made[:SHOWN]]


def _is_about(thanks: Thanks, ask: Ask) -> bool:
    """For the ask itself, or for a piece of work that waited for it."""
    about = {("enabling", ask.public_id), *((row.work_room, row.work_id) for row in enabling.behind_of(ask))}
    return (thanks.room, thanks.subject_id) in about
