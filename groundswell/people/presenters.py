"""What the pages about people show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from groundswell.people import queries, rules
from groundswell.people.models import Headcount, MailDomain, Membership, Person, RoleCode, RoleGrant, StaffGroup
from groundswell.people.sight import Sight, organisation_id
from groundswell.places.models import Place
from groundswell.ui.formats import count, day
from groundswell.ui.verdicts import Verdict

PAGE = 50
MOST_PLACES = 100


@dataclass(frozen=True)
class MyPlaces:
    """Where I work now, where I asked to, where I was."""

    now: tuple[Membership, ...]
    waiting: tuple[Membership, ...]
    before: tuple[Membership, ...]
    grants: tuple[RoleGrant, ...]


def my_places(rows: list[Membership], grants: list[RoleGrant], now: datetime) -> MyPlaces:
    waiting = tuple(row for row in rows if row.waiting)
    current = tuple(row for row in rows if row.confirmed_at and (row.until is None or row.until > now))
    before = tuple(row for row in rows if row not in waiting and row not in current)
    return MyPlaces(current, waiting, before, tuple(grants))


def after_joining(membership: Membership) -> str:
    if membership.confirmed_at:
        return _("Welcome to %(place)s.") % {"place": membership.place}
    return _("Thank you. Someone at %(place)s now says whether this is right. You see their work once they do.") % {
        "place": membership.place
    }


@dataclass(frozen=True)
class PlacePeople:
    """The people of a place, as much as the reader may see and do."""

    members: tuple[Membership, ...]
    words: str
    older: str
    newer: str
    lets_in: Verdict
    gives_roles: Verdict
    gives: frozenset[RoleCode]
    waiting: tuple[Membership, ...]
    grants: tuple[RoleGrant, ...]
    domains: tuple[MailDomain, ...]
    names_domain: Verdict


def place_people(place: Place, seen: Sight, rows: list[Membership], words: str, now: datetime) -> PlacePeople:
    lets_in, gives = rules.may_let_in(seen, place), rules.may_look_after(seen, place)
    shown, more = rows[:PAGE], len(rows) > PAGE
    older = "?" + urlencode({"q": words, "after": shown[-1].public_id}) if more else ""
    whole = organisation_id(place) == place.pk
    return PlacePeople(
        members=tuple(shown), words=words, older=older, newer="", lets_in=lets_in, gives_roles=gives,
        gives=rules.roles_to_give(seen, place),
        waiting=tuple(queries.waiting_at(place)) if lets_in else (),
        grants=tuple(queries.grants_at(place, now)),
        domains=tuple(queries.domains_of(place)) if whole and lets_in else (),
        names_domain=rules.may_name_domain(seen, place),
    )  # fmt: skip


def said_away(back_on: date | None, cover: Person | None = None) -> str:
    if back_on is None:
        return _("You are back. New ideas and what nobody answered come to you again.")
    said = _("You are away until {day}. Until then new ideas go to who is next.").format(day=day(back_on))
    if cover:
        said = f"{said} {_('{name} was told, and can answer asks and decisions for you.').format(name=cover.called)}"
    return said


def said_left_out(is_left_out: bool) -> str:
    if is_left_out:
        return _("You are left out of the map's ties and steps, from its next count on.")
    return _("You are counted again, from the next count on.")


@dataclass(frozen=True)
class GroupLine:
    """So many of one staff group, since when and from where."""

    group: str
    heads: int
    since: str
    source: str


@dataclass(frozen=True)
class PlaceLine:
    """A place inside: how many work there, or that nobody has said it."""

    name: str
    key: str
    said: str


@dataclass(frozen=True)
class HeadcountsPage:
    total: int | None
    groups: tuple[GroupLine, ...]
    inside: tuple[PlaceLine, ...]
    more: int
    unsaid: int


def headcounts_page(
    place: Place, inside: Sequence[Place], held: Mapping[int, Mapping[StaffGroup, Headcount]]
) -> HeadcountsPage:
    """At most a hundred places are listed, those of which nobody has said anything first: they are what is left to do."""
    own = held.get(place.pk, {})
    todo = sorted(inside, key=lambda one: one.pk in held)
    return HeadcountsPage(
        sum(row.heads for row in own.values()) if own else None,
        tuple(GroupLine(str(group.label), row.heads, day(row.since), row.source or _("said here")) for group, row in own.items()),
        tuple(PlaceLine(str(one), one.key, _said(held.get(one.pk, {}))) for one in todo[:MOST_PLACES]),
        max(0, len(inside) - MOST_PLACES), sum(one.pk not in held for one in inside),
    )  # fmt: skip


def _said(rows: Mapping[StaffGroup, Headcount]) -> str:
    if not rows:
        return ""
    heads, since = sum(row.heads for row in rows.values()), max(row.since for row in rows.values())
    return _("{n}, since {day}").format(n=count(heads, _("person"), _("people")), day=day(since))
