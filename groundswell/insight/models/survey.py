"""Results of the NHS Staff Survey that an organisation loaded itself, where the published file here has none."""

from __future__ import annotations

from django.db import models

from groundswell.places.models import Place


class LoadedValue(models.Model):
    """One year and question of an organisation: per cent with one decimal, and how many answered."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=12)
    percent = models.DecimalField(max_digits=4, decimal_places=1)
    answers = models.PositiveIntegerField()
    loaded_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "year", "question"], name="insight_one_loaded_value"),
            models.CheckConstraint(
                condition=models.Q(percent__gte=0, percent__lte=100), name="insight_loaded_is_a_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.question} {self.year}"
