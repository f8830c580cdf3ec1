"""What somebody may read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.http import Http404

from groundswell.benefits import queries as benefits
from groundswell.benefits.queries import Sums
from groundswell.changes import queries as changes
from groundswell.changes.models import Change, ChangePlace, CoLead
from groundswell.changes.rules import Seats
from groundswell.events.models import Event
from groundswell.events.queries import about
from groundswell.ideas.models import Idea
from groundswell.people.models import Person
from groundswell.people.queries import Sight, sight
from groundswell.places.models import Place
from groundswell.stories import rules
from groundswell.stories.models import FOR_EVERYONE, Adoption, Audience, Correction, Story
from groundswell.stories.queries.lineage import adoptions_of
from groundswell.ui.verdicts import Verdict

PAGE = 20
MOST_ADOPTERS = 24

# What the line of time of a story says to everyone who reads it: the way, not the daily talk of a team.
MILESTONES = frozenset(
    {
        "idea_noticed", "idea_heard", "change_opened", "seat_taken", "test_started", "test_ended", "made_normal",
        "place_joined", "commitment_kept", "taken_up_from", "story_told", "story_shared", "story_narrowed",
        "story_corrected", "story_withdrawn", "story_put_back",
        "story_taken_up", "result_returned", "idea_spread", "first_reading_there", "told_there",
        "story_arrived", "story_newer_there", "story_taken_back", "story_taken_up_elsewhere", "result_from_elsewhere",
    }
)  # fmt: skip


def story_for(person: Person, public_id: str) -> Story:
    """The story, if `person` may read it, with all that its page shows; otherwise not found, whatever the reason."""
    where = ChangePlace.objects.select_related("place", "place__organisation").order_by("-home", "pk")
    rows = Story.objects.select_related(
        "change",
        "place",
        "place__organisation",
        "arrival__installation",
        "organisation",
        "told_by",
        "measure",
        "system",
        "withdrawn_by",
    ).prefetch_related(
        Prefetch("change__change_places", where),
        Prefetch("change__co_leads", CoLead.objects.live().select_related("person").order_by("pk")),
        Prefetch("change__ideas", Idea.objects.select_related("owner").order_by("pk")),
        Prefetch("adoptions", adoptions_of(person)),
        "change__partners",
        Prefetch("corrections", Correction.objects.order_by("pk")),
        "namings",
    )
    story = rows.filter(public_id=public_id).first()
    if story is None or not may_read(story, person):
        raise Http404
    return story


def may_read(story: Story, person: Person) -> Verdict:
    return rules.may_read(story, person, sight(person), places(story), takers(story), named(story))


def withdrawn_for(person: Person, public_id: str) -> Story:
    """A withdrawn story for those who could read it before, of which they read that it was withdrawn; otherwise not found."""
    rows = Story.objects.select_related("place", "place__organisation", "withdrawn_by", "change").prefetch_related(
        Prefetch("change__change_places", ChangePlace.objects.select_related("place", "place__organisation"))
    )
    story = rows.filter(public_id=public_id).exclude(withdrawn_at=None).first()
    if story is None or not rules.reads_of_withdrawal(story, sight(person), places(story)):
        raise Http404
    return story


def owners(story: Story) -> list[Person]:
    return list(dict.fromkeys(idea.owner for idea in story.change.ideas.all() if idea.owner))


def seats(story: Story) -> Seats:
    return changes.seats_shown(story.change)


def named(story: Story) -> list[Person]:
    """Owners and the pair."""
    return [*owners(story), *seats(story).people]


def places(story: Story) -> list[Place]:
    """The places it comes from."""
    return [row.place for row in story.change.change_places.all()]


def takers(story: Story) -> set[int]:
    """Organisations of every place that took it up."""
    return {row.organisation_id for row in story.adoptions.all()}


def origin(story: Story) -> frozenset[int]:
    """Ids of the places it comes from."""
    return frozenset(row.place_id for row in story.change.change_places.all())


def taken(story: Story) -> frozenset[int]:
    """Ids of the places that took it up."""
    return frozenset(row.place_id for row in story.adoptions.all())


def adopters(story: Story) -> list[Adoption]:
    return list(story.adoptions.all())[:MOST_ADOPTERS]


def story_of(person: Person, change: Change) -> Story | None:
    """The story of a change when this person may read it, for pages above that show the change."""
    public_id = Story.objects.filter(change=change).values_list("public_id", flat=True).first()
    try:
        return story_for(person, public_id) if public_id else None
    except Http404:
        return None


def readable_among(person: Person, public_ids: Iterable[str]) -> set[str]:
    """Which of some stories `person` may read. One query."""
    rows = Story.objects.filter(readable(person), public_id__in=list(public_ids))
    return set(rows.values_list("public_id", flat=True))


def newest_story(person: Person) -> Story | None:
    """The newest story of the person's own organisations or for everyone: what the first page shows, in a quick query."""
    seen = sight(person)
    mine = Q(organisation__in=seen.organisations)
    mine &= Q(audience__in=(Audience.ORGANISATION, Audience.SYSTEM), withdrawn_at=None)
    rows = Story.objects.filter(mine | Q(audience__in=FOR_EVERYONE) if seen.memberships else mine)
    return rows.select_related("place", "place__organisation").newest_first().first()


