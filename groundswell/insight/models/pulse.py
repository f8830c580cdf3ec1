"""The pulse: counts of answers by team and month, and for the length of a quarter a token that somebody has answered.

No table here leads to a person. `Heard` is one row a team and month, rewritten whole by every answer, so that neither the order of
rows nor the last hand on one of them says what anybody answered.
"""

from __future__ import annotations

import uuid

from django.db import models

from groundswell.places.models import Place


class Heard(models.Model):
    """How many chose what at one place in one month. `counts`: a list a statement, how many chose 1 to 5.

    Gone when the results of its quarter are made: what may not be shown is then nowhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    month = models.DateField(help_text="Its first day.")
    counts = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "month"], name="insight_one_heard")]

    def __str__(self) -> str:
        return f"{self.place}, {self.month:%Y-%m}"


class PulseKey(models.Model):
    """The secret of a quarter. Gone when the quarter is over: then no token can be made again, and none be traced."""

    quarter = models.DateField(primary_key=True, help_text="Its first day.")
    secret = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.quarter:%Y-%m}"


class Spent(models.Model):
    """That somebody answered in a quarter: not who, not where, not when. Gone when the quarter is over."""

    digest = models.CharField(max_length=64, primary_key=True)
    quarter = models.DateField(db_index=True)

    def __str__(self) -> str:
        return f"{self.quarter:%Y-%m}"


class PulseResult(models.Model):
    """One place and quarter, made once when the quarter was over; it does not move, wherever teams move later.

    `shares`: a statement each, how many agreed of how many; null where it may not be shown, and then it is not kept.
    """

    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    quarter = models.DateField(help_text="Its first day.")
    shares = models.JSONField()
    population = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many work there, as said for its last day; empty: nobody said."
    )
    source = models.CharField(
        max_length=120, blank=True, help_text="Said on the page; of the demonstration, that it is."
    )

    class Meta:
        ordering = ["-quarter"]
        constraints = [models.UniqueConstraint(fields=["place", "quarter"], name="insight_one_pulse_result")]

    def __str__(self) -> str:
        return f"{self.place}, {self.quarter:%Y-%m}"


class PulseOff(models.Model):
    """An organisation whose staff already answer another pulse: nobody is asked there."""

    place = models.OneToOneField(Place, models.CASCADE, primary_key=True, related_name="+")
    since = models.DateField()

    def __str__(self) -> str:
        return f"{self.place}"
