"""The library: stories somebody may read, found by words and narrowed by facets, with how many of each there are.

What is for everyone, what comes from where the reader works, and the little else they had a part in are asked for apart:
the first two have indexes that hold all that is asked, so that no story is read that is not shown. With words, the index of
words gives the newest stories that hold them, and the rest is worked out on those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Q

from groundswell.changes.models import Change, ChangePlace, CoLead
from groundswell.enabling import queries as enabling
from groundswell.enabling.models import Outcome
from groundswell.ideas import memory, newest
from groundswell.ideas.models import IdeaKind, Remembered
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.people.sight import Sight
from groundswell.places.models import Kind
from groundswell.stories.models import FOR_EVERYONE, Adoption, Audience, Result, Story, StoryQuerySet
from groundswell.stories.queries.reading import PAGE, at_their_places, readable
from groundswell.ui.paging import key_of, older_than

MOST_BY_WORDS = 1_000
ENOUGH = 40  # fewer than these with the words themselves: words that begin like them are looked for as well
FACETS = ("place_kind", "idea_kind", "result", "permission")
LONG = ("did", "surprised", "learned", "waited", "needed")  # what no card shows
NO, YES = "no", "yes"
# What can be chosen, by the name of the facet in the address; each in the order in which it is offered.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "place": tuple(Kind.values), "idea": tuple(IdeaKind.values), "result": tuple(Result.values), "permission": (NO, YES),
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; an empty facet is not chosen. What is no choice was made up and is left out."""

    words: str = ""
    place: str = ""
    idea: str = ""
    result: str = ""
    permission: str = ""

    @classmethod
    def of(cls, typed: Mapping[str, Any]) -> Asked:
        chosen = {name: str(typed.get(name, "")) for name in CHOICES}
        kept = {name: value for name, value in chosen.items() if value in CHOICES[name]}
        return cls(words=" ".join(str(typed.get("q", "")).replace("\0", "").split())[:200], **kept)

    @property
    def chosen(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in CHOICES if getattr(self, name)}

    @property
    def parts(self) -> dict[str, str]:
        """As they stand in an address."""
        return ({"q": self.words} if self.words else {}) | self.chosen

    def without(self, *names: str) -> Asked:
        return replace(self, **dict.fromkeys(names, ""))

    def with_(self, name: str, value: str) -> Asked:
        return replace(self, **{name: value})

    def holds(self, shelf: tuple[str, ...]) -> bool:
        return all(not wanted or wanted == there for wanted, there in zip(self._wanted, shelf, strict=True))

    @property
    def _wanted(self) -> tuple[str, ...]:
        return tuple(getattr(self, name) for name in CHOICES)

    @property
    def narrowed(self) -> Q:
        found = {"place_kind": self.place, "idea_kind": self.idea, "result": self.result}
        asked = Q(**{name: value for name, value in found.items() if value})
        return asked & Q(permission=self.permission == YES) if self.permission else asked


@dataclass(frozen=True)
class Shelves:
    """How many stories stand where, among those the reader may read; a shelf is one choice of every facet."""

    numbers: Counter[tuple[str, ...]] = field(default_factory=Counter)
    cut: bool = False  # more hold the words than were looked at

    def number(self, asked: Asked) -> int:
        return sum(number for shelf, number in self.numbers.items() if asked.holds(shelf))

    def of(self, facet: str, asked: Asked) -> Counter[str]:
        """For each choice of a facet, how many there are with everything else that was chosen."""
        others, place = asked.without(facet), list(CHOICES).index(facet)
        found: Counter[str] = Counter()
        for shelf, number in self.numbers.items():
            if others.holds(shelf):
                found[shelf[place]] += number
        return found


@dataclass(frozen=True)
class Found:
    stories: list[Story]
    shelves: Shelves
    older: str = ""


def library(person: Person, asked: Asked, *, before: str = "", limit: int = PAGE) -> Found:
    """Stories this person may read and asked for, newest first, a page at a time."""
    seen = sight(person)
    if asked.words:
        ids, shelves = _by_words(person, seen, asked, before, limit + 1)
    else:
        ids, shelves = _by_shelf(person, seen, asked, before, limit + 1)
    rows = Story.objects.select_related("place", "place__organisation").defer(*LONG)
    found = list(rows.filter(pk__in=ids).annotate(taken_up=Count("adoptions")).newest_first())
    shown = found[:limit]
    return Found(shown, shelves, key_of(shown[-1], "told_at") if len(found) > limit else "")


