"""People, where they work, and what they may do there. Vocabulary d5, d6."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q, QuerySet

from groundswell.places.models import Place
from groundswell.ui.formats import london_day
from groundswell.ui.ids import new_id


class StaffGroup(models.TextChoices):
    """NHS Staff Survey occupational groups, rolled up (d6)."""

    MEDICAL_DENTAL = "medical_dental", "Medical and dental"
    NURSING_MIDWIFERY = "nursing_midwifery", "Nursing and midwifery"
    NURSING_SUPPORT = "nursing_support", "Nursing or healthcare assistant"
    AHP = "ahp", "Allied health professional"
    AHP_SUPPORT = "ahp_support", "Support to allied health professionals"
    SCIENTIFIC_TECHNICAL = "scientific_technical", "Scientific, technical or pharmacy"
    SCIENTIFIC_SUPPORT = "scientific_support", "Support to healthcare scientists"
    AMBULANCE = "ambulance", "Ambulance"
    SOCIAL_CARE = "social_care", "Social care"
    PUBLIC_HEALTH = "public_health", "Public health"
    COMMISSIONING = "commissioning", "Commissioning"
    ADMIN_CORPORATE = "admin_corporate", "Admin, clerical or reception"
    ESTATES_ANCILLARY = "estates_ancillary", "Estates, domestic or facilities"
    GENERAL_MANAGEMENT = "general_management", "Management"
    OTHER = "other", "Other"


CLINICAL_GROUPS = frozenset(
    {
        "medical_dental", "nursing_midwifery", "nursing_support", "ahp", "ahp_support",
        "scientific_technical", "scientific_support", "social_care",
    }
)  # fmt: skip


class RoleCode(models.TextChoices):
    """Rights at a place and below it (d5). `staff` is every member and is never granted."""

    ANSWERER = "answerer", "Answers new ideas"
    DEPUTY = "deputy", "Deputy: answers new ideas when the answerer cannot"
    ENABLER = "enabler", "May be asked"
    DECIDER = "decider", "Decides permissions"
    COACH = "coach", "Improvement coach"
    PLACE_LEAD = "place_lead", "Leads the place"
    MANAGER = "manager", "Manager"
    EXECUTIVE = "executive", "Executive"
    SYSTEM_VIEWER = "system_viewer", "Sees shared work"
    FRAMEWORK_EDITOR = "framework_editor", "Keeps outside frameworks"
    PLACE_ADMIN = "place_admin", "Looks after the place's people and settings"
    IG_LEAD = "ig_lead", "Information governance lead"
    FINANCE = "finance", "Finance: confirms money released"
    SAFETY = "safety", "Patient safety: confirms harm avoided"
    AUDITOR = "auditor", "Auditor"
    PARTNER = "partner", "Partner by experience"


class People(BaseUserManager["Person"]):
    def create_user(self, email: str, name: str = "", **more: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), name=name, **more)
        person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """A member of staff or a partner. Signs in with a code sent by e-mail; there is no password."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100, blank=True)
    is_active = models.BooleanField(default=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    demo = models.BooleanField(default=False, help_text="One of the made-up cast of the demonstration.")
    joined_at = models.DateTimeField(auto_now_add=True)
    back_on = models.DateField(null=True, blank=True, help_text="Away until this day, the first one back.")
    cover = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="covers",
        help_text="Who answers while they are away.",
    )
    left_out_of_map = models.BooleanField(
        default=False, help_text="In no tie and no step of the map, by their own wish."
    )

    objects: ClassVar[People] = People()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []  # type: ignore[misc]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """The name others see."""
        return "a colleague" if self.forgotten_at else self.name or "someone new"

    def is_away(self, today: date) -> bool:
        """Said so, and is not back yet. Ends by itself."""
        return self.back_on is not None and today < self.back_on

    def is_covered_by(self, other: Person, today: date) -> bool:
        """Away, and named this person to answer in the meantime."""
        return self.cover_id == other.pk and self.is_away(today)

    def get_full_name(self) -> str:
        return self.called


def current(at: datetime) -> Q:
    """Rows with `since` and `until` that hold at a moment."""
    return Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))


def holds_at(row: Membership | RoleGrant, at: datetime) -> bool:
    """The same as `current`, of a row in hand."""
    return row.since <= at and (row.until is None or row.until > at)


class MembershipQuerySet(QuerySet["Membership"]):
    def current(self, at: datetime) -> MembershipQuerySet:
        return self.filter(current(at)).exclude(confirmed_at=None)


