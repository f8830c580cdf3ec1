"""Permissions on somebody's behalf: not theirs to see is not found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from groundswell.enabling import rules
from groundswell.enabling.audience import reads, who_waits
from groundswell.enabling.clocks import PausePeriod
from groundswell.enabling.models import Permission, PermissionHop, PermissionPause, Trigger
from groundswell.enabling.queries.asks import BEFORE_THIS, asked_for
from groundswell.enabling.rules import Rung, level_of
from groundswell.enabling.rules import permissions as deciding
from groundswell.enabling.rules.trust import Rule
from groundswell.people.models import Membership, Person, RoleGrant
from groundswell.people.queries import day_of_sight, grants_above, sight
from groundswell.places.models import Place


def permission_for_reader(person: Person, public_id: str) -> Permission:
    """The permission, if `person` may see it; otherwise not found, whatever the reason."""
    row = _whole().filter(public_id=public_id).first()
    if row is None:
        raise Http404
    if not (
        deciding.may_see(row, person, sight(person), had_permission(row), day_of_sight()) or reads(person, row.work)
    ):
        raise Http404
    return row


def _whole() -> QuerySet[Permission]:
    rows = Permission.objects.select_related(
        "place", "organisation", "decider", "decided_by", "asked_by", "level_place", "rule"
    )
    return rows.prefetch_related(
        Prefetch("hops", PermissionHop.objects.select_related("person", "place")),
        Prefetch("pauses", PermissionPause.objects.select_related("asked_by")),
    )


def had_permission(row: Permission) -> frozenset[int]:
    """Ids of everybody who decides or could have decided it."""
    return frozenset(hop.person_id for hop in row.hops.all() if hop.person_id)


def team_wanting(row: Permission) -> list[Person]:
    """Everybody who waits for it."""
    people = [row.asked_by, *who_waits(row.work)]
    return [person for person in dict.fromkeys(people) if person]


def permissions_of(room: str, work_id: str) -> list[Permission]:
    """What was asked for and told for one piece of work, longest wait first."""
    rows = Permission.objects.of_work(room, work_id).filter(withdrawn_at=None)
    rows = rows.select_related("decider", "decided_by", "place", "organisation").prefetch_related("pauses")
    return list(rows.order_by("asked_at", "pk")[:50])


def decisions_wanted(person: Person, today: date) -> QuerySet[Permission]:
    """What waits for this person's decision, as decider or cover: not what waits for something the team has to send."""
    return Permission.objects.wanted().filter(asked_for(person, today, "decider")).exclude(decision="need_more")


def decisions_for_cards(rows: QuerySet[Permission]) -> QuerySet[Permission]:
    """Permissions with what a card needs."""
    return rows.select_related("place", "asked_by", "decider")


def due_before(today: date) -> list[Permission]:
    """Undecided ones whose day is over."""
    rows = Permission.objects.wanted().filter(due_on__lt=today).exclude(decision="need_more")
    rows = rows.select_related("decider", "place", "organisation", "level_place").prefetch_related("hops", "pauses")
    return list(rows.order_by("due_on", "pk")[:BEFORE_THIS])


def periods(row: Permission) -> list[PausePeriod]:
    return [PausePeriod(pause.at, pause.ended_at) for pause in row.pauses.all()]


def deciders(place: Place, at: datetime) -> list[Rung]:
    """Who may decide for a place, the nearest first, up to its organisation and beyond. One query."""
    return list(
        {grant.person_id: _rung(grant) for grant in reversed(grants_above(deciding.DECIDES, place, at))}.values()
    )[::-1]


def _rung(grant: RoleGrant) -> Rung:
    return Rung(grant.person, grant.place, level_of(grant.place))


def decider_for(rule: Rule, place: Place, by: Person, at: datetime) -> Rung | None:
    """Whom a rule asks at a place, now: the one it names, who holds its office, or who decides there."""
    named = _named(rule.decider, place, at) if rule.decider else None
    holders = [_rung(grant) for grant in grants_above((rule.office,), place, at)] if rule.office and not named else []
    ladder = [] if named or holders else deciders(place, at)
    return deciding.decider_of(rule, named, holders, ladder, but={by.pk})


def _named(person: Person, place: Place, at: datetime) -> Rung | None:
    return _places_of([person], place, at).get(person.pk)


def _places_of(people: Iterable[Person], place: Place, at: datetime) -> dict[int, Rung]:
    """People a rule names, while they work in the organisation; each with the place of theirs that lies highest in it."""
    asked = [person for person in people if rules.may_ask(person)]
    home = place.organisation_id or place.pk
    if not asked:
        return {}
    rows = Membership.objects.current(at).filter(person__in=asked, place__organisation=home)
    found = sorted(rows.select_related("person", "place"), key=lambda row: -len(row.place.path))
    return {row.person_id: Rung(row.person, row.place, level_of(row.place)) for row in found}


def who_decides(at_hand: Iterable[Rule], place: Place, at: datetime) -> dict[Trigger, Rung | None]:
    """Whom each of some rules names at a place, as `decider_for` does. Two queries for all of them."""
    wanted = list(at_hand)
    named = _places_of({rule.decider for rule in wanted if rule.decider}, place, at)
    offices = {rule.office for rule in wanted if rule.office} - set(deciding.DECIDES)
    grants = grants_above((*deciding.DECIDES, *sorted(offices)), place, at)
    ladder = [_rung(grant) for grant in grants if grant.role in deciding.DECIDES]
    return {
        rule.trigger: deciding.decider_of(
            rule, named.get(rule.decider.pk) if rule.decider else None,
            [_rung(grant) for grant in grants if grant.role == rule.office], ladder,
        )
        for rule in wanted
    }  # fmt: skip
