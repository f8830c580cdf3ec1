"""What somebody keeps: a search of the library; and addresses under which a card of a story stands on another site."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from groundswell.people.models import Person
from groundswell.stories.models.stories import Story
from groundswell.ui.addresses import address_of
from groundswell.ui.ids import new_id, new_key


class SavedSearch(models.Model):
    """What one person looks for again and again: for their eyes alone."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    asked = models.JSONField(default=dict, help_text="As it stands in the address of the library.")
    kept_at = models.DateTimeField()
    looked_at = models.DateTimeField(help_text="What was told after this is new.")
    mailed_at = models.DateTimeField(null=True, help_text="When a weekly letter last said what is new.")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("stories:look", self.public_id)

    @property
    def unsaid_since(self) -> datetime:
        """What was told after this stood in no letter, and its owner did not look."""
        return max(self.looked_at, self.mailed_at or self.looked_at)


class StoryCard(models.Model):
    """An address that shows a story as a small card on other sites, while the story is for everyone and nobody ended it."""

    key = models.CharField(max_length=32, unique=True, default=new_key)
    story = models.ForeignKey(Story, models.CASCADE, related_name="cards")
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"a card of {self.story}"

    def get_absolute_url(self) -> str:
        return address_of("stories:card", self.key)
