"""Permissions: a decision the rules ask for, of one named person, with a clock that never resets. Vocabulary d9."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from groundswell.enabling.models.hops import Hop, Level
from groundswell.enabling.models.trust import NEVER_BY_SILENCE, OnClockEnd, Origin, Outcome, Trigger, TrustRule
from groundswell.events.kinds import Subject
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.ui.addresses import address_of
from groundswell.ui.formats import days_between
from groundswell.ui.ids import new_id


class Decision(models.TextChoices):
    YES = "yes", _("Yes")
    YES_IF = "yes_with_conditions", _("Yes, if")
    NEED_MORE = "need_more", _("Need this first")
    NO = "no", _("No")


class PermissionQuerySet(QuerySet["Permission"]):
    def wanted(self) -> PermissionQuerySet:
        """Asked and neither decided nor taken back."""
        return self.filter(outcome=Outcome.ASK, decided_at=None, withdrawn_at=None)

    def of_work(self, room: str, work_id: str) -> PermissionQuerySet:
        return self.filter(work_room=room, work_id=work_id)


class Permission(models.Model):
    """One decision about one piece of work: asked of one person (`ask`), or only told to them (`tell`)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    work_room = models.CharField(max_length=20)
    work_id = models.CharField(max_length=12)
    work_title = models.CharField(max_length=200)
    work_address = models.CharField(max_length=200)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", help_text="Where it is asked for.")
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+", help_text="Whose rules ask for it.")
    trigger = models.CharField(max_length=40, choices=Trigger)
    outcome = models.CharField(max_length=4, choices=Outcome, default=Outcome.ASK)
    rule = models.ForeignKey(TrustRule, models.SET_NULL, null=True, blank=True, related_name="permissions")
    source = models.CharField(max_length=200, help_text="`Rule 2 of Doncaster and Bassetlaw, agreed 4 March 2026`.")
    origin = models.CharField(max_length=14, choices=Origin)
    papers = models.JSONField(default=list, blank=True)
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    decider = models.ForeignKey(Person, models.PROTECT, related_name="permissions")
    level = models.CharField(max_length=10, choices=Level)
    level_place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    held_since = models.DateTimeField()
    working_days = models.PositiveSmallIntegerField()
    due_on = models.DateField(
        null=True, blank=True, help_text="Until the end of this day; empty while paused or at the top."
    )
    on_clock_end = models.CharField(max_length=14, choices=OnClockEnd, default=OnClockEnd.MOVES_UP)
    decision = models.CharField(max_length=20, choices=Decision, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    automatic = models.BooleanField(default=False, help_text="The clock said yes, not a person.")
    reason = models.CharField(max_length=300, blank=True)
    conditions = models.CharField(max_length=300, blank=True)
    would_be_yes = models.CharField(max_length=300, blank=True)
    talk_wanted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PermissionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                "decider", "asked_at", name="enabling_decides", condition=Q(decided_at=None, withdrawn_at=None)
            ),
            models.Index("due_on", name="enabling_decision_due", condition=Q(decided_at=None, withdrawn_at=None)),
            models.Index(fields=["work_room", "work_id"], name="enabling_permits_work"),
            models.Index(fields=["organisation", "asked_at"], name="enabling_permits_of"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["work_room", "work_id", "organisation", "trigger"], condition=Q(withdrawn_at=None),
                name="enabling_asked_once",
            ),
            models.CheckConstraint(
                name="enabling_decided_has_decision", condition=Q(decided_at=None, decision__in=["", "need_more"])
                | Q(decided_at__isnull=False, decision__in=["yes", "yes_with_conditions", "no"]),
            ),
            models.CheckConstraint(
                name="enabling_no_says_why", condition=~Q(decision="no") | (~Q(reason="") & ~Q(would_be_yes=""))
            ),
            models.CheckConstraint(
                name="enabling_silence_is_no_yes",
                condition=Q(automatic=False) | ~Q(trigger__in=sorted(NEVER_BY_SILENCE)),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_trigger_display()}: {self.work_title}"

    def get_absolute_url(self) -> str:
        return address_of("enabling:permission", self.public_id)

    @property
    def work(self) -> Subject:
        return Subject(self.work_room, self.work_id, self.work_title, self.work_address)

    @property
    def is_open(self) -> bool:
        return self.outcome == Outcome.ASK and self.decided_at is None and self.withdrawn_at is None

    @property
    def is_yes(self) -> bool:
        return self.decision in (Decision.YES, Decision.YES_IF)

    def days_open(self, now: datetime) -> int:
        """Calendar days since it was asked, whoever held it and whatever it waited for."""
        return days_between(self.asked_at, self.decided_at or self.withdrawn_at or now)


class PermissionPause(models.Model):
    """The clock stands still because a named thing is missing, until the team has sent it."""

    permission = models.ForeignKey(Permission, models.CASCADE, related_name="pauses")
    need = models.CharField(max_length=300, help_text="Exactly what is missing.")
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    sent = models.CharField(max_length=300, blank=True, help_text="What the team sent, or where it is.")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["permission"], condition=Q(ended_at=None), name="enabling_one_open_need"),
        ]


class PermissionHop(Hop):
    """That a permission came to somebody."""

    permission = models.ForeignKey(Permission, models.CASCADE, related_name="hops")
