"""Keep a search and look again; addresses that can be ended: of one's own feed, and of a card of a story on other sites."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from groundswell.changes import queries as change_queries
from groundswell.events import actions as events
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.stories import queries, rules
from groundswell.stories.models import FeedAddress, SavedSearch, Story, StoryCard


@transaction.atomic
def keep_search(*, name: str, asked: queries.Asked, by: Person, at: datetime) -> SavedSearch:
    """The same search again under a name; one that is kept already gets the new name."""
    Person.objects.select_for_update().get(pk=by.pk)
    mine = SavedSearch.objects.filter(person=by)
    if found := mine.filter(asked=asked.parts).first():
        found.name = name
        found.save(update_fields=["name"])
        return found
    rules.may_keep_search(mine.count()).or_refuse()
    events.plan_weekly(person=by, at=at)
    return SavedSearch.objects.create(person=by, name=name, asked=asked.parts, kept_at=at, looked_at=at)


@transaction.atomic
def look_again(*, search: SavedSearch, at: datetime) -> None:
    """What is there now is not new any more."""
    SavedSearch.objects.filter(pk=search.pk).update(looked_at=at)
    events.plan_weekly(person=search.person, at=at)


@transaction.atomic
def say_new(*, person: Person, at: datetime) -> dict[SavedSearch, int] | None:
    """How many stories each search has that no letter said and its owner did not see: a letter says it now. None: they keep none."""
    searches = list(SavedSearch.objects.select_for_update().filter(person=person).order_by("name", "pk"))
    if not searches:
        return None
    new = queries.new_in(person, {search: search.unsaid_since for search in searches})
    said = {search: new[search.pk] for search in searches if new[search.pk]}
    SavedSearch.objects.filter(pk__in=[search.pk for search in said]).update(mailed_at=at)
    return said


def drop_search(*, search: SavedSearch) -> None:
    search.delete()


@transaction.atomic
def make_card(*, story: Story, by: Person, at: datetime) -> StoryCard:
    """The one there is, or a new one."""
    Story.objects.select_for_update().get(pk=story.pk)
    rules.may_make_card(story, by, change_queries.seats_of(story.change)).or_refuse()
    made, _fresh = StoryCard.objects.get_or_create(story=story, ended_at=None, defaults={"made_by": by, "made_at": at})
    return made


@transaction.atomic
def end_card(*, story: Story, by: Person, at: datetime) -> int:
    """It shows nothing any more, wherever it stands; how many were ended."""
    rules.may_choose_audience(by, change_queries.seats_of(story.change)).or_refuse()
    return StoryCard.objects.filter(story=story, ended_at=None).update(ended_at=at)


@transaction.atomic
def make_feed_address(*, by: Person, at: datetime) -> FeedAddress:
    """The secret address of this person's feed; the one they have already when there is one."""
    rules.may_follow(sight(by)).or_refuse()
    made, _fresh = FeedAddress.objects.get_or_create(person=by, ended_at=None, defaults={"made_at": at})
    return made


def end_feed_address(*, by: Person, at: datetime) -> int:
    """The address shows nothing any more; how many were ended."""
    return FeedAddress.objects.filter(person=by, ended_at=None).update(ended_at=at)


def export_kept(person: Person) -> dict[str, Any]:
    searches = (
        SavedSearch.objects.filter(person=person)
        .order_by("pk")
        .values("name", "asked", "kept_at", "looked_at", "mailed_at")
    )
    cards = StoryCard.objects.filter(made_by=person).order_by("pk").values("story__title", "made_at", "ended_at")
    return {"searches": list(searches), "cards": list(cards)}


def forget_kept(person: Person) -> None:
    """Searches are theirs alone and go; a card they made stays with the story, by a colleague."""
    SavedSearch.objects.filter(person=person).delete()
