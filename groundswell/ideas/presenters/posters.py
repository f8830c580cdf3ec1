"""What stands on a poster, and on the page of a place's posters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from markupsafe import Markup

from groundswell.ideas import queries, rules
from groundswell.ideas.models import Poster
from groundswell.people.models import Person, RoleCode, RoleGrant
from groundswell.people.queries import sight, who_answers_at
from groundswell.places.models import Place
from groundswell.ui.formats import joined
from groundswell.ui.qr import qr_of
from groundswell.ui.verdicts import Verdict


@dataclass(frozen=True)
class Sheet:
    """One printed sheet: where it hangs, the address as words and as a QR code."""

    place: str
    where: str
    address: str
    qr: Markup
    answers: str


def sheet(poster: Poster, answers: list[RoleGrant] | None = None) -> Sheet:
    place = poster.place
    address = f"{settings.BASE_ADDRESS}{poster.get_absolute_url()}"
    where = str(place.organisation) if place.organisation and place.organisation_id != place.pk else ""
    names = list(dict.fromkeys(grant.person.called for grant in answers or () if grant.accepted_at))[:2]
    said = _("{names} will answer you.").format(names=joined(names, _("or"))) if names else ""
    return Sheet(str(place), where, address.split("://", 1)[-1], qr_of(address), said)


def part_pages(rows: list[queries.PosterRow]) -> list[tuple[str, list[Sheet]]]:
    """Sheets by the part of the organisation they belong to, in the order of the rows."""
    parts: dict[str, list[Sheet]] = {}
    for row in rows:
        if row.poster and row.ready:
            row.poster.place = row.place
            parts.setdefault(row.part, []).append(sheet(row.poster))
    return list(parts.items())


@dataclass(frozen=True)
class Answering:
    name: str
    role: str
    said_yes: bool


@dataclass(frozen=True)
class PosterPage:
    place: Place
    answering: list[Answering]
    missing: list[RoleGrant]
    ready: Verdict
    makes: Verdict
    poster: Poster | None
    tablet: Poster | None
    teams: int
    lacks: list[str]


def poster_page(place: Place, person: Person, now: datetime) -> PosterPage:
    """Who answers here, who has not said yes, and what can be printed."""
    grants = who_answers_at(place, now)
    live = queries.live_posters(place)
    once = {one.person_id: one for one in sorted(grants, key=lambda one: bool(one.accepted_at))}  # a yes wins
    shown = [one for one in grants if once[one.person_id] is one][:10]
    answering = [Answering(one.person.called, one.get_role_display(), bool(one.accepted_at)) for one in shown]
    lacks = []
    if not any(one.role == RoleCode.ANSWERER for one in grants):
        lacks.append(_("Nobody is named as answerer. Give somebody that role under People."))
    if len({one.person_id for one in grants}) < 2:
        lacks.append(_("Nobody is named as deputy. Give somebody that role under People."))
    return PosterPage(
        place=place, answering=answering, missing=[one for one in grants if not one.accepted_at],
        ready=rules.poster_is_ready(place, grants), makes=rules.may_make_poster(sight(person), place),
        poster=live.get(False), tablet=live.get(True), teams=queries.teams_under(place), lacks=lacks,
    )  # fmt: skip
