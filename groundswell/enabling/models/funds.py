"""A small improvement fund: a team spends on its own authority below a limit, one receipt a spend, no approval."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from groundswell.enabling.clocks import year_in_words
from groundswell.events.kinds import Subject
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.ui.addresses import address_of
from groundswell.ui.ids import new_id


class Fund(models.Model):
    """What a place and the teams under it may spend in a financial year, and the most they may spend at a time. In pence."""

    place = models.OneToOneField(Place, models.PROTECT, related_name="fund")
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+")
    yearly = models.PositiveIntegerField()
    limit = models.PositiveIntegerField(help_text="The most for one spend.")
    set_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.place}"

    def get_absolute_url(self) -> str:
        return address_of("enabling:fund", self.place.key)


class FundYear(models.Model):
    """One financial year of a fund: the table itself never lets it spend more than there is."""

    fund = models.ForeignKey(Fund, models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField(help_text="The year in which it begins, on 1 April.")
    amount = models.PositiveIntegerField()
    spent = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "year"], name="enabling_one_fund_year"),
            models.CheckConstraint(name="enabling_never_overdrawn", condition=Q(spent__lte=F("amount"))),
        ]

    def __str__(self) -> str:
        return year_in_words(self.year)

    @property
    def left(self) -> int:
        return self.amount - self.spent


class Spend(models.Model):
    """One receipt line. Taken back within a day it stays in sight and does not count."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    year = models.ForeignKey(FundYear, models.CASCADE, related_name="spends")
    what = models.CharField(max_length=120)
    amount = models.PositiveIntegerField()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", help_text="The team that spent it.")
    work_room = models.CharField(max_length=20, blank=True)
    work_id = models.CharField(max_length=12, blank=True)
    work_title = models.CharField(max_length=200, blank=True)
    work_address = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["year", "-at"], name="enabling_spends_of")]
        constraints = [models.CheckConstraint(name="enabling_spends_something", condition=Q(amount__gt=0))]

    def __str__(self) -> str:
        return self.what

    @property
    def work(self) -> Subject:
        return Subject(self.work_room, self.work_id, self.work_title, self.work_address)
