"""Places: one tree from region to team, with dates on every role, parent and link. Vocabulary d4."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from groundswell.places import lookups  # noqa: F401 - registers `begins`
from groundswell.ui.addresses import address_of
from groundswell.ui.ids import new_id


class Kind(models.TextChoices):
    """What a place is now. What it was is in its dated roles."""

    REGION = "region", "NHS England region"
    ICB = "icb", "Integrated care board"
    SUB_ICB = "sub_icb", "Sub-ICB location"
    TRUST = "trust", "NHS trust"
    PRACTICE = "gp_practice", "GP practice"
    CENTRE = "prescribing_centre", "Clinic or service"
    NETWORK = "network", "Primary care network"
    COMMISSIONER = "commissioner", "Commissioner"
    HEALTH_BOARD = "health_board", "Local health board"
    COUNCIL = "local_authority", "Council"
    CHARITY = "voluntary", "Charity or voluntary organisation"
    SITE = "site", "Site"
    DIVISION = "division", "Division"
    DIRECTORATE = "directorate", "Directorate"
    SERVICE = "service", "Service"
    WARD = "ward", "Ward"
    CLINIC = "clinic", "Clinic"
    THEATRE = "theatre", "Theatre"
    DEPARTMENT = "department", "Department"
    COMMUNITY_TEAM = "community_team", "Community team"
    AMBULANCE_STATION = "ambulance_station", "Ambulance station"
    SURGERY = "surgery", "Surgery team"
    CORPORATE_TEAM = "corporate_team", "Corporate team"
    PARTNERSHIP = "place_partnership", "Place partnership"
    BOARD = "board", "Board"
    OTHER = "other", "Other"


ORGANISATIONS = (
    Kind.REGION, Kind.ICB, Kind.SUB_ICB, Kind.TRUST, Kind.PRACTICE, Kind.CENTRE, Kind.NETWORK, Kind.COMMISSIONER,
    Kind.HEALTH_BOARD, Kind.COUNCIL, Kind.CHARITY,
)  # fmt: skip
TEAMS = (
    Kind.DIVISION, Kind.DIRECTORATE, Kind.SERVICE, Kind.WARD, Kind.CLINIC, Kind.THEATRE, Kind.DEPARTMENT,
    Kind.COMMUNITY_TEAM, Kind.AMBULANCE_STATION, Kind.SURGERY, Kind.CORPORATE_TEAM, Kind.PARTNERSHIP,
    Kind.BOARD, Kind.OTHER,
)  # fmt: skip


class Status(models.TextChoices):
    """As the ODS files say it. Only `inactive` means closed."""

    ACTIVE = "active", "Open"
    INACTIVE = "inactive", "Closed"
    DORMANT = "dormant", "Dormant"
    PROPOSED = "proposed", "Proposed"


class PlaceQuerySet(QuerySet["Place"]):
    def under(self, place: Place) -> PlaceQuerySet:
        """The place itself and everything below it in today's tree."""
        return self.filter(path__begins=place.path) if place.path else self.none()

    def open_places(self) -> PlaceQuerySet:
        return self.exclude(status=Status.INACTIVE)


