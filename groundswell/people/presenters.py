"""What the pages about people show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from groundswell.people import queries, rules
from groundswell.people.models import MailDomain, Membership, Person, RoleCode, RoleGrant
from groundswell.people.sight import Sight, organisation_id
from groundswell.places.models import Place
from groundswell.ui.formats import day
from groundswell.ui.verdicts import Verdict

PAGE = 50


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
