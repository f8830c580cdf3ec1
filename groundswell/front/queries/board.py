"""What a team looks at in its huddle: three columns, oldest first, what is in the way, and the numbers of today."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max, Prefetch, prefetch_related_objects
from django.http import Http404

from groundswell.changes import queries as changes
from groundswell.changes.models import Change, ChangePlace, CoLead, Pause, State
from groundswell.enabling import queries as enabling
from groundswell.enabling.models import Ask
from groundswell.front.queries.places import NEW, answerers, place_by_key
from groundswell.ideas import queries as ideas
from groundswell.ideas.models import Idea, Stage
from groundswell.measures import queries as measures
from groundswell.measures.models import Measure, Reading
from groundswell.people.models import Person
from groundswell.people.queries import organisation_id, sight
from groundswell.places.models import Place
from groundswell.ui.formats import london_day

MOST = 60  # of each kind, where a whole column is asked for
TRYING = (State.PAIRING, State.TRYING)


@dataclass(frozen=True)
class Board:
    """What the huddle looks at. `numbers` is how many there are of each, shown or not."""

    new: list[Idea]
    fixed: list[Idea]
    rows: list[ChangePlace]
    numbers: dict[str, int]
    asks: dict[str, list[Ask]]  # by the public id of a change: what it waits for
    answerers: list[Person]
    measures: list[Measure]
    last: dict[int, date]
    time: list[tuple[Ask, Decimal]]  # given to what is here, with the hours used this week


def board_place_for(person: Person, key: str) -> Place:
    """A place whose board this person may see: one of an organisation they work or hold a role in."""
    place = place_by_key(key)
    if not sight(person).works_in(organisation_id(place)):
        raise Http404
    return place


def board(person: Person, place: Place, now: datetime) -> Board:
    followed = measures.measures_under(person, place, limit=20)
    return _board(sight(person).organisations, place, now, followed)


def wall(place: Place, now: datetime) -> Board:
    """What all people of the organisation see, without numbers to enter."""
    return _board({organisation_id(place)}, place, now, [])


def _board(organisations: Collection[int], place: Place, now: datetime, followed: list[Measure]) -> Board:
    people = Prefetch("change__co_leads", CoLead.objects.select_related("person").order_by("pk"))
    pauses = Prefetch("change__pauses", Pause.objects.filter(answered_at=None).select_related("person"))
    new, many_new = ideas.oldest_under(place, stages=NEW, limit=MOST)
    fixed, many_fixed = ideas.oldest_under(place, stages=(Stage.WORKING,), by="moved_at", limit=MOST)
    rows, states = changes.works_standing(organisations, place, states=(*TRYING, State.WORKING), limit=MOST)
    prefetch_related_objects(rows, people, pauses)
    works = {row.change.public_id for row in rows}
    return Board(
        new=new, fixed=fixed, rows=rows, asks=enabling.asks_of_works("changes", works) if works else {},
        numbers={
            "new": many_new, "trying": sum(states.get(state, 0) for state in TRYING),
            "working": states.get(State.WORKING, 0) + many_fixed,
        },
        answerers=answerers(place, now), measures=followed, last=_last_days(followed),
        time=enabling.time_given_to("changes", works, london_day(now)) if works else [],
    )  # fmt: skip


def _last_days(followed: list[Measure]) -> dict[int, date]:
    """The day of the last reading of each."""
    rows = Reading.objects.filter(measure__in=followed).order_by().values_list("measure").annotate(last=Max("on"))
    return dict(rows) if followed else {}


@dataclass(frozen=True)
class Moved:
    """One card in somebody's hand: an idea, a change at one place, a pause of it, or an ask."""

    card: str
    idea: Idea | None = None
    change: Change | None = None
    row: ChangePlace | None = None
    pause: Pause | None = None
    ask: Ask | None = None


def card_for(person: Person, place: Place, card: str) -> Moved:
    """The card of that name on this board, if this person may see what it stands for; not found otherwise."""
    kind, _dash, rest = card.partition("-")
    key, _dash, at = rest.partition("-")
    if kind == "idea":
        idea = ideas.idea_for(person, key)
        _is_on(place, idea.place)
        return Moved(card, idea=idea)
    if kind == "ask":
        return Moved(card, ask=enabling.ask_for_reader(person, key))
    if kind not in ("work", "pause"):
        raise Http404
    change = changes.change_for(person, key)
    if kind == "work":
        row = changes.place_row_for(change, at)
        _is_on(place, row.place)
        return Moved(card, change=change, row=row)
    pause = changes.open_pause(change)
    if pause is None:
        raise Http404
    return Moved(card, change=change, pause=pause)


def _is_on(place: Place, at: Place) -> None:
    if not at.is_under(place):
        raise Http404
