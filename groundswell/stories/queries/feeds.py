"""Feeds: whose secret address it is, and whether that person still reads what is for everyone."""

from __future__ import annotations

from django.http import Http404

from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.stories import rules
from groundswell.stories.models import FeedAddress


def feed_address_of(person: Person) -> FeedAddress | None:
    return FeedAddress.objects.filter(person=person, ended_at=None).first()


def follower(key: str) -> Person:
    """Whose address this is; not found when it was ended, or when they work nowhere any more."""
    found = FeedAddress.objects.filter(key=key, ended_at=None).select_related("person").first()
    if found is None or not found.person.is_active or not rules.may_follow(sight(found.person)):
        raise Http404
    return found.person
