"""I have an hour: what somebody offers to help with where they work, how much, and until when."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from groundswell.events.kinds import Subject
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.ui.addresses import address_of
from groundswell.ui.formats import joined, lower, upper
from groundswell.ui.ids import new_id


class Topic(models.TextChoices):
    """What an hour can go into."""

    DATA = "data", _("Data and charts")
    WRITING = "writing", _("Writing it up")
    TESTING = "testing", _("Running a test")
    IT = "it", _("Working with IT")
    ESTATES = "estates", _("Estates and equipment")
    FINANCE = "finance", _("Finance")
    PATIENTS = "patients", _("Patients’ voices")
    LEADING = "leading", _("Leading a change together")
    MENTORING = "mentoring", _("Mentoring")


class HowMuch(models.TextChoices):
    ONCE = "once", _("One hour")
    MONTHLY = "monthly", _("An hour a month")
    WEEKLY = "weekly", _("An hour a week")


class OfferQuerySet(QuerySet["OfferOfTime"]):
    def standing(self, today: date) -> OfferQuerySet:
        """Not ended by whoever made it, nor by its own day."""
        return self.filter(ended_at=None, until__gte=today)


class OfferOfTime(models.Model):
    """Ends by itself on its day, or when whoever made it says so."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="offers")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", help_text="Where they work.")
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+")
    how_much = models.CharField(max_length=8, choices=HowMuch)
    until = models.DateField(help_text="The last day.")
    words = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(F("organisation"), F("until"), condition=Q(ended_at=None), name="enabling_offers_here")]

    def __str__(self) -> str:
        return upper(self.about) or str(self.get_how_much_display())

    def get_absolute_url(self) -> str:
        return address_of("enabling:hours_here", self.place.key)

    @property
    def about(self) -> str:
        """`data and charts and mentoring`, in the order of the list."""
        chosen = {row.topic for row in self.topics.all()}
        return joined([lower(str(topic.label)) for topic in Topic if topic in chosen])

    @property
    def subject(self) -> Subject:
        return Subject("enabling", self.public_id, str(self), self.get_absolute_url())

    def stands(self, today: date) -> bool:
        return self.ended_at is None and today <= self.until


class OfferTopic(models.Model):
    offer = models.ForeignKey(OfferOfTime, models.CASCADE, related_name="topics")
    topic = models.CharField(max_length=12, choices=Topic)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "topic"], name="enabling_topic_once")]

    def __str__(self) -> str:
        return str(self.get_topic_display())