class Place(models.Model):
    """An organisation (with its ODS code), a site or a team.

    `parent`, `organisation` and `path` are today's tree, kept for speed; `Parentage` is the dated truth behind them.
    Dates are days: `since` and `until` are the first and the last day, as ODS gives them; an empty one is not known.
    """

    key = models.CharField(max_length=12, unique=True, default=new_id, help_text="ODS code, or an id of our own.")
    ods_code = models.CharField(max_length=12, unique=True, null=True, blank=True)
    name = models.CharField(max_length=150, blank=True, help_text="As published, in reading case.")
    kind = models.CharField(max_length=20, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    organisation = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="places")
    path = models.CharField(max_length=200, blank=True, db_index=True, help_text="`/12/345/`: ids from the root.")
    subtype = models.CharField(max_length=40, blank=True, help_text="What sort of its kind: acute, out_of_hours ...")
    postcode = models.CharField(max_length=10, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.ACTIVE)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    placeholder = models.BooleanField(default=False, help_text="A code others name as parent, not yet published.")
    source = models.CharField(max_length=60, blank=True)
    own_numbers = models.TextField(
        blank=True,
        default="",
        db_default="",
        help_text="Of an organisation: its hospital numbers as shapes, one a line.",
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "status"])]

    def __str__(self) -> str:
        return self.name or f"{self.ods_code} (name not published yet)"

    def get_absolute_url(self) -> str:
        return address_of("front:place", self.key)

    def is_under(self, other: Place) -> bool:
        """At `other` itself or anywhere below it."""
        return bool(other.path) and self.path.startswith(other.path)

    @property
    def is_open(self) -> bool:
        return self.status != Status.INACTIVE

    @property
    def is_organisation(self) -> bool:
        return self.kind in ORGANISATIONS

    @property
    def number_shapes(self) -> tuple[str, ...]:
        """How hospital numbers are written at the place's organisation (see `safetext.shapes`)."""
        return (
            tuple((self.organisation or self).own_numbers.split("\n"))
            if (self.organisation or self).own_numbers
            else ()
        )

    @property
    def is_team(self) -> bool:
        return self.kind in TEAMS

    @property
    def in_full(self) -> str:
        """A team is said with its organisation: there are many wards 21."""
        return str(self) if self.organisation_id in (None, self.pk) else f"{self}, {self.organisation}"

    @property
    def whereabouts(self) -> str:
        """The line under its name that tells it from its namesakes: what it is, of whom, postcode and code."""
        owner = self.parent if self.is_team else self.organisation
        of = f" of {owner}" if owner and owner != self and self.kind == Kind.SITE else ""
        at = f" at {owner}" if owner and self.is_team else ""
        closed = "closed" if not self.is_open else ""
        return ", ".join(
            part for part in (f"{self.get_kind_display()}{of}{at}", self.postcode, self.ods_code, closed) if part
        )

    def above_ids(self) -> list[int]:
        """Ids from the root down to this place."""
        return [int(part) for part in self.path.strip("/").split("/") if part]


class Dated(models.Model):
    """Something that held from one day to another, both included."""

    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def held_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Role(Dated):
    """What kind of body a place is or was, by ODS role code, with dates."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="roles")
    code = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "code", "since"], name="places_one_role")]


class Parentage(Dated):
    """Who a place belongs or belonged to, with dates."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="parentages")
    parent = models.ForeignKey(Place, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place"], condition=Q(until=None), name="places_one_parent_today"),
        ]


class Link(Dated):
    """Membership of a network (PCN) across the tree, with dates."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="links")
    network = models.ForeignKey(Place, models.CASCADE, related_name="members")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "network", "since"], name="places_one_link")]


class FormerName(models.Model):
    """A name a place had until (and with) a day."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=150)
    until = models.DateField()


class Succession(models.Model):
    """One place took over from another on a day."""

    before = models.ForeignKey(Place, models.CASCADE, related_name="successors")
    after = models.ForeignKey(Place, models.CASCADE, related_name="predecessors")
    on = models.DateField(null=True, blank=True)
    inferred = models.BooleanField(default=False, help_text="Worked out by us from two files, not published as such.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["before", "after"], name="places_one_succession")]


class Word(models.Model):
    """A word under which a place can be found by typing its first letters. The lighter, the better the place."""

    word = models.CharField(max_length=40)
    place = models.ForeignKey(Place, models.CASCADE, related_name="words")
    weight = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            # The operator class makes LIKE 'abc%' use the index on PostgreSQL whatever the collation.
            models.Index(
                name="places_word_begins",
                fields=["word", "place", "weight"],
                opclasses=["varchar_pattern_ops", "int8_ops", "int2_ops"],
            )
        ]


class Route(models.TextChoices):
    """Doors for what is not an idea (d20), most pressing first. `safetext.handover` recognises them."""

    SAFEGUARDING = "safeguarding", _("Safeguarding")
    SPEAK_UP = "speak_up", _("Freedom to Speak Up")
    INCIDENT = "incident", _("Incidents")
    COMPLAINT = "complaint", _("Complaints")
    HR_MATTER = "hr_matter", _("Your pay, leave or contract")
    IT_FAULT = "it_fault", _("Computer faults")
    ESTATES_FAULT = "estates_fault", _("Repairs to the building")
    RESEARCH = "research", _("Research and development")


# Research is looked up when a change may be one; nobody's words are taken there.
TAKEN_THERE = tuple(route for route in Route if route != Route.RESEARCH)


class Door(models.Model):
    """Whom an organisation has for one route: who it is, and how to reach them. Its own data, of staff and teams."""

    organisation = models.ForeignKey(Place, models.CASCADE, related_name="doors")
    route = models.CharField(max_length=14, choices=Route)
    name = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True, help_text="An e-mail or web address.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "route"], name="places_one_door_a_route")]


class Routing(models.Model):
    """The fact that something was taken to another door: where and in which week. Never who or what."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    route = models.CharField(max_length=14, choices=Route)
    week = models.DateField(help_text="The Monday of the week.")