def stories_at(person: Person, place: Place, limit: int = 3) -> list[Story]:
    """Stories of a place and below it that this person may read, newest first."""
    rows = Story.objects.filter(readable(person), place__path__begins=place.path).select_related(
        "place", "place__organisation"
    )
    return list(rows.annotate(taken_up=Count("adoptions")).newest_first()[:limit])


def readable(person: Person) -> Q:
    """As `rules.may_read` decides, for many rows at once; a test holds the two together."""
    seen = sight(person)
    theirs = _taking_part(person, seen) | Q(audience=Audience.SYSTEM, system__in=seen.above)
    return theirs | Q(audience__in=FOR_EVERYONE) if seen.memberships else theirs


def at_their_places(seen: Sight) -> Q:
    """Rows of `ChangePlace` where somebody works: the place itself, above it or below it in the same organisation."""
    here = Q(place__in=seen.above)
    for place in seen.places:
        here |= Q(place__path__begins=place.path)
    return here & Q(organisation__in=seen.organisations)


def _taking_part(person: Person, seen: Sight) -> Q:
    change, mine = OuterRef("change_id"), seen.organisations
    pair = CoLead.objects.live().filter(person=person, accepted_at__isnull=False, change=change)
    return (
        Q(told_by=person)
        | (Q(Exists(ChangePlace.objects.filter(organisation__in=mine, change=change))) & ~Q(audience=Audience.PLACE))
        | Q(Exists(ChangePlace.objects.filter(at_their_places(seen), change=change)))
        | Q(Exists(Adoption.objects.filter(organisation__in=mine, story=OuterRef("pk"))))
        | Q(Exists(Idea.objects.filter(owner=person, changes=change)))
        | Q(Exists(pair))
    )


def line_of_time(story: Story) -> list[Event]:
    """From noticed to told and taken up, newest first; the same for every reader."""
    subjects = [story.change.subject, *(idea.subject for idea in story.change.ideas.all())]
    return [event for event in about(*subjects) if event.kind in MILESTONES]


def benefits_of(story: Story) -> Sums:
    """What people say came of the change, as sums alone: whoever reads the story reads these. One query."""
    return benefits.sums_of("changes", story.change.public_id)


@dataclass(frozen=True)
class Span:
    """From the day it was noticed, or opened, to the day it was told."""

    since: date | datetime
    until: date | datetime


def span(story: Story) -> Span:
    noticed = [idea.noticed_at for idea in story.change.ideas.all()]
    return Span(min([*noticed, story.change.opened_at]), story.told_at)
