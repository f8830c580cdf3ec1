"""Stories: what worked and what did not, told; and who took it up elsewhere. Vocabulary d1."""

from __future__ import annotations

from dataclasses import replace

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from groundswell.changes.models import Change
from groundswell.events.kinds import Subject
from groundswell.ideas.models import IdeaKind
from groundswell.measures.models import Measure
from groundswell.people.models import Person
from groundswell.places.models import Kind, Place
from groundswell.ui.addresses import address_of
from groundswell.ui.ids import new_id, new_key


class Audience(models.TextChoices):
    """Who can read a story, from the fewest to the most. Wider or narrower later, never silently."""

    PLACE = "place", _("Only the places that took part")
    ORGANISATION = "", _("The organisations that took part")
    SYSTEM = "system", _("The whole system")
    EVERYONE = "everyone", _("Everyone who uses Groundswell here")
    PUBLIC = "public", _("The public")


FOR_EVERYONE = (Audience.EVERYONE, Audience.PUBLIC)


class Result(models.TextChoices):
    """What came of it where it began and wherever it was taken up, taken together."""

    HELD = "held", _("It held")
    MIXED = "mixed", _("Mixed")
    NOT = "not", _("It did not help")


class StoryQuerySet(QuerySet["Story"]):
    def newest_first(self) -> StoryQuerySet:
        return self.order_by("-told_at", "-pk")


class Story(models.Model):
    """The published account of a change. One that did not help has the same fields, and the same honour."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    change = models.OneToOneField(Change, models.PROTECT, related_name="story")
    title = models.CharField(max_length=120, help_text="As a result: Two walks fewer per drug round on Ward 21.")
    worked = models.BooleanField()
    did = models.TextField(help_text="What we did, a step a line.")
    surprised = models.TextField(blank=True)
    learned = models.TextField()
    waited = models.TextField(blank=True, help_text="What it waited for and how long, one a line.")
    needed = models.TextField(blank=True, help_text="What you would need to do it.")
    measure = models.ForeignKey(Measure, models.SET_NULL, null=True, blank=True, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience, blank=True)
    system = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The integrated care board above its place.",
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="stories")
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+")
    told_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    told_at = models.DateTimeField()
    edited_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(help_text="When its words, its readers or what came of it last changed.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    withdrawn_from = models.CharField(
        max_length=10,
        choices=Audience,
        blank=True,
        help_text="Who could read it: they still read that it was withdrawn, and why.",
    )

    # What the library narrows by, written by the verbs from the rooms below so that it can be counted quickly.
    place_kind = models.CharField(max_length=20, choices=Kind, blank=True)
    idea_kind = models.CharField(max_length=12, choices=IdeaKind, blank=True)
    result = models.CharField(max_length=5, choices=Result, blank=True)
    permission = models.BooleanField(default=False, help_text="It had to ask somebody for permission.")

    objects = StoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="stories_withdrawn_says_why", condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason="")
            ),
        ]
        indexes = [
            models.Index(fields=["-told_at", "-id"], name="stories_newest"),
            # The library is read from these alone: newest first, and how many of each.
            models.Index(
                fields=["audience", "-told_at", "-id", "place_kind", "idea_kind", "result", "permission"],
                name="stories_on_the_shelf",
            ),
            models.Index(
                fields=["audience", "place_kind", "idea_kind", "result", "permission", "id"], name="stories_counted"
            ),
            models.Index(
                fields=[
                    "organisation",
                    "audience",
                    "-told_at",
                    "-id",
                    "place_kind",
                    "idea_kind",
                    "result",
                    "permission",
                ],
                name="stories_at_home",
            ),
            models.Index(
                fields=["system", "audience", "-told_at", "-id", "place_kind", "idea_kind", "result", "permission"],
                name="stories_in_the_system",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("stories:story", self.public_id)

    @property
    def subject(self) -> Subject:
        return Subject("stories", self.public_id, self.title, self.get_absolute_url())

    @property
    def on_the_line(self) -> Subject:
        """The change, opened at the story: what happens to a story stands on the change's line of time, with its address."""
        return replace(self.change.subject, address=self.get_absolute_url())

    @property
    def is_for_everyone(self) -> bool:
        return self.audience in FOR_EVERYONE


class Correction(models.Model):
    """What was put right after the story was told: its readers see the line, and when."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="corrections")
    words = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")


class Naming(models.Model):
    """Somebody's yes that their name stands where anybody reads it: on the public page and on labels. Ended by them at any time."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="namings")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "person"], name="stories_named_once")]


class PassingThanks(models.Model):
    """How many who passed by and scanned a label said thank you on one day; nothing is kept of who."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="passing_thanks")
    on = models.DateField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "on"], name="stories_passing_thanks_a_day")]


class Adoption(models.Model):
    """Another place took a story up: the lineage from the story down to the change it led to."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    story = models.ForeignKey(Story, models.PROTECT, related_name="adoptions")
    change = models.OneToOneField(Change, models.PROTECT, related_name="adopted_from")
    place = models.ForeignKey(Place, models.PROTECT, related_name="adoptions")
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+")
    adapted = models.TextField(blank=True, help_text="What we do differently here.")
    adapted_version = models.PositiveIntegerField(default=1)
    measure = models.ForeignKey(
        Measure, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Counts here what the story's chart counts there.",
    )  # fmt: skip
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    helped = models.BooleanField(null=True, help_text="Did it help here? Empty until the result is returned.")
    partly = models.BooleanField(default=False, help_text="It helped, but not in all.")
    first_reading_on = models.DateField(
        null=True, blank=True, help_text="The day of their own first reading, once those it comes from were told."
    )
    result = models.TextField(blank=True, help_text="What came of it here, in words.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "place"], name="stories_taken_up_once_a_place"),
            models.CheckConstraint(
                name="stories_result_is_whole",
                condition=Q(returned_at=None, helped=None, result="")
                | (Q(returned_at__isnull=False, helped__isnull=False) & ~Q(result="")),
            ),
            models.CheckConstraint(name="stories_partly_is_helped", condition=Q(partly=False) | Q(helped=True)),
        ]

    def __str__(self) -> str:
        return f"{self.story} at {self.place}"

    def get_absolute_url(self) -> str:
        return f"{self.story.get_absolute_url()}#{self.public_id}"


class FeedAddress(models.Model):
    """A secret address under which one person's feed reader finds the newest stories, until they end it."""

    key = models.CharField(max_length=32, unique=True, default=new_key)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="stories_one_feed_address"),
        ]

    def __str__(self) -> str:
        return f"feed of {self.person}"
