"""Roles somebody can step into, offered by a place, and who stepped in. Vocabulary d16."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groundswell.changes.models import Change
from groundswell.events.kinds import Subject
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.ui.addresses import address_of
from groundswell.ui.ids import new_id


class OpportunityKind(models.TextChoices):
    CO_LEAD = "co_lead", _("Co-lead a change")
    DATA_HELP = "data_help", _("Help with numbers")
    TEST_SITE = "test_site", _("Be a test site")
    MENTOR = "mentor", _("Mentor somebody")
    BE_MENTORED = "be_mentored", _("Be mentored")
    BECOME_COACH = "become_coach", _("Become an improvement coach")
    DEPUTISE = "deputise", _("Deputise")
    SHADOW_EXECUTIVE = "shadow_executive", _("Shadow an executive")
    CLINICAL_LEAD_ROLE = "clinical_lead_role", _("Clinical lead post")
    EXECUTIVE_PATHWAY = "executive_pathway", _("Executive pathway")
    COURSE = "course", _("Course")


class Readers(models.TextChoices):
    """Who finds an opportunity."""

    ORGANISATION = "organisation", _("Everyone who works in the organisation")
    SYSTEM = "system", _("Everyone under the same integrated care board")
    EVERYONE = "everyone", _("Everyone who uses Groundswell here")


class Opportunity(models.Model):
    """What somebody can step into. What it gives stands in five lines; an empty one is shown as none."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    kind = models.CharField(max_length=20, choices=OpportunityKind)
    title = models.CharField(max_length=120)
    what = models.TextField()
    time = models.CharField(max_length=120, blank=True, help_text="Protected hours or sessions a week.")
    pay = models.CharField(max_length=120, blank=True)
    backfill = models.CharField(max_length=120, blank=True, help_text="Who pays for the cover.")
    development = models.CharField(max_length=200, blank=True)
    returns = models.CharField(max_length=120, blank=True, help_text="The right to go back to one's own post.")
    place = models.ForeignKey(Place, models.PROTECT, related_name="opportunities")
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+", db_index=False)
    system = models.ForeignKey(
        Place, models.PROTECT, null=True, related_name="+", help_text="The board above the place, where there is one."
    )
    change = models.ForeignKey(Change, models.SET_NULL, null=True, blank=True, related_name="opportunities")
    readers = models.CharField(max_length=12, choices=Readers, default=Readers.ORGANISATION)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    apply_by = models.DateField(null=True, blank=True)
    offered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="opportunities_offered")
    offered_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "opportunities"
        indexes = [
            models.Index("organisation", models.F("offered_at").desc(), name="growth_offered_in", condition=Q(closed_at=None)),
            models.Index("readers", models.F("offered_at").desc(), name="growth_offered_to", condition=Q(closed_at=None)),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                name="growth_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("growth:opportunity", self.public_id)

    @property
    def subject(self) -> Subject:
        return Subject("growth", self.public_id, self.title, self.get_absolute_url())

    def is_open(self, today: date) -> bool:
        """Can still be stepped into."""
        return self.closed_at is None and (self.apply_by is None or today <= self.apply_by)


class Answer(models.TextChoices):
    YES = "yes", _("Yes")
    NOT_NOW = "not_now", _("Not now")


class StepIn(models.Model):
    """Somebody would like to do it. Their words are for whoever answers, and for nobody else."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="steps")
    person = models.ForeignKey(Person, models.CASCADE, related_name="stepped_in")
    why = models.CharField(max_length=300)
    at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=500, blank=True, help_text="With a yes: what comes next. With a not now: why.")
    would_be_yes = models.CharField(max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index("at", name="growth_steps_waiting", condition=Q(answered_at=None, withdrawn_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "person"], condition=Q(answered_at=None, withdrawn_at=None), name="growth_one_step_waits"
            ),
            models.CheckConstraint(
                name="growth_answer_is_whole",
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person} for {self.opportunity}"

    def get_absolute_url(self) -> str:
        return self.opportunity.get_absolute_url()

    @property
    def waits(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None
