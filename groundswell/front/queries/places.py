"""Everything about one place that somebody may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from groundswell.changes import queries as changes
from groundswell.changes.models import ChangePlace, State
from groundswell.ideas import queries as ideas
from groundswell.ideas.models import Idea, Stage
from groundswell.ideas.rules import ANSWERERS
from groundswell.measures import queries as measures
from groundswell.people.models import Person, RoleCode, RoleGrant, current
from groundswell.people.queries import organisation_id, sight
from groundswell.places.models import FormerName, Link, Parentage, Place, Role, Succession
from groundswell.stories import queries as stories
from groundswell.stories.models import Story

MOST_BELOW, MOST_CHANGES, MOST_IDEAS, MOST_MEASURES = 60, 60, 30, 6
NEW = (Stage.NOTICED, Stage.HEARD)
FIXED = (Stage.WORKING, Stage.NORMAL, Stage.SPREAD)
ABOVE = "parent__parent__parent__parent__parent__parent"


def place_by_key(key: str) -> Place:
    """The place with its organisation and everything above it, in one query; not found otherwise."""
    rows = Place.objects.select_related("organisation", ABOVE).filter(key__in={key, key.upper()})
    place = rows.first()
    if place is None:
        raise Http404
    return place


def above(place: Place) -> list[Place]:
    """From the root down to the parent, as they came with the place."""
    found, here = [], place.parent
    while here is not None:
        found.append(here)
        here = here.parent
    return found[::-1]


@dataclass(frozen=True)
class Here:
    """What is going on at a place and below it, as much as one person may see."""

    ideas: list[Idea] = field(default_factory=list)
    rows: list[ChangePlace] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    answerers: list[Person] = field(default_factory=list)
    measures: list[measures.SmallChart] = field(default_factory=list)
    lost: dict[int, list[tuple[str, datetime]]] = field(default_factory=dict)  # leads that nobody follows, by change


def here(person: Person, place: Place, now: datetime) -> Here:
    """Names of those who answer are for people of the organisation; work is as its own rooms allow."""
    mine = sight(person).works_in(organisation_id(place))
    found = ideas.ideas_under(person, place, stages=(*NEW, *FIXED), limit=MOST_IDEAS).ideas if mine else []
    followed = measures.measures_under(person, place, limit=MOST_MEASURES)
    drawn = measures.small_charts(followed) if followed else {}
    rows = live(changes.changes_under(person, place, limit=MOST_CHANGES))
    return Here(
        ideas=[idea for idea in found if not idea.work_address],
        rows=rows,
        lost=changes.without_a_lead([row.change_id for row in rows if row.somebody_left]),
        stories=stories.stories_at(person, place),
        answerers=answerers(place, now) if mine else [],
        measures=[drawn[row.pk] for row in followed],
    )


def live(rows: Iterable[ChangePlace]) -> list[ChangePlace]:
    return [row for row in rows if row.state != State.STOPPED and row.change.stopped_at is None]


def answerers(place: Place, now: datetime) -> list[Person]:
    """Who answers for a place, nearest first, the named answerer before the lead: the first answers, the next deputise."""
    rows = RoleGrant.objects.filter(
        current(now), role__in=ANSWERERS, place_id__in=place.above_ids(), person__is_active=True
    ).select_related("person", "place")
    near = [row for row in rows if organisation_id(row.place) == organisation_id(place)]
    near.sort(key=lambda row: (-len(row.place.path), row.role != RoleCode.ANSWERER, row.since, row.pk))
    return list(dict.fromkeys(row.person for row in near))[:3]


def below(place: Place) -> list[Place]:
    """Open places directly below, those with places of their own first; one more than are shown."""
    inside = Exists(Place.objects.open_places().filter(parent=OuterRef("pk")))
    rows = Place.objects.open_places().filter(parent=place).order_by(inside.desc(), "name", "pk")
    return list(rows[: MOST_BELOW + 1])


@dataclass(frozen=True)
class Past:
    """What the records say of an organisation: names, parents, networks and successions, with their dates."""

    names: list[FormerName] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    parents: list[Parentage] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    before: list[Succession] = field(default_factory=list)
    after: list[Succession] = field(default_factory=list)


def past(place: Place, today: date) -> Past:
    """For what the open data describes; a made-up team has none."""
    if not place.ods_code:
        return Past()
    turns = list(
        Succession.objects.filter(Q(after=place) | Q(before=place))
        .select_related("before", "after")
        .order_by("on")[:40]
    )
    parents = Parentage.objects.filter(place=place).exclude(until=None).select_related("parent").order_by("-until")
    networks = Link.objects.filter(Q(until=None) | Q(until__gte=today), place=place).select_related("network")
    return Past(
        roles=list(place.roles.exclude(until=None).order_by("-until")[:10]),
        names=list(FormerName.objects.filter(place=place).order_by("-until")[:10]), parents=list(parents[:10]),
        links=list(networks.order_by("network__name")[:10]), before=[row for row in turns if row.after_id == place.pk],
        after=[row for row in turns if row.before_id == place.pk],
    )  # fmt: skip