class Membership(models.Model):
    """Where someone works, in which staff group, and whether clinical and/or managerial there."""

    class Joined(models.TextChoices):
        INVITATION = "invitation", "Invited"
        DOMAIN = "domain", "By the organisation's own mail domain"
        CONFIRMATION = "confirmation", "Confirmed at the place"

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    place = models.ForeignKey(Place, models.PROTECT, related_name="memberships")
    title = models.CharField(max_length=80, blank=True, help_text="Job title in plain words.")
    staff_group = models.CharField(max_length=24, choices=StaffGroup)
    clinical = models.BooleanField()
    managerial = models.BooleanField()
    joined_by = models.CharField(max_length=12, choices=Joined)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True, help_text="Empty while the place has not said yes.")
    confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    refused_because = models.CharField(max_length=200, blank=True, help_text="Why the place said no.")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "place"], condition=Q(until=None), name="people_one_membership"),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.get_staff_group_display()}, {self.place}"

    @property
    def last_day(self) -> date | None:
        """The last whole or part day there; none while it has no end."""
        return london_day(self.until - timedelta(seconds=1)) if self.until else None

    @property
    def waiting(self) -> bool:
        """Asked for, and the place has not answered."""
        return self.confirmed_at is None and self.until is None

    @property
    def refused(self) -> bool:
        return self.confirmed_at is None and self.until is not None


class RoleGrantQuerySet(QuerySet["RoleGrant"]):
    def current(self, at: datetime) -> RoleGrantQuerySet:
        return self.filter(current(at))


class RoleGrant(models.Model):
    """A right at a place and below it, with a start and an end."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    place = models.ForeignKey(Place, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=RoleCode)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True, help_text="When the person said yes to answering here.")

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "place", "role"], condition=Q(until=None), name="people_one_grant"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.place}"

    @property
    def wants_a_yes(self) -> bool:
        """Named as answerer or deputy, and has not said yes yet: no poster is printed before."""
        return self.role in (RoleCode.ANSWERER, RoleCode.DEPUTY) and self.accepted_at is None


class MailDomain(models.Model):
    """A mail domain that belongs to one organisation alone, so that an address there proves working there."""

    domain = models.CharField(max_length=100, unique=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="mail_domains")

    def __str__(self) -> str:
        return self.domain


class Invitation(models.Model):
    """An offer to join a place, sent to one address; it can be used once."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    email = models.EmailField()
    place = models.ForeignKey(Place, models.PROTECT, related_name="invitations")
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Invitation to {self.place}"


class SecurityNoteQuerySet(QuerySet["SecurityNote"]):
    def update(self, **changes: Any) -> int:
        raise TypeError("The security log is only added to.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("The security log is only added to.")


class Headcount(models.Model):
    """How many people of a staff group work at a place, teams inside it included, from a day until the next such row.

    What an organisation says about itself: whoever has an account here are fewer. Shares and rates are divided by it.
    """

    place = models.ForeignKey(Place, models.CASCADE, related_name="headcounts")
    staff_group = models.CharField(max_length=24, choices=StaffGroup)
    since = models.DateField()
    heads = models.PositiveIntegerField()
    source = models.CharField(max_length=120, blank=True, help_text="Where the number comes from.")
    said_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "staff_group", "since"], name="people_one_headcount_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.get_staff_group_display()}: {self.heads} since {self.since}"


class SecurityNote(models.Model):
    """Who signed in, looked at restricted things or exported. Only added to; each row is chained to the one before."""

    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    who = models.CharField(max_length=12, blank=True, help_text="The person's public id, never a name.")
    facts = models.JSONField(default=dict)
    before = models.CharField(max_length=64, unique=True)
    chain = models.CharField(max_length=64)

    objects = SecurityNoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["who", "-at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("The security log is only added to.")
        super().save(*args, **kwargs)

    def link(self) -> str:
        """The fingerprint of this note and, through `before`, of every note before it."""
        told = [self.before, self.at.astimezone(UTC).isoformat(), self.kind, self.who, self.facts]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("The security log is only added to.")


class ChainEnd(models.Model):
    """Where the security log ends. One row, locked while a note is added; it shows when the last notes are gone."""

    chain = models.CharField(max_length=64)
    count = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.count} notes"


class Tries(models.Model):
    """How often codes were asked for and tried: the table of Django's database cache, shared by all processes."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "people_tries"

    def __str__(self) -> str:
        return self.cache_key
