"""What somebody may choose when they send an idea, or say afterwards. Vocabulary d7, d8, d20."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class NameMode(models.TextChoices):
    """Whose name goes with an idea (d20). Never called anonymous: see docs/decisions/0019."""

    OPEN = "open", _("Open: your name is on it")
    HELD = "held_by_answerer", _("Held: one person knows your name")
    NOT_KEPT = "not_kept", _("Not kept: nobody knows, and we cannot find out")


class Release(models.TextChoices):
    """When an idea without a name on it is shown, so that its day does not give the sender away."""

    NOW = "now", _("At once")
    DAY = "day", _("After a day")
    FIVE = "five", _("When five such ideas wait here, or after 14 days")


class Waste(models.TextChoices):
    """Waste types, with an example a nurse or GP would know (d7)."""

    TRANSPORT = "transport", _("Moving things further than needed")
    INVENTORY = "inventory", _("Too much in store, or out of date")
    MOTION = "motion", _("Walking or hunting for things")
    WAITING = "waiting", _("Waiting")
    OVERPRODUCTION = "overproduction", _("Doing what nobody uses")
    OVERPROCESSING = "overprocessing", _("Writing the same thing twice")
    DEFECTS = "defects", _("Doing it again because it went wrong")
    SKILLS = "skills", _("A skill that is not used")


class Aim(models.TextChoices):
    """What it would make better (d8); two at most."""

    SAFE = "safe", _("Safer")
    EFFECTIVE = "effective", _("Works better")
    EXPERIENCE = "experience", _("Better for patients")
    TIMELY = "timely", _("Sooner")
    EFFICIENT = "efficient", _("Less effort")
    EQUITABLE = "equitable", _("Fairer")
    SUSTAINABLE = "sustainable", _("Greener")
    STAFF = "staff", _("Better for staff")
