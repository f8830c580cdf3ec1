"""Codes of places: make, renew, revoke; count how often one is used. The address of a wall: make, renew, end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from groundswell.ideas import rules
from groundswell.ideas.models import Poster, WallAddress
from groundswell.people import actions as people
from groundswell.people.models import Person
from groundswell.people.queries import sight, who_answers_at
from groundswell.places.models import Place
from groundswell.ui.formats import london_day

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@transaction.atomic
def make_posters(*, places: Iterable[Place], by: Person, at: datetime, tablet: bool = False) -> list[Poster]:
    """A code for each place; a place that has one gets a new one, and the old stops working at once."""
    places = list(places)
    for place in places:
        rules.may_make_poster(sight(by), place).or_refuse()
        rules.poster_is_ready(place, who_answers_at(place, at)).or_refuse()
    Poster.objects.filter(place__in=places, tablet=tablet, revoked_at=None).update(revoked_at=at)
    made = [Poster.objects.create(place=place, tablet=tablet, made_at=at) for place in places]
    people.note(
        "posters_made", who=by, at=at, facts={"places": [place.key for place in places][:50], "count": len(made)}
    )
    return made


@transaction.atomic
def revoke_poster(*, poster: Poster, by: Person, at: datetime) -> None:
    """The code opens nothing from now on."""
    rules.may_make_poster(sight(by), poster.place).or_refuse()
    Poster.objects.filter(pk=poster.pk, revoked_at=None).update(revoked_at=at)
    people.note("poster_revoked", who=by, at=at, facts={"place": poster.place.key})


def count_use(*, poster: Poster, at: datetime) -> bool:
    """Count one use in the running hour and day, in the statement itself; false when there were too many."""
    mine = Poster.objects.filter(pk=poster.pk)
    for field, span in (("hour", HOUR), ("day", DAY)):
        over = {f"{field}_at__lte": at - span}
        mine.filter(**over).update(**{f"{field}_at": at, f"{field}_uses": 0})
        mine.filter(**{f"{field}_at": None}).update(**{f"{field}_at": at, f"{field}_uses": 0})
    within = {"hour_uses__lt": rules.MOST_AN_HOUR, "day_uses__lt": rules.MOST_A_DAY}
    return bool(mine.filter(**within).update(hour_uses=F("hour_uses") + 1, day_uses=F("day_uses") + 1))


def wipe_counts(*, at: datetime) -> int:
    """Counts whose hour or day is over."""
    hours = Poster.objects.filter(hour_at__lte=at - HOUR).update(hour_at=None, hour_uses=0)
    return hours + Poster.objects.filter(day_at__lte=at - DAY).update(day_at=None, day_uses=0)


@transaction.atomic
def make_wall(*, place: Place, by: Person, at: datetime) -> WallAddress:
    """The secret address of a place's board; the one there is gets twelve months more, one that ran out stays ended."""
    rules.may_make_wall(sight(by), place).or_refuse()
    today = london_day(at)
    WallAddress.objects.filter(place=place, ended_at=None, until__lt=today).update(ended_at=at)
    wall, fresh = WallAddress.objects.get_or_create(
        place=place, ended_at=None, defaults={"made_at": at, "until": today + rules.WALL_LASTS}
    )
    if not fresh:
        wall.until = today + rules.WALL_LASTS
        wall.save(update_fields=["until"])
    people.note("wall_made" if fresh else "wall_renewed", who=by, at=at, facts={"place": place.key})
    return wall


@transaction.atomic
def end_wall(*, place: Place, by: Person, at: datetime) -> None:
    """The address shows nothing from now on."""
    rules.may_make_wall(sight(by), place).or_refuse()
    if WallAddress.objects.filter(place=place, ended_at=None).update(ended_at=at):
        people.note("wall_ended", who=by, at=at, facts={"place": place.key})
