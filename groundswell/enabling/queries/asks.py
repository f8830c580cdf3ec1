"""Asks on somebody's behalf: not theirs to see is not found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.http import Http404

from groundswell.enabling import rules
from groundswell.enabling.audience import reads, who_waits
from groundswell.enabling.models import ENDED, Ask, AskBehind, AskHop, Commitment, Status
from groundswell.enabling.rules import Rung
from groundswell.people.models import Membership, Person, RoleCode, RoleGrant
from groundswell.people.queries import covered_by, day_of_sight, grants_above_each, sight
from groundswell.places.models import Place
from groundswell.ui.formats import LONDON
from groundswell.ui.workdays import due_on

ASKED = (RoleCode.PLACE_LEAD, RoleCode.MANAGER, RoleCode.ENABLER, RoleCode.EXECUTIVE)
PAGE = 20
BEFORE_THIS = 100  # how many a tick takes at once; the next one goes on
OPEN = Q(moved_at=None, kept_at=None, broken_at=None, ended_at=None)


def ask_for_reader(person: Person, public_id: str) -> Ask:
    """The ask, if `person` may see it; otherwise not found, whatever the reason."""
    rows = Ask.objects.select_related("place", "organisation", "holder", "asked_by", "level_place")
    ask = rows.prefetch_related(_behind(), _hops(), _promises()).filter(public_id=public_id).first()
    if ask is None:
        raise Http404
    if not _may_read(person, ask):
        raise Http404
    return ask


def readable_among(person: Person, public_ids: Iterable[str]) -> set[str]:
    """Which of some asks `person` may see."""
    rows = Ask.objects.select_related("holder").prefetch_related(_behind(), _hops())
    return {ask.public_id for ask in rows.filter(public_id__in=list(public_ids)) if _may_read(person, ask)}


def _may_read(person: Person, ask: Ask) -> bool:
    organisations = {row.organisation_id for row in behind_of(ask)}
    may = rules.may_see(ask, person, sight(person), organisations, had_it(ask), day_of_sight())
    return bool(may) or any(reads(person, row.work) for row in behind_of(ask))


def _behind() -> Prefetch[str]:
    return Prefetch("behind", AskBehind.objects.select_related("place").order_by("since", "pk"))


def _hops() -> Prefetch[str]:
    return Prefetch("hops", AskHop.objects.select_related("person", "place"))


def _promises() -> Prefetch[str]:
    return Prefetch("commitments", Commitment.objects.select_related("person"))


def behind_of(ask: Ask) -> list[AskBehind]:
    """What waits for it, longest first."""
    return list(ask.behind.all())


def hops_of(ask: Ask) -> list[AskHop]:
    return list(ask.hops.all())


def had_it(ask: Ask) -> frozenset[int]:
    """Ids of everybody who holds or held it."""
    return frozenset(hop.person_id for hop in hops_of(ask) if hop.person_id)


def open_commitment(ask: Ask) -> Commitment | None:
    """The promise that stands now."""
    return next((made for made in ask.commitments.all() if made.is_open), None)


def team_of(ask: Ask) -> list[Person]:
    """Everybody who waits for it: who asked, then the people of each work behind it."""
    people = [ask.asked_by, *(person for row in behind_of(ask) for person in who_waits(row.work))]
    return [person for person in dict.fromkeys(people) if person]


def with_cover(people: Iterable[Person], today: date) -> list[Person]:
    """Everybody who is asked, each followed by who covers while they are away."""
    return [
        one
        for person in people
        for one in (person, person.cover if person.cover_id and person.is_away(today) else None)
        if one
    ]


def asked_for(person: Person, today: date, field: str) -> Q:
    """What waits for somebody: their own, and that of the colleagues for whom they cover."""
    covered = covered_by(person, today).values("pk")
    return Q(**{field: person}) | Q(**{f"{field}__in": covered})


def ladder(place: Place, at: datetime) -> list[Rung]:
    """Who may be asked to clear the way for a place, lowest first: there, above it, and above its organisation. One query."""
    return ladders([place], at)[place.pk]


def ladders(places: Iterable[Place], at: datetime) -> dict[int, list[Rung]]:
    """The ladders of some places, by the id of the place. One query for all of them."""
    return {key: _rungs(grants) for key, grants in grants_above_each(ASKED, places, at).items()}


def _rungs(grants: Sequence[RoleGrant]) -> list[Rung]:
    rungs = {
        grant.person_id: Rung(grant.person, grant.place, rules.level_of(grant.place)) for grant in reversed(grants)
    }
    return list(rungs.values())[::-1]


def asks_of_work(room: str, work_id: str, limit: int = 50) -> list[Ask]:
    """What one piece of work waits for, what stands first, longest wait on top."""
    rows = (
        Ask.objects.behind(room, work_id)
        .exclude(status=Status.WITHDRAWN)
        .select_related("holder", "asked_by", "level_place")
    )
    return sorted(rows.prefetch_related(_promises(), "behind")[:limit], key=lambda ask: (ask.is_over, ask.asked_at))


def asks_of_works(room: str, work_ids: Iterable[str]) -> dict[str, list[Ask]]:
    """What each of some pieces of work waits for now. Three queries for all of them."""
    rows = AskBehind.objects.filter(work_room=room, work_id__in=list(work_ids)).exclude(ask__status__in=ENDED)
    rows = rows.select_related("ask", "ask__holder").prefetch_related(
        Prefetch("ask__commitments", Commitment.objects.select_related("person")), "ask__behind"
    )
    found: dict[str, list[Ask]] = {}
    for row in rows.order_by("ask__asked_at", "pk"):
        found.setdefault(row.work_id, []).append(row.ask)
    return found


def promises_of(asks: Iterable[Ask]) -> list[Commitment]:
    """Every promise on some asks, in the order in which they were made."""
    return sorted((made for ask in asks for made in ask.commitments.all()), key=lambda made: (made.made_at, made.pk))


def likely_same(organisation_ids: Iterable[int], but: str, limit: int = 5) -> list[Ask]:
    """Open asks in these organisations behind which one more piece of work could stand: most people affected first."""
    rows = Ask.objects.standing().filter(organisation__in=list(organisation_ids)).exclude(behind__work_id=but)
    rows = rows.select_related("holder", "place").prefetch_related("behind", _promises())
    return list(rows.order_by("-people", "asked_at", "pk")[:limit])


def people_behind(ask: Ask, at: datetime) -> int:
    """Who works at the places where it is in the way, each once."""
    here = Q()
    for path in {row.place.path for row in AskBehind.objects.filter(ask=ask).select_related("place")}:
        here |= Q(place__path__begins=path)
    if not here:
        return 0
    counted = Membership.objects.current(at).filter(here).aggregate(people=Count("person", distinct=True))
    return int(counted["people"])


def asks_to_answer(person: Person, today: date) -> QuerySet[Ask]:
    """What waits for this person's date, name or no, or for that of somebody away for whom they cover."""
    return Ask.objects.waiting().filter(asked_for(person, today, "holder"))


