"""That something came to somebody, and why: the way an ask, a permission or a question about a rule has gone."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from groundswell.people.models import Person
from groundswell.places.models import Place


class Level(models.TextChoices):
    """How far up whoever has it stands; it climbs in this order."""

    TEAM = "team", _("Team")
    SITE = "site", _("Site")
    DIVISION = "division", _("Division")
    EXECUTIVE = "executive", _("Executive")
    ICB = "icb", _("Integrated care board")
    REGION = "region", _("Region")
    NATIONAL = "national", _("National")


class Why(models.TextChoices):
    """Why it came to somebody."""

    ASKED = "asked", _("Asked")
    PASSED_ON = "passed_on", _("Passed on")
    SILENCE = "silence", _("The clock ran out")
    BROKEN = "broken", _("A promised day passed")
    HIGHER = "higher", _("The team asked higher up")
    COVER = "cover", _("Covers for somebody away")
    GONE = "gone", _("Whoever had it left")


class Hop(models.Model):
    """Who had it, at which level, from when and why. Only added to."""

    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    level = models.CharField(max_length=10, choices=Level)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    why = models.CharField(max_length=10, choices=Why)
    words = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["at", "pk"]
