"""Codes of places: who may use them is whoever holds one; who may see the page of them is asked of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404

from groundswell.ideas import rules
from groundswell.ideas.models import Poster, WallAddress
from groundswell.people.models import RoleGrant, current
from groundswell.people.sight import reaches
from groundswell.places.models import TEAMS, Place
from groundswell.ui.verdicts import Verdict

PAGE = 100  # sheets on one printed page


def poster_by_code(code: str, *, tablet: bool = False) -> Poster | None:
    """The poster with that code, also one that was withdrawn; in any case of letters."""
    rows = Poster.objects.filter(code=code.lower()[:12].replace("\0", ""), tablet=tablet)
    return rows.select_related("place", "place__organisation").first()


def live_posters(place: Place) -> dict[bool, Poster]:
    """The code on the poster (False) and that of the shared tablet (True), where there are."""
    return {row.tablet: row for row in Poster.objects.filter(place=place, revoked_at=None)}


def wall_of(place: Place, today: date) -> WallAddress | None:
    """The address of a place's board on a wall, while it lasts."""
    return WallAddress.objects.filter(place=place, ended_at=None, until__gte=today).first()


def wall_by_key(key: str, today: date) -> WallAddress:
    """Not found when it was ended, has run out or was never made."""
    rows = WallAddress.objects.filter(key=key.replace("\0", ""), ended_at=None, until__gte=today)
    wall = rows.select_related("place", "place__organisation").first()
    if wall is None:
        raise Http404
    return wall


def teams_under(place: Place) -> int:
    return Place.objects.under(place).open_places().filter(kind__in=TEAMS).count()


@dataclass(frozen=True)
class PosterRow:
    """A team, the part of the organisation it stands in, its code if it has one, and whether it may have one."""

    place: Place
    part: str
    poster: Poster | None
    ready: Verdict


def posters_under(place: Place, at: datetime, page: int = 1) -> tuple[list[PosterRow], int]:
    """A page of the teams of an organisation by part and name, and how many there are. Five queries, however many."""
    rows = Place.objects.under(place).open_places().filter(kind__in=TEAMS)
    number = rows.count()
    rows = rows.select_related("parent", "organisation").order_by("parent__name", "name", "pk")
    teams = list(rows[(page - 1) * PAGE : page * PAGE])
    posters = {row.place_id: row for row in Poster.objects.filter(place__in=teams, tablet=False, revoked_at=None)}
    above = {pk for team in teams for pk in team.above_ids()}
    grants = list(
        RoleGrant.objects.filter(current(at), role__in=rules.HEARS_FIRST, place__in=above, person__is_active=True)
        .exclude(accepted_at=None)
        .select_related("place")
    )
    return [_row(team, posters.get(team.pk), grants) for team in teams], number


def _row(team: Place, poster: Poster | None, grants: list[RoleGrant]) -> PosterRow:
    answers = [grant for grant in grants if reaches(grant, team)]
    ready = rules.poster_is_ready(team, answers)
    return PosterRow(team, str(team.parent or ""), poster, ready)
