"""What somebody sets beside an outside list, for themselves alone; and that they moved on and will talk."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from groundswell.events.kinds import Subject
from groundswell.growth.models.opportunities import Readers
from groundswell.people.models import Person
from groundswell.ui.ids import new_id


class Beside(models.Model):
    """Something of one's own record, set beside one dimension. No score, nobody else's."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    framework = models.CharField(max_length=20)
    version = models.CharField(max_length=20)
    dimension = models.CharField(max_length=20)
    room = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "framework", "dimension", "room", "subject_id"], name="growth_beside_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dimension}: {self.title}"

    @property
    def key(self) -> str:
        return f"{self.room}:{self.subject_id}"


class WillTalk(models.Model):
    """`I moved into X and will talk`: said by the person alone, and ended by them at any time."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    into = models.CharField(max_length=120)
    came_from = models.CharField(max_length=120, blank=True)
    readers = models.CharField(max_length=12, choices=Readers, default=Readers.ORGANISATION)
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="growth_will_talk_once"),
        ]

    def __str__(self) -> str:
        return self.into

    @property
    def subject(self) -> Subject:
        return Subject("growth", self.public_id, self.into, "/me/leading/")
