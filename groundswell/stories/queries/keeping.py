"""Searches somebody keeps, with what is new in each; and cards of stories for other sites."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.http import Http404

from groundswell.ideas import memory, newest
from groundswell.ideas.models import Remembered
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.stories import rules
from groundswell.stories.models import SavedSearch, Story, StoryCard
from groundswell.stories.queries.reading import readable
from groundswell.stories.queries.shelves import FACETS, MOST_BY_WORDS, Asked, shelf_of

MOST_NEW = 200  # looked at; beyond it is "many"


def searches_of(person: Person) -> list[SavedSearch]:
    return list(SavedSearch.objects.filter(person=person).order_by("name", "pk"))


def search_for(person: Person, public_id: str) -> SavedSearch:
    """One of their own; not found otherwise."""
    found = SavedSearch.objects.filter(person=person, public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def new_in(person: Person, since: Mapping[SavedSearch, datetime]) -> dict[int, int]:
    """How many stories were told since then, by search. Three queries at most, however many searches."""
    if not since:
        return {}
    rows = Story.objects.filter(readable(person), told_at__gt=min(since.values()), withdrawn_at=None).exclude(
        told_by=person
    )
    told = list(rows.newest_first().values_list("public_id", "told_at", *FACETS)[:MOST_NEW])
    asked = {search.pk: Asked.of(search.asked) for search in since}
    held = _holding(person, {pk: one.words for pk, one in asked.items() if one.words}) if told else {}
    return {
        search.pk: sum(
            at > moment and asked[search.pk].holds(shelf_of(shelf)) and (search.pk not in held or key in held[search.pk])
            for key, at, *shelf in told
        )
        for search, moment in since.items()
    }  # fmt: skip


def _holding(person: Person, wanted: dict[int, str]) -> dict[int, set[str]]:
    """Public ids of the newest stories that hold the words of each. Two queries."""
    seen = sight(person)
    mine = [memory.STORY + word for word in memory.readers(seen.organisations, seen.above)]
    words = {pk: memory.words_of(text) for pk, text in wanted.items()}
    found: dict[int, list[int]] = {}
    order = [pk for pk in wanted if words[pk] and mine]
    if order:
        ids = newest.holding([" ".join(words[pk]) for pk in order], mine, MOST_BY_WORDS)
        found = {order[place]: rows for place, rows in ids.items()}
    every = {row for rows in found.values() for row in rows}
    keys = (
        dict(Remembered.objects.filter(pk__in=every, room="stories").values_list("pk", "subject_id")) if every else {}
    )
    return {pk: {keys[row] for row in found.get(pk, ()) if row in keys} for pk in wanted}


def card_of(story: Story) -> StoryCard | None:
    return StoryCard.objects.filter(story=story, ended_at=None).select_related("made_by").first()


def card_shown(key: str) -> Story:
    """The story of a card, while it is shown; not found when it was ended, closed or withdrawn."""
    rows = StoryCard.objects.filter(key=key, ended_at=None)
    found = rows.select_related("story", "story__place", "story__place__organisation", "story__measure").first()
    if found is None or not rules.shows_card(found.story):
        raise Http404
    return found.story
