"""What was said to somebody at the moment something became real: once, to them alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from groundswell.growth.models.opportunities import Opportunity
from groundswell.people.models import Person


class NextStep(models.Model):
    """An opportunity that follows from what somebody did, and why, as codes. Without one nothing fitted, and nobody looks again."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    room = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    address = models.CharField(max_length=200)
    taken_up = models.BooleanField(default=False, help_text="Taken up elsewhere; else it became normal practice.")
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, null=True, related_name="+")
    why = models.JSONField(default=list)
    at = models.DateTimeField()
    dismissed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index("person", models.F("at").desc(), name="growth_next_steps_of", condition=Q(dismissed_at=None)),
            models.Index(fields=["room", "subject_id"], name="growth_next_steps_about"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "room", "subject_id", "opportunity"], name="growth_said_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.opportunity}"