def _by_shelf(person: Person, seen: Sight, asked: Asked, before: str, most: int) -> tuple[list[int], Shelves]:
    newest_rows: list[tuple[Any, int]] = []
    numbers: Counter[tuple[str, ...]] = Counter()
    *parts, few = _readable_parts(person, seen)
    for rows in [*_wide(seen), *parts]:
        for *shelf, number in rows.order_by().values_list(*FACETS).annotate(Count("pk")):
            numbers[shelf_of(shelf)] += number
    parts = [rows.filter(audience=audience) for rows in _wide(seen) for audience in FOR_EVERYONE] + parts
    others = {pk: shelf_of(shelf) for pk, *shelf in few.order_by().values_list("pk", *FACETS)}
    numbers.update(others.values())
    if wanted := [pk for pk, shelf in others.items() if asked.holds(shelf)]:
        parts.append(few.filter(pk__in=wanted))
    for rows in parts:
        page = rows.filter(asked.narrowed, older_than(before, "told_at")).newest_first()
        newest_rows += page.values_list("told_at", "pk")[:most]
    return [pk for _told, pk in sorted(newest_rows, reverse=True)[:most]], Shelves(numbers)


def _by_words(person: Person, seen: Sight, asked: Asked, before: str, most: int) -> tuple[list[int], Shelves]:
    ids, cut = _holding(asked.words, seen)
    if not ids:
        return [], Shelves()
    rows = Story.objects.filter(readable(person), public_id__in=ids)
    found = list(rows.values_list(*FACETS))
    page = rows.filter(asked.narrowed, older_than(before, "told_at")).newest_first()
    return list(page.values_list("pk", flat=True)[:most]), Shelves(Counter(map(shelf_of, found)), cut)


def shelf_of(row: Any) -> tuple[str, ...]:
    *named, permission = row
    return (*named, YES if permission else NO)


def _holding(text: str, seen: Sight) -> tuple[set[str], bool]:
    """Public ids of the newest stories that hold every word; and whether there may be more."""
    words = memory.words_of(text)
    mine = [memory.STORY + word for word in memory.readers(seen.organisations, seen.above)]
    if not words or not mine:
        return set(), False
    found = newest.holding([" ".join(words)], mine, MOST_BY_WORDS).get(0, [])
    if len(found) < ENOUGH:
        begun = " ".join(f"{word}*" if len(word) > 1 else word for word in words)
        found = [*found, *newest.holding([begun], mine, MOST_BY_WORDS).get(0, [])][:MOST_BY_WORDS]
    ids = Remembered.objects.filter(pk__in=set(found), room="stories").values_list("subject_id", flat=True)
    return set(ids), len(found) == MOST_BY_WORDS


def _readable_parts(person: Person, seen: Sight) -> list[StoryQuerySet]:
    """As `rules.may_read` decides, in parts that share no story with each other or with `_wide`.

    For the system where they work, from where they work, and last the few others.
    """
    rows = Story.objects.all()
    here = Q(organisation__in=seen.organisations)
    theirs, home = Q(audience=Audience.SYSTEM, system__in=seen.above), Q(audience=Audience.ORGANISATION) & here
    few = _took_part(person, seen) | (Q(audience=Audience.SYSTEM) & here)
    if not seen.memberships:
        few |= Q(audience__in=FOR_EVERYONE) & here
    few &= ~home & ~Q(audience__in=FOR_EVERYONE) if seen.memberships else ~home
    return [rows.filter(theirs), rows.filter(home), rows.filter(few).exclude(theirs)]


def _wide(seen: Sight) -> list[StoryQuerySet]:
    """What everybody who works somewhere reads. Counted together, read apart, so that an index gives the newest."""
    return [Story.objects.filter(audience__in=FOR_EVERYONE)] if seen.memberships else []


def _took_part(person: Person, seen: Sight) -> Q:
    """What began elsewhere: few stories, found by what the person and their organisations had to do with them."""
    pair = CoLead.objects.live().filter(person=person, accepted_at__isnull=False)
    joined = ChangePlace.objects.filter(organisation__in=seen.organisations, home=False)
    mine = Change.objects.filter(ideas__owner=person).values("pk").union(pair.values("change_id"))
    taken_up = Adoption.objects.filter(organisation__in=seen.organisations).values("story_id")
    at_theirs = ChangePlace.objects.filter(at_their_places(seen)).values("change_id")
    of_places = Q(audience=Audience.PLACE, change_id__in=at_theirs)
    joined_in = ~Q(audience=Audience.PLACE) & Q(change_id__in=joined.values("change_id"))
    return Q(told_by=person) | Q(change_id__in=mine) | Q(pk__in=taken_up) | of_places | joined_in


def kind_noticed(change: Change) -> str:
    """What kind of thing was noticed, by the first idea that says it."""
    kinds = change.ideas.exclude(kind="").order_by("pk").values_list("kind", flat=True)
    return kinds.first() or ""


def needed_permission(change: Change) -> bool:
    """Somebody had to be asked: not when they were only told."""
    return any(row.outcome == Outcome.ASK for row in enabling.permissions_of("changes", change.public_id))


def newest_for_everyone(limit: int) -> list[Story]:
    """The newest stories whose audience is everyone: what a feed holds, whoever asked for it."""
    rows = Story.objects.select_related("place", "place__organisation").newest_first()
    found = [story for audience in FOR_EVERYONE for story in rows.filter(audience=audience)[:limit]]
    return sorted(found, key=lambda story: (story.told_at, story.pk), reverse=True)[:limit]
