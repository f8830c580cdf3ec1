"""Stories: what worked and what did not, told; and who took it up elsewhere."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groundswell.changes.models import Change
from groundswell.events.kinds import Subject
from groundswell.measures.models import Measure
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.ui.ids import new_id


class Audience(models.TextChoices):
    """Who can read a story. Wider later, never silently."""

    ORGANISATION = "", _("Only the organisations that took part")
    EVERYONE = "everyone", _("Everyone who uses Groundswell here")


class Story(models.Model):
    """The published account of a change."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    change = models.OneToOneField(Change, models.PROTECT, related_name="story")
    title = models.CharField(max_length=120, help_text="As a result: Two walks fewer per drug round on Ward 21.")
    worked = models.BooleanField()
    did = models.TextField(help_text="What we did.")
    surprised = models.TextField(blank=True)
    learned = models.TextField()
    needed = models.TextField(blank=True, help_text="What you would need to do it.")
    measure = models.ForeignKey(Measure, models.SET_NULL, null=True, blank=True, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="stories")
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+")
    told_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    told_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["audience", "-told_at"]),
            models.Index(fields=["organisation", "-told_at"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("stories:story", args=[self.public_id])

    @property
    def subject(self) -> Subject:
        return Subject("stories", self.public_id, self.title, self.get_absolute_url())


class Adoption(models.Model):
    """Another place took a story up: the lineage from the story down to the change it led to."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    story = models.ForeignKey(Story, models.PROTECT, related_name="adoptions")
    change = models.OneToOneField(Change, models.PROTECT, related_name="adopted_from")
    place = models.ForeignKey(Place, models.PROTECT, related_name="adoptions")
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+")
    adapted = models.TextField(blank=True, help_text="What we do differently here.")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)
    result = models.TextField(blank=True, help_text="What came of it here, returned to the story.")
    held = models.BooleanField(null=True, help_text="Did it help here? Empty until the result is returned.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "place"], name="stories_taken_up_once_a_place")]
