"""Asks: a named thing in the way, put to one named person, and what that person promised. Vocabulary d10."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from groundswell.enabling.models.hops import Hop, Level
from groundswell.events.kinds import Subject
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.ui.addresses import address_of
from groundswell.ui.formats import days_between
from groundswell.ui.ids import new_id


class AskKind(models.TextChoices):
    """What is in the way."""

    TIME = "time", _("Protected time")
    STAFFING = "staffing", _("Not enough staff")
    MONEY = "money", _("Money")
    PERMISSION = "permission", _("A permission")
    RULE = "rule_or_policy", _("A rule or a policy")
    IT = "it_or_access", _("IT, or access to it")
    DATA = "data", _("Data we cannot get")
    EQUIPMENT = "equipment", _("Equipment")
    ESTATE = "estate", _("The building or the room")
    ANOTHER_TEAM = "another_team", _("Another team")
    ANOTHER_ORGANISATION = "another_organisation", _("Another organisation")
    SKILLS = "skills", _("Skills we do not have")
    CULTURE = "hierarchy_or_culture", _("Hierarchy, or how we do things")
    CONTRACT = "contract_or_incentive", _("A contract or an incentive")
    PRIORITY = "competing_priority", _("Another priority")
    SUPPLIER = "supplier", _("A supplier")
    OTHER = "other", _("Something else")


class Status(models.TextChoices):
    OPEN = "open", _("Open")
    COMMITTED = "committed", _("Promised")
    MOVED = "moved", _("Promised for another day")
    DELEGATED = "delegated", _("Passed on")
    BROKEN = "broken", _("The day passed in silence")
    KEPT = "kept", _("Cleared")
    DECLINED = "declined", _("Not possible")
    WITHDRAWN = "withdrawn", _("Taken back")


PROMISED = (Status.COMMITTED, Status.MOVED)
WAITING = (Status.OPEN, Status.DELEGATED, Status.BROKEN)
ENDED = (Status.KEPT, Status.DECLINED, Status.WITHDRAWN)


class AskQuerySet(QuerySet["Ask"]):
    def waiting(self) -> AskQuerySet:
        """Nobody has promised anything yet, or let the day pass."""
        return self.filter(status__in=WAITING)

    def promised(self) -> AskQuerySet:
        return self.filter(status__in=PROMISED)

    def standing(self) -> AskQuerySet:
        return self.exclude(status__in=ENDED)

    def behind(self, room: str, work_id: str) -> AskQuerySet:
        """Asks for which one piece of work waits."""
        return self.filter(behind__work_room=room, behind__work_id=work_id)


class Ask(models.Model):
    """One thing in the way, with the one person who is asked to clear it. Its days are never reset."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    kind = models.CharField(max_length=24, choices=AskKind)
    what = models.CharField(max_length=200, help_text="What is in the way, in a sentence.")
    by_when = models.DateField(null=True, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="asks", help_text="Where it is in the way.")
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    holder = models.ForeignKey(Person, models.PROTECT, related_name="asks")
    held_since = models.DateTimeField()
    level = models.CharField(max_length=10, choices=Level)
    level_place = models.ForeignKey(Place, models.PROTECT, related_name="+", help_text="For which place it is held.")
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    climbs_on = models.DateField(null=True, blank=True, help_text="Silence until the end of this day passes it up.")
    warned_at = models.DateTimeField(null=True, blank=True)
    stays = models.BooleanField(
        default=False, help_text="The team wants it to stay where it is; the days go on counting."
    )
    people = models.PositiveIntegerField(
        default=0, help_text="Who works where it is in the way, at all places behind it."
    )
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was declined.")
    would_be_yes = models.CharField(max_length=300, blank=True, help_text="What would make it a yes.")
    talk_wanted_at = models.DateTimeField(null=True, blank=True, help_text="When the team took up the ten minutes.")
    ended_at = models.DateTimeField(null=True, blank=True)
    # Protected time (kind `time`), in hours a week; `hours_used` is the sum of the team's lines.
    hours_asked = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    hours_given = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    hours_used = models.DecimalField(max_digits=7, decimal_places=2, default=0)

    objects = AskQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("holder", "status", name="enabling_asked_of"),
            models.Index("climbs_on", name="enabling_climbs", condition=Q(climbs_on__isnull=False)),
            models.Index("organisation", "status", name="enabling_asks_of"),
        ]
        constraints = [
            models.CheckConstraint(
                name="enabling_declined_says_why", condition=~Q(status="declined") | (~Q(reason="") & ~Q(would_be_yes=""))
            ),
            models.CheckConstraint(
                name="enabling_ended_has_day",
                condition=Q(status__in=ENDED, ended_at__isnull=False) | (~Q(status__in=ENDED) & Q(ended_at=None)),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return address_of("enabling:ask", self.public_id)

    @property
    def subject(self) -> Subject:
        return Subject("enabling", self.public_id, self.what, self.get_absolute_url())

    @property
    def is_over(self) -> bool:
        return self.status in ENDED

    def days_open(self, now: datetime) -> int:
        """Calendar days since it was asked, whoever held it in between."""
        return days_between(self.asked_at, self.ended_at or now)


class HoursUsed(models.Model):
    """Protected time that was used: one dated line, typed by the team."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    ask = models.ForeignKey(Ask, models.CASCADE, related_name="hours")
    on = models.DateField()
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index("ask", "on", name="enabling_hours_on")]
        constraints = [
            models.CheckConstraint(name="enabling_hours_of_a_day", condition=Q(hours__gt=0, hours__lte=24)),
        ]


class AskBehind(models.Model):
    """One piece of work that waits for an ask, left here from above by value."""

    ask = models.ForeignKey(Ask, models.CASCADE, related_name="behind")
    work_room = models.CharField(max_length=20)
    work_id = models.CharField(max_length=12)
    work_title = models.CharField(max_length=200)
    work_address = models.CharField(max_length=200)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["work_room", "work_id"], name="enabling_work_waits")]
        constraints = [
            models.UniqueConstraint(fields=["ask", "work_room", "work_id"], name="enabling_behind_once"),
        ]

    def __str__(self) -> str:
        return self.work_title

    @property
    def work(self) -> Subject:
        return Subject(self.work_room, self.work_id, self.work_title, self.work_address)


class AskHop(Hop):
    """That an ask came to somebody."""

    ask = models.ForeignKey(Ask, models.CASCADE, related_name="hops")


class Commitment(models.Model):
    """A dated promise on an ask. Kept, moved before it was due, or broken in silence; the open one has none of these."""

    ask = models.ForeignKey(Ask, models.CASCADE, related_name="commitments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="commitments")
    made_at = models.DateTimeField()
    due_on = models.DateField()
    moved_at = models.DateTimeField(null=True, blank=True, help_text="Another date was set before this one was due.")
    moved_reason = models.CharField(max_length=200, blank=True)
    kept_at = models.DateTimeField(null=True, blank=True)
    broken_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="The ask was taken back, or went to somebody else."
    )

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [
            models.Index("due_on", name="enabling_due", condition=Q(moved_at=None, kept_at=None, broken_at=None, ended_at=None)),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["ask"], condition=Q(moved_at=None, kept_at=None, broken_at=None, ended_at=None), name="enabling_one_promise"
            ),
            models.CheckConstraint(name="enabling_moved_says_why", condition=Q(moved_at=None) | ~Q(moved_reason="")),
            models.CheckConstraint(name="enabling_kept_or_broken", condition=Q(kept_at=None) | Q(broken_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person.called}, {self.due_on}"

    @property
    def is_open(self) -> bool:
        return not (self.moved_at or self.kept_at or self.broken_at or self.ended_at)

    def has_passed(self, today: date) -> bool:
        return self.is_open and today > self.due_on
