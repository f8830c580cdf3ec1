"""What follows from what somebody did: found once when something became real, and shown to them alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Count, Exists, Min, OuterRef, Q, prefetch_related_objects

from groundswell.changes import kinds as change_kinds
from groundswell.changes import queries as changes
from groundswell.changes.models import Change
from groundswell.events.models import Credit, Event
from groundswell.growth import rules
from groundswell.growth.models import NextStep, Opportunity
from groundswell.growth.queries.opportunities import open_on, readable
from groundswell.ideas import kinds as idea_kinds
from groundswell.ideas import memory
from groundswell.ideas.models import Idea
from groundswell.people.models import Person
from groundswell.people.queries import organisation_id, sight
from groundswell.stories import kinds as story_kinds

REAL = (change_kinds.MADE_NORMAL, idea_kinds.IDEA_STILL_FIXED, story_kinds.STORY_TAKEN_UP)
MOST = 200
LOOKED_THROUGH = 100  # the newest open offers that one person may read
WORDS = 40
THING = ("person", "room", "subject_id", "title", "address", "taken_up")  # of whom, and what became real
FEW_LETTERS = 4  # shorter words tell little of what something is about


def became_real(since: datetime) -> list[Event]:
    """What became normal practice or was taken up since then, and was not looked at yet; the oldest first."""
    looked = NextStep.objects.filter(room=OuterRef("room"), subject_id=OuterRef("subject_id"))
    rows = Event.objects.filter(~Exists(looked), kind__in=[kind.code for kind in REAL], at__gte=since)
    return list(rows.order_by("at", "pk")[:MOST])


def real_since(since: datetime) -> list[NextStep]:
    """For each person the newest thing that became real since then, if they did not put it away and there is room beside it."""
    open_beside = Count("opportunity", filter=Q(opportunity__closed_at=None))
    rows = NextStep.objects.values(*THING).annotate(first=Min("at"), put_away=Count("dismissed_at"), beside=open_beside)
    found = rows.filter(first__gte=since, put_away=0, beside__lt=rules.MOST_OFFERED).order_by("-first")
    newest: dict[int, NextStep] = {}
    for row in found[:MOST]:
        newest.setdefault(row["person"], NextStep(person_id=row["person"], **{name: row[name] for name in THING[1:]}))
    prefetch_related_objects(list(newest.values()), "person")
    return list(newest.values())


def is_taken_up(event: Event) -> bool:
    return event.kind == story_kinds.STORY_TAKEN_UP.code


def made_by(room: str, subject_id: str) -> tuple[list[Person], str]:
    """The owners and the pair of what became real, and its words."""
    if room == "changes":
        change = Change.objects.filter(public_id=subject_id).first()
        if change is None:
            return [], ""
        people = [*changes.owners(change), *changes.seats_of(change).people]
        return list(dict.fromkeys(people)), f"{change.title} {change.aim}"
    idea = Idea.objects.select_related("owner").filter(public_id=subject_id).first()
    return ([idea.owner] if idea and idea.owner else []), idea.words if idea else ""


def ways_of(person: Person) -> frozenset[str]:
    """Every way of leading somebody has tried (d16). Two queries."""
    rows = Credit.objects.filter(person=person, part__in=rules.COUNTED).order_by()
    found = {rules.way_of(part) for part in rows.values_list("part", flat=True).distinct()}
    if rules.CO_LED in found:
        seats = [part for part, way in rules.WAY_OF.items() if way == rules.CO_LED]
        led = rows.filter(part__in=seats, event__room="changes").values_list("event__subject_id", flat=True).distinct()
        found |= {
            rules.way_of(seats[0], places=places, organisations=houses)
            for places, houses in changes.breadth_of(led).values()
        }
    return frozenset(found)


def next_for(person: Person, words: str, today: date, *, only: Opportunity | None = None) -> list[rules.Fits]:
    """Open opportunities that follow from what somebody did, at most three, the newest first; none that they put away before."""
    seen = sight(person)
    offered = Opportunity.objects.filter(readable(seen), open_on(today)).exclude(offered_by=person)
    put_away = NextStep.objects.filter(person=person, opportunity=OuterRef("pk"), dismissed_at__isnull=False)
    offered = offered.exclude(steps__person=person).exclude(Exists(put_away)).order_by("-offered_at", "-pk")
    if only:
        offered = offered.filter(pk=only.pk)
    found = list(offered[:LOOKED_THROUGH])
    where = rules.Where(
        frozenset(place.pk for place in seen.places), frozenset(organisation_id(place) for place in seen.places)
    )
    said = {one.pk: telling(f"{one.title} {one.what}") for one in found}
    return rules.fitting(found, rules.Ways(ways_of(person), telling(words)), where, said) if found else []


def telling(text: str) -> frozenset[str]:
    """Words that say what something is about."""
    return frozenset(word for word in memory.words_of(text, WORDS) if len(word) >= FEW_LETTERS)


def next_steps(person: Person, today: date, *, room: str = "", subject_id: str = "") -> list[NextStep]:
    """What was said to somebody and not put away: about one thing, or else about the newest. One query."""
    rows = NextStep.objects.filter(person=person, dismissed_at=None, opportunity__isnull=False)
    rows = rows.filter(opportunity__closed_at=None).filter(
        Q(opportunity__apply_by=None) | Q(opportunity__apply_by__gte=today)
    )
    if room:
        rows = rows.filter(room=room, subject_id=subject_id)
    rows = rows.select_related("opportunity", "opportunity__place").order_by("-at", "pk")
    return _about_one(list(rows[: 2 * rules.MOST_OFFERED]))


def _about_one(found: Sequence[NextStep]) -> list[NextStep]:
    return [row for row in found if (row.room, row.subject_id) == (found[0].room, found[0].subject_id)]
