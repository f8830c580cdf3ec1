"""Stories that travel: which installations are trusted, what arrived from them, and what was told back. Decision 39."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.stories.models.stories import Adoption, Story
from groundswell.ui.ids import new_id, new_key


class Installation(models.Model):
    """Another Groundswell that an administrator trusts, by the fingerprint of its key. `place` stands for it in the tree."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    name = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=40)
    address = models.CharField(max_length=300, blank=True, help_text="The secret address it made for us; empty: files.")
    our_key = models.CharField(max_length=32, unique=True, default=new_key, help_text="In the address made for it.")
    place = models.OneToOneField(Place, models.PROTECT, related_name="+")
    trusted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    trusted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    cursor = models.CharField(max_length=80, blank=True, help_text="How far its feed was read.")
    reports_cursor = models.CharField(max_length=80, blank=True)
    asks_at = models.DateTimeField(null=True, blank=True, help_text="When its feed is read next.")
    failures = models.PositiveSmallIntegerField(default=0)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"], condition=Q(ended_at=None), name="stories_one_trust_a_fingerprint"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Arrival(models.Model):
    """What came from an installation: a story, or that one of ours was taken up there. Its newest version counts."""

    installation = models.ForeignKey(Installation, models.PROTECT, related_name="arrivals")
    kind = models.CharField(max_length=20, help_text="Which kind of document brought it.")
    their_id = models.CharField(max_length=24)
    as_of = models.DateTimeField(help_text="Of the version we hold; an older one changes nothing.")
    story = models.OneToOneField(Story, models.CASCADE, null=True, related_name="arrival")
    adoption = models.OneToOneField(Adoption, models.CASCADE, null=True, related_name="arrival")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["installation", "kind", "their_id"], name="stories_one_arrival"),
        ]


class Travelled(models.Model):
    """That a story has left this installation: if it may not travel any more, those who have it are told."""

    story = models.OneToOneField(Story, models.CASCADE, related_name="travelled")
    since = models.DateTimeField()


class Report(models.Model):
    """What the installation a story came from can read of its being taken up here, and since when."""

    adoption = models.OneToOneField(Adoption, models.CASCADE, related_name="report")
    said = models.CharField(max_length=64, help_text="A mark of what was told.")
    as_of = models.DateTimeField()