def asks_for_cards(rows: QuerySet[Ask]) -> QuerySet[Ask]:
    """Asks with what a card needs, but for what stands behind them: the rooms above fetch that once for all cards."""
    return rows.select_related("place", "holder", "asked_by")


def below_each(asks: Sequence[Ask], at: datetime) -> dict[int, Rung]:
    """Of some asks those that somebody below their holder could still clear, with who. Two queries for all of them."""
    if not asks:
        return {}
    had: dict[int, set[int]] = {}
    for ask_id, person_id in AskHop.objects.filter(ask__in=asks).values_list("ask", "person"):
        had.setdefault(ask_id, set()).add(person_id)
    up = ladders([ask.place for ask in asks], at)
    found = ((ask.pk, rules.could_clear_below(up[ask.place_id], ask, had.get(ask.pk, ()))) for ask in asks)
    return {key: rung for key, rung in found if rung}


def commitments_of(person: Person, since: date, today: date, limit: int = BEFORE_THIS) -> list[Commitment]:
    """Open promises, soonest due first, also of somebody away for whom this person covers; then those this person kept since a
    day, newest first. With their asks."""
    mine = Q(kept_at__gte=datetime.combine(since, time(), LONDON), person=person)
    rows = Commitment.objects.filter(OPEN & asked_for(person, today, "person") | mine)
    rows = rows.select_related("ask", "ask__place", "person")
    return list(rows.order_by(F("kept_at").desc(nulls_first=True), "due_on", "pk")[:limit])


def to_warn(today: date) -> list[Ask]:
    """Asks that climb within two working days and whose people were not told."""
    until = due_on(today, rules.WARN_WORKING_DAYS)
    rows = Ask.objects.waiting().filter(climbs_on__lte=until, climbs_on__gte=today, warned_at=None, stays=False)
    return list(rows.select_related("holder", "place")[:BEFORE_THIS])


def to_climb(today: date) -> list[Ask]:
    """Asks whose day has passed in silence and which the team does not hold."""
    rows = Ask.objects.waiting().filter(climbs_on__lt=today, stays=False)
    return list(rows.select_related("holder", "place", "level_place").order_by("climbs_on", "pk")[:BEFORE_THIS])


def with_broken_promises(today: date) -> list[Commitment]:
    """Promises whose day has passed without a word."""
    rows = Commitment.objects.filter(OPEN, due_on__lt=today, ask__status__in=(Status.COMMITTED, Status.MOVED))
    return list(
        rows.select_related("ask", "ask__place", "ask__level_place", "ask__holder", "person").order_by("due_on", "pk")[
            :BEFORE_THIS
        ]
    )


def quarter_ago(today: date) -> date:
    return today - timedelta(days=91)


def asked_of_level(place: Place, room: str, works: QuerySet[Any], limit: int = 100) -> list[Ask]:
    """What works of a room wait for, or waited for, where whoever is asked answers for exactly that place; oldest first.

    `works` gives their ids. One query: for pages above that show both ends.
    """
    behind = AskBehind.objects.filter(work_room=room, work_id__in=works).values("ask")
    rows = Ask.objects.filter(level_place=place, pk__in=behind).exclude(status=Status.WITHDRAWN)
    return list(rows.select_related("holder").order_by("asked_at", "pk")[:limit])
