"""Clearing the way: what somebody with power promised to clear, and by when. Vocabulary d10."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.ui.ids import new_id


class Commitment(models.Model):
    """A dated promise to clear one named thing. Kept, moved before it was due, or broken in silence."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    what = models.CharField(max_length=200)
    person = models.ForeignKey(Person, models.PROTECT, related_name="commitments")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    due_on = models.DateField()
    first_due_on = models.DateField(help_text="As first promised: both dates are shown when it was moved.")
    moved_reason = models.CharField(max_length=200, blank=True)
    kept_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index("person", "due_on", name="enabling_open", condition=Q(kept_at=None))]

    def __str__(self) -> str:
        return self.what

    def is_broken(self, today: date) -> bool:
        return self.kept_at is None and today > self.due_on
