"""Two people, what about, until when, and the time they gave. Only these two see it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from groundswell.enabling.models import Topic
from groundswell.events.kinds import Subject
from groundswell.growth.models.opportunities import Answer
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.ui.addresses import address_of
from groundswell.ui.formats import lower
from groundswell.ui.ids import new_id


class Mentoring(models.Model):
    """Asked for by one, agreed by the other, with a last day. When one of them is forgotten the other keeps their hours."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    mentor = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    mentee = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    topic = models.CharField(max_length=12, choices=Topic)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", help_text="Where the hour was offered.")
    words = models.CharField(max_length=300, help_text="Of whoever asked, for the mentor alone.")
    asked_at = models.DateTimeField()
    ends_on = models.DateField(help_text="The last day, agreed by both.")
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reply = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index("mentor", name="growth_asked_to_mentor", condition=Q(answered_at=None, ended_at=None))]
        constraints = [
            models.UniqueConstraint(
                fields=["mentor", "mentee", "topic"], condition=Q(ended_at=None), name="growth_one_mentoring"
            ),
            models.CheckConstraint(name="growth_two_people", condition=~Q(mentor=F("mentee"))),
        ]  # fmt: skip

    def __str__(self) -> str:
        if self.topic == Topic.MENTORING:
            return _("Mentoring")
        return _("Mentoring: {topic}").format(topic=lower(str(self.get_topic_display())))

    def get_absolute_url(self) -> str:
        return address_of("growth:mentoring", self.public_id)

    @property
    def subject(self) -> Subject:
        return Subject("growth", self.public_id, str(self), self.get_absolute_url())

    @property
    def waits(self) -> bool:
        return self.answered_at is None and self.ended_at is None

    def goes_on(self, today: date) -> bool:
        return self.answer == Answer.YES and self.ended_at is None and today <= self.ends_on

    def other(self, person: Person) -> Person | None:
        return self.mentee if self.mentor_id == person.pk else self.mentor


class Session(models.Model):
    """Time given on one day, logged by either of the two."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    mentoring = models.ForeignKey(Mentoring, models.CASCADE, related_name="sessions")
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="growth_some_minutes", condition=Q(minutes__gt=0))]

    def __str__(self) -> str:
        return f"{self.on}: {self.minutes}"
