"""Addresses of a place that need no sign-in: the code on a poster or a shared tablet, and its board on a wall."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from groundswell.places.models import Place
from groundswell.ui.addresses import address_of
from groundswell.ui.ids import new_id, new_key


class Poster(models.Model):
    """One code of one place. It holds nothing about a person: who made it is in the security log.

    How often it was used is counted for the running hour and day alone, and wiped by the tick when they are over, so that
    a quiet ward's count does not say when somebody wrote.
    """

    code = models.CharField(max_length=12, unique=True, default=new_id)
    place = models.ForeignKey(Place, models.CASCADE, related_name="posters")
    tablet = models.BooleanField(default=False, help_text="For a shared device: nothing stays on its page.")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    hour_at = models.DateTimeField(null=True, blank=True)
    hour_uses = models.PositiveIntegerField(default=0)
    day_at = models.DateTimeField(null=True, blank=True)
    day_uses = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "tablet"], condition=Q(revoked_at=None), name="ideas_one_poster"),
        ]

    def __str__(self) -> str:
        return f"{'Tablet' if self.tablet else 'Poster'} of {self.place}"

    def get_absolute_url(self) -> str:
        return address_of("ideas:by_poster", self.code)


class WallAddress(models.Model):
    """The secret address of a place's board for a screen on the wall. Who made it is in the security log."""

    key = models.CharField(max_length=32, unique=True, default=new_key)
    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    until = models.DateField(help_text="Shows nothing after this day unless it is renewed.")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place"], condition=Q(ended_at=None), name="ideas_one_wall"),
        ]

    def __str__(self) -> str:
        return f"Wall of {self.place}"

    def get_absolute_url(self) -> str:
        return address_of("front:wall", self.key)
