"""Rules of trust: an organisation's own short list of what follows from a few plain answers. Vocabulary d9."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groundswell.events.kinds import Subject
from groundswell.people.models import Person, RoleCode
from groundswell.places.models import Place
from groundswell.ui.addresses import address_of
from groundswell.ui.ids import new_id


class Trigger(models.TextChoices):
    """What may make a check necessary. Asked about only when the words or the kind of a change suggest it."""

    DATA = "identifiable_data", _("Data that identifies people")
    DEVICE = "new_software_or_device", _("New software or a new device")
    PROTOCOL = "changes_medicine_or_clinical_protocol", _("Medicines or a clinical protocol")
    ANOTHER_TEAM = "affects_another_team", _("Another team")
    STAFF_TERMS = "affects_staff_terms", _("Hours, pay or duties of staff")
    RECURRING_COST = "recurring_cost_over_limit", _("A cost that comes again")
    ONE_OFF_COST = "one_off_cost_over_limit", _("A cost once")
    ESTATE = "estates_or_capital", _("Building or capital")
    CONTRACT = "procurement_or_contract", _("Buying or a contract")
    EQUALITY = "equality_impact_likely", _("Some groups more than others")
    SERVICE = "substantial_service_change", _("A service moves or closes")
    RESEARCH = "generalisable_research", _("Research")


# For these a clock that runs out never counts as a yes (d9).
NEVER_BY_SILENCE = frozenset(
    {
        Trigger.DATA,
        Trigger.PROTOCOL,
        Trigger.DEVICE,
        Trigger.STAFF_TERMS,
        Trigger.ESTATE,
        Trigger.SERVICE,
        Trigger.RESEARCH,
    }
)
COSTS = frozenset({Trigger.ONE_OFF_COST, Trigger.RECURRING_COST})


class Outcome(models.TextChoices):
    """What follows. In this order a rule is tighter."""

    GO = "go", _("You do not need permission")
    TELL = "tell", _("Go, and let them know")
    ASK = "ask", _("Ask one person")


class Origin(models.TextChoices):
    """Who wants it: so that what regulation costs and what habit costs are seen apart."""

    LAW = "law", _("Law")
    REGULATOR = "regulator", _("Regulator")
    COMMISSIONER = "commissioner", _("Commissioner")
    OURS = "ours", _("Ours")
    HABIT = "habit", _("Habit")


class OnClockEnd(models.TextChoices):
    MOVES_UP = "moves_up", _("It moves up")
    COUNTS_AS_YES = "counts_as_yes", _("It counts as yes")


class Paper(models.TextChoices):
    DPIA = "dpia", _("Data protection impact assessment")
    EIA = "eia", _("Equality impact assessment")
    QIA = "qia", _("Quality impact assessment")
    SAFETY_CASE = "clinical_safety_case", _("Clinical safety case (DCB0129 or DCB0160)")
    DTAC = "dtac", _("Digital technology assessment (DTAC)")
    RISK = "risk_assessment", _("Risk assessment")
    HRA = "hra_outcome", _("Outcome of the HRA decision tool")
    BUSINESS_CASE = "business_case", _("Business case")


class GovernanceType(models.TextChoices):
    """What a piece of work is, officially."""

    IMPROVEMENT = "quality_improvement", _("Quality improvement")
    AUDIT = "clinical_audit", _("Clinical audit")
    EVALUATION = "service_evaluation", _("Service evaluation")
    RESEARCH = "research", _("Research")
    FIX = "operational_fix", _("Quick fix")


class RuleBook(models.Model):
    """One version of the rules of one place. A draft is edited; what is in force or past is never changed."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    place = models.ForeignKey(Place, models.PROTECT, related_name="rule_books")
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="First version, second version ...")
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    agreed_on = models.DateField(null=True, blank=True)
    in_force_at = models.DateTimeField(null=True, blank=True, help_text="Empty: a draft.")
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["place", "number"]
        constraints = [
            models.UniqueConstraint(fields=["place", "number"], name="enabling_book_numbers"),
            models.UniqueConstraint(fields=["place"], condition=Q(in_force_at=None), name="enabling_one_draft"),
            models.UniqueConstraint(
                fields=["place"], condition=Q(in_force_at__isnull=False, ended_at=None), name="enabling_one_in_force"
            ),
            models.CheckConstraint(
                name="enabling_in_force_is_agreed", condition=Q(in_force_at=None) | Q(agreed_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.number}"

    def get_absolute_url(self) -> str:
        return address_of("enabling:rules", self.place.key)

    @property
    def subject(self) -> Subject:
        title = _("Rules of trust of {place}").format(place=self.place)
        return Subject("enabling", self.public_id, title, self.get_absolute_url())

    @property
    def is_draft(self) -> bool:
        return self.in_force_at is None


class TrustRule(models.Model):
    """What follows when one trigger is true. `decider` is one named person; without one, whoever holds `office` at asking."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    book = models.ForeignKey(RuleBook, models.CASCADE, related_name="rules")
    number = models.PositiveSmallIntegerField(help_text="`Rule 2`.")
    trigger = models.CharField(max_length=40, choices=Trigger)
    question = models.CharField(max_length=200, help_text="As the team is asked, in plain words.")
    outcome = models.CharField(max_length=4, choices=Outcome)
    decider = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    office = models.CharField(max_length=20, choices=RoleCode, blank=True)
    working_days = models.PositiveSmallIntegerField(default=5)
    on_clock_end = models.CharField(max_length=14, choices=OnClockEnd, default=OnClockEnd.MOVES_UP)
    origin = models.CharField(max_length=14, choices=Origin, default=Origin.OURS)
    why = models.CharField(max_length=300, blank=True, help_text="What the check protects.")
    papers = models.JSONField(default=list, blank=True)
    limit_pounds = models.PositiveIntegerField(
        null=True, blank=True, help_text="For costs: up to this the answer is go."
    )
    may_loosen = models.BooleanField(default=False, help_text="A division or a ward may ask for less.")
    signed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    signed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["book", "trigger"], name="enabling_one_rule_a_trigger"),
            models.UniqueConstraint(fields=["book", "number"], name="enabling_rule_numbers"),
            models.CheckConstraint(
                name="enabling_never_by_silence",
                condition=Q(on_clock_end="moves_up") | ~Q(trigger__in=sorted(NEVER_BY_SILENCE)),
            ),
            models.CheckConstraint(name="enabling_ask_has_days", condition=~Q(outcome="ask") | Q(working_days__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.question}"
