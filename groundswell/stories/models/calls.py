"""Calls: what a place with many under it asks to be tried, and who answers. Product.md, d2 and d8."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groundswell.changes.models import Change
from groundswell.events.kinds import Subject
from groundswell.ideas.models import Idea
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.stories.models.stories import Story
from groundswell.ui.addresses import address_of
from groundswell.ui.ids import new_id


class Reach(models.TextChoices):
    """Who a call is for."""

    UNDER = "under", _("Places under it")
    EVERYONE = "everyone", _("Everyone who uses Groundswell here")


class Call(models.Model):
    """A theme, what is asked, and until when. It puts a clock on whoever calls, as on anybody who is asked."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    place = models.ForeignKey(Place, models.PROTECT, related_name="calls", help_text="Who calls.")
    title = models.CharField(max_length=120)
    theme = models.TextField(help_text="In plain words: what it is about, and why now.")
    asked = models.TextField(help_text="What is asked of places.")
    reach = models.CharField(max_length=8, choices=Reach, default=Reach.UNDER)
    from_on = models.DateField()
    until_on = models.DateField()
    kinds = models.JSONField(default=list, blank=True, help_text="Kinds of idea it looks for (d2).")
    aims = models.JSONField(default=list, blank=True, help_text="What it should make better (d8).")
    cited = models.CharField(max_length=200, blank=True, help_text="A national aim, by its name.")
    cited_source = models.CharField(max_length=120, blank=True, help_text="Who set it.")
    cited_link = models.CharField(max_length=300, blank=True)
    cited_on = models.DateField(null=True, blank=True, help_text="When it was published.")
    stories: models.ManyToManyField[Story, models.Model] = models.ManyToManyField(Story, related_name="+")
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField()
    edited_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    came_of_it = models.TextField(blank=True, help_text="What whoever called says came of it.")

    class Meta:
        indexes = [
            models.Index(fields=["place", "until_on"], name="stories_calls_of"),
            models.Index(fields=["until_on"], name="stories_calls_open", condition=Q(closed_at=None)),
        ]
        constraints = [
            models.CheckConstraint(name="stories_call_ends_after", condition=Q(until_on__gte=models.F("from_on"))),
            models.CheckConstraint(
                name="stories_cited_whole",
                condition=Q(cited="", cited_source="", cited_link="", cited_on=None)
                | (~Q(cited="") & ~Q(cited_source="") & ~Q(cited_link="") & Q(cited_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("stories:call", self.public_id)

    @property
    def subject(self) -> Subject:
        return Subject("stories", self.public_id, self.title, self.get_absolute_url())

    def is_open_on(self, day: date) -> bool:
        return self.closed_at is None and self.from_on <= day <= self.until_on

    def is_over_on(self, day: date) -> bool:
        return self.closed_at is not None or day > self.until_on


class Shown(models.TextChoices):
    """What others may see of a place that answers."""

    COUNTED = "counted", _("Only that one more place takes part")
    PLACE = "place", _("The name of the place and how far it is")
    PERSON = "person", _("The same, and my name as whom to ask")


class CallAnswer(models.Model):
    """A place answers a call with an idea or a change of its own. How far it is follows from that, from day to day."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    call = models.ForeignKey(Call, models.CASCADE, related_name="answers")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+")
    idea = models.ForeignKey(Idea, models.CASCADE, null=True, blank=True, related_name="+")
    change = models.ForeignKey(Change, models.CASCADE, null=True, blank=True, related_name="+")
    shows = models.CharField(max_length=8, choices=Shown, default=Shown.COUNTED)
    linked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="stories_answer_is_one_thing",
                condition=Q(idea__isnull=False, change=None) | Q(idea=None, change__isnull=False),
            ),
            models.UniqueConstraint(fields=["call", "idea"], name="stories_one_idea", condition=Q(idea__isnull=False)),
            models.UniqueConstraint(
                fields=["call", "change"], name="stories_one_change", condition=Q(change__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"

    @property
    def what(self) -> Idea | Change:
        found = self.change or self.idea
        assert found  # noqa: S101 - a constraint of the table
        return found
