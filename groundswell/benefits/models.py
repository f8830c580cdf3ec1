"""Benefits: what came of a change. Vocabulary d14."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.events.kinds import Subject
from groundswell.measures.models import Measure
from groundswell.people.models import Person, StaffGroup
from groundswell.places.models import Place
from groundswell.ui.addresses import address_of
from groundswell.ui.formats import number
from groundswell.ui.ids import new_id


class Class(models.TextChoices):
    """The ten classes. Numbers of two classes are never added."""

    CASH_RELEASING = "cash_releasing", gettext_lazy("Money released from a budget")
    NON_CASH_RELEASING = "non_cash_releasing", gettext_lazy("Money's worth, budget unchanged")
    TIME_TO_CARE = "time_to_care", gettext_lazy("Time released to care")
    SAFETY = "safety", gettext_lazy("Harm avoided")
    ACCESS = "access", gettext_lazy("Waiting or bed days")
    EXPERIENCE = "experience", gettext_lazy("Patient or carer experience")
    STAFF_EXPERIENCE = "staff_experience", gettext_lazy("Joy in work")
    EQUITY = "equity", gettext_lazy("Gap narrowed")
    CARBON = "carbon", gettext_lazy("Carbon")
    SOCIETAL = "societal", gettext_lazy("Wider society")


class Unit(models.TextChoices):
    POUNDS = "pounds", gettext_lazy("pounds")
    HOURS_A_WEEK = "hours_a_week", gettext_lazy("hours a week")
    EVENTS_A_MONTH = "events_a_month", gettext_lazy("fewer a month")
    EVENTS_A_YEAR = "events_a_year", gettext_lazy("fewer a year")
    DAYS = "days", gettext_lazy("days")
    APPOINTMENTS = "appointments", gettext_lazy("appointments")
    POINTS = "points", gettext_lazy("points on a scale")
    PERCENTAGE_POINTS = "percentage_points", gettext_lazy("percentage points")
    KG_CO2E = "kg_co2e", gettext_lazy("kg CO2e")


class Basis(models.TextChoices):
    MEASURED = "measured", gettext_lazy("Measured")
    ESTIMATED = "estimated", gettext_lazy("Estimated")
    EXPECTED = "expected", gettext_lazy("Expected")


class Recurrence(models.TextChoices):
    ONE_OFF = "one_off", gettext_lazy("Once")
    RECURRENT = "recurrent", gettext_lazy("Every year")


class State(models.TextChoices):
    CLAIMED = "claimed", gettext_lazy("Claimed")
    BY_CO_LEAD = "confirmed_by_co_lead", gettext_lazy("Confirmed by a co-lead")
    BY_FINANCE = "confirmed_by_finance", gettext_lazy("Confirmed by finance")
    BY_SAFETY = "confirmed_by_safety", gettext_lazy("Confirmed by patient safety")


class BenefitQuerySet(QuerySet["Benefit"]):
    def standing(self) -> BenefitQuerySet:
        """Neither taken back."""
        return self.filter(taken_back_at=None)

    def unchecked(self) -> BenefitQuerySet:
        return self.standing().filter(state=State.CLAIMED)


class Benefit(models.Model):
    """One thing that came of a change at one place. Without an `amount` the words alone say it."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    kind = models.CharField(max_length=20, choices=Class)
    place = models.ForeignKey(Place, models.PROTECT, related_name="benefits")
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, help_text="What came of it, in a sentence.")
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=20, choices=Unit, blank=True)
    recurrence = models.CharField(max_length=10, choices=Recurrence, blank=True)
    staff_group = models.CharField(max_length=24, choices=StaffGroup, blank=True, help_text="Whose time.")
    basis = models.CharField(max_length=10, choices=Basis)
    source = models.CharField(max_length=200, blank=True, help_text="Where the number comes from, with its year.")
    measure = models.ForeignKey(Measure, models.SET_NULL, null=True, blank=True, related_name="benefits")
    work_room = models.CharField(max_length=20, help_text="The change it came of, left here from above by value.")
    work_id = models.CharField(max_length=12)
    work_title = models.CharField(max_length=200)
    work_address = models.CharField(max_length=200)
    state = models.CharField(max_length=24, choices=State, default=State.CLAIMED)
    claimed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    claimed_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = BenefitQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["place", "-claimed_at"], name="benefits_of_place"),
            models.Index(fields=["work_room", "work_id"], name="benefits_of_work"),
            models.Index("organisation", "kind", name="benefits_unchecked", condition=Q(state="claimed", taken_back_at=None)),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(name="benefits_amount_has_unit", condition=Q(amount=None) | ~Q(unit="")),
            models.CheckConstraint(name="benefits_safety_is_measured", condition=~Q(kind="safety") | Q(basis="measured")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return address_of("benefits:benefit", self.public_id)

    @property
    def work(self) -> Subject:
        return Subject(self.work_room, self.work_id, self.work_title, self.work_address)

    @property
    def is_checked(self) -> bool:
        return self.state != State.CLAIMED

    @property
    def name(self) -> str:
        """Its class as it may be called today: money is not called released before finance has said so."""
        return class_name(self.kind, self.is_checked)

    @property
    def size(self) -> str:
        """`£12,000 every year`, `2.5 hours a week`; empty when only words tell."""
        return "" if self.amount is None else size(self.amount, self.unit, self.recurrence)

    @property
    def headline(self) -> str:
        return f"{self.name}: {self.size}" if self.size else self.name

    @property
    def subject(self) -> Subject:
        return Subject("benefits", self.public_id, self.headline, self.get_absolute_url())


def class_name(kind: str, checked: bool) -> str:
    if kind == Class.CASH_RELEASING and not checked:
        return _("Money that may be released, not checked by finance")
    return str(Class(kind).label)


def size(amount: object, unit: str, recurrence: str) -> str:
    written = number(amount)  # type: ignore[arg-type]
    said = f"£{written}" if unit == Unit.POUNDS else f"{written} {Unit(unit).label}"
    return f"{said} {str(Recurrence(recurrence).label).lower()}" if recurrence else said


class Check(models.Model):
    """That somebody confirmed a benefit, with the number before and after; the history of corrections."""

    benefit = models.ForeignKey(Benefit, models.CASCADE, related_name="checks")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=24, choices=State)
    before = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    after = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    @property
    def is_correction(self) -> bool:
        return self.before != self.after
