"""That the staff side of an organisation agreed to the network inside teams (LM4). Without it nobody works it out."""

from __future__ import annotations

from django.db import models

from groundswell.places.models import Place


class StaffSide(models.Model):
    """Gone when the agreement is taken back; the log keeps both."""

    place = models.OneToOneField(Place, models.CASCADE, primary_key=True, related_name="+")
    agreed_on = models.DateField()
    with_whom = models.CharField(max_length=120, help_text="The meeting or committee; no names of people.")

    def __str__(self) -> str:
        return f"{self.place}, {self.agreed_on}"
