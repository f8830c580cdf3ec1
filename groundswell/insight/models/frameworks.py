"""What others want to see of a place, as dated data: a framework, its statements, and which evidence answers each. Decision 48."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.events.kinds import Subject
from groundswell.places.models import Place
from groundswell.ui.ids import new_id


class Framework(models.Model):
    """One version. It belongs to an organisation, or to nobody: then it was shipped and no page changes it.

    While `started_at` is empty it is a draft: nothing is made with it.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    organisation = models.ForeignKey(Place, models.CASCADE, null=True, blank=True, related_name="+")
    code = models.SlugField(max_length=40, help_text="The same for all its versions.")
    owner = models.CharField(max_length=120)
    name = models.CharField(max_length=120)
    version = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="Its last day.")
    note = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=300, blank=True, help_text="Where the owner says it, as a link.")
    checked = models.BooleanField(default=False, help_text="Compared with the owner's own page.")
    started_at = models.DateTimeField(null=True, blank=True)
    edits = models.PositiveIntegerField(default=0, help_text="Of two editors the second is told.")

    class Meta:
        ordering = ["code", "-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"], condition=Q(organisation=None), name="insight_one_shipped_version"
            ),
            models.UniqueConstraint(fields=["organisation", "code", "version"], name="insight_one_own_version"),
            models.UniqueConstraint(
                fields=["organisation", "code"], condition=Q(started_at=None), name="insight_one_draft"
            ),
            models.CheckConstraint(
                name="insight_ends_after", condition=Q(until=None) | Q(until__gte=models.F("since"))
            ),
        ]

    def __str__(self) -> str:
        return _("{name}, version {version}").format(name=self.name, version=self.version)

    def address_at(self, place: Place) -> str:
        return reverse("insight:framework", args=[place.key, self.public_id])

    def subject_at(self, place: Place) -> Subject:
        return Subject("insight", self.public_id, str(self), self.address_at(place))

    @property
    def is_shipped(self) -> bool:
        return self.organisation_id is None

    @property
    def is_draft(self) -> bool:
        return self.started_at is None

    def holds_on(self, day: date) -> bool:
        return not self.is_draft and self.since <= day and (self.until is None or day <= self.until)


class Statement(models.Model):
    """One thing that is asked: the owner's title, our question, and the codes of evidence that answer it."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="statements")
    code = models.SlugField(max_length=20)
    title = models.CharField(max_length=150)
    question = models.CharField(max_length=300, blank=True, help_text="In our own plain words.")
    kinds = models.JSONField(default=list, blank=True, help_text="Codes of `evidence.KINDS`.")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="insight_one_statement_code")]

    def __str__(self) -> str:
        return self.title
