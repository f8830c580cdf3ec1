"""One log, many readers: what happened, and who played which part in it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from groundswell.events.kinds import Kind, Part, Subject, kind
from groundswell.people.models import Person
from groundswell.places.models import Place


class Event(models.Model):
    """A happening. Only ever added; rewording a title and forgetting a person are the two exceptions."""

    kind = models.CharField(max_length=40)
    room = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    address = models.CharField(max_length=200)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+", db_index=False)
    organisation = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+", db_index=False)
    actor = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["room", "subject_id", "-at"]),
            models.Index(fields=["place", "-at"]),
            models.Index(fields=["organisation", "-at"]),
        ]

    @property
    def what(self) -> Kind:
        return kind(self.kind)

    @property
    def subject(self) -> Subject:
        return Subject(self.room, self.subject_id, self.title, self.address)

    @property
    def sentence(self) -> str:
        """What happened, in one sentence, with the actor's name as it is today."""
        return self._said(str(self.what.sentence))

    @property
    def opens(self) -> str:
        """Where a notice or a letter about it leads: the page with the buttons (the fact `opens`), else the subject itself."""
        return str(self.facts.get("opens") or self.address)

    @property
    def letter(self) -> str:
        """The same for a letter: without what somebody typed."""
        return self._said(str(self.what.letter or self.what.sentence))

    def _said(self, sentence: str) -> str:
        facts: dict[str, Any] = {"by": self.actor.called if self.actor else "Someone", **self.facts}
        try:
            said = sentence.format(**facts)
        except (KeyError, IndexError):
            said = sentence
        return said[:1].upper() + said[1:]


class Credit(models.Model):
    """Who played which part, with where they worked and as what on the day."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="credits", db_index=False)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="credits", db_index=False)
    part = models.CharField(max_length=20, choices=Part)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    staff_group = models.CharField(max_length=24, blank=True)
    clinical = models.BooleanField(default=False)
    managerial = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-at"])]
        constraints = [models.UniqueConstraint(fields=["event", "person", "part"], name="events_one_credit")]


class Notice(models.Model):
    """That a person was told of an event. The words come from the event."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notices", db_index=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="notices")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    shown = models.BooleanField(default=True, help_text="False for what somebody wants to hear of by mail alone.")
    mailed_at = models.DateTimeField(null=True, blank=True, help_text="When a weekly letter told of it.")

    class Meta:
        indexes = [models.Index(fields=["person", "-at"])]
        constraints = [models.UniqueConstraint(fields=["person", "event"], name="events_one_notice")]


class NoticeChoice(models.Model):
    """What a person wants to hear of, and how. No row: in the product and by mail. Off means off."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notice_choices")
    notice = models.CharField(max_length=40)
    in_product = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "notice"], name="events_one_choice")]


class Rhythm(models.Model):
    """When letters come to a person. No row: the weekly one on Monday at 8, and no quiet hours. Hours are London's."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="rhythm")
    weekly_on = models.PositiveSmallIntegerField(
        null=True, default=0, help_text="0 is Monday; empty: no weekly letter."
    )
    weekly_hour = models.PositiveSmallIntegerField(default=8)
    quiet_from = models.PositiveSmallIntegerField(null=True)
    quiet_until = models.PositiveSmallIntegerField(null=True, help_text="The first hour in which letters come again.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None) | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="events_quiet_from_and_until",
            ),
        ]
