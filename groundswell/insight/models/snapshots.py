"""Figures as they stood on the last day of a month. They do not move between snapshots."""

from __future__ import annotations

from django.db import models

from groundswell.places.models import Place


class Snapshot(models.Model):
    """One place over the twelve months that end with `month`. Holds counts, days and limits; no person and no word; of a
    team the keys of its changes.

    `figures` is empty for a group that may not be shown: then it was never worked out.
    """

    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    month = models.DateField(help_text="Its last day.")
    staff = models.PositiveIntegerField(help_text="Who worked there that day.")
    parent_staff = models.PositiveIntegerField(
        null=True, blank=True, help_text="At the place above, inside its organisation."
    )
    figures = models.JSONField(default=dict, blank=True)
    leadership = models.JSONField(
        default=dict, blank=True, help_text="How widely leadership is shared; its own headcount in it."
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-month"]
        constraints = [models.UniqueConstraint(fields=["place", "month"], name="insight_one_snapshot")]

    def __str__(self) -> str:
        return f"{self.place}, {self.month:%Y-%m}"


class Round(models.Model):
    """That every organisation has its snapshots up to a month: the tick need not look again."""

    month = models.DateField(unique=True)
    finished_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
