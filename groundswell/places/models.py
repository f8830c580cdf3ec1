"""Places: one tree from region to team, with dates on every role, parent and link. Vocabulary d4."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse

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
    Kind.REGION, Kind.ICB, Kind.SUB_ICB, Kind.TRUST, Kind.PRACTICE, Kind.CENTRE, Kind.NETWORK, Kind.COMMISSIONER
)
TEAMS = (
    Kind.DIVISION, Kind.DIRECTORATE, Kind.SERVICE, Kind.WARD, Kind.CLINIC, Kind.THEATRE, Kind.DEPARTMENT,
    Kind.COMMUNITY_TEAM, Kind.AMBULANCE_STATION, Kind.SURGERY, Kind.CORPORATE_TEAM, Kind.PARTNERSHIP,
    Kind.BOARD, Kind.OTHER,
)  # fmt: skip


class PlaceQuerySet(QuerySet["Place"]):
    def under(self, place: Place) -> PlaceQuerySet:
        """The place itself and everything below it in today's tree."""
        return self.filter(path__startswith=place.path)

    def open_places(self) -> PlaceQuerySet:
        return self.filter(closed_on=None)


class Place(models.Model):
    """An organisation (with its ODS code), a site or a team.

    `parent`, `organisation` and `path` are today's tree, kept for speed; `Parentage` is the dated truth behind them.
    """

    key = models.CharField(max_length=12, unique=True, default=new_id, help_text="ODS code, or an id of our own.")
    ods_code = models.CharField(max_length=12, unique=True, null=True, blank=True)
    name = models.CharField(max_length=150, blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    organisation = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="places")
    path = models.CharField(max_length=200, blank=True, db_index=True, help_text="`/12/345/`: ids from the root.")
    postcode = models.CharField(max_length=10, blank=True)
    status = models.CharField(max_length=10, default="active")
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    placeholder = models.BooleanField(default=False, help_text="A code others name as parent, not yet published.")
    source = models.CharField(max_length=60, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "status"])]

    def __str__(self) -> str:
        return self.name or f"{self.ods_code} (name not published yet)"

    def get_absolute_url(self) -> str:
        return reverse("front:place", args=[self.key])

    def is_under(self, other: Place) -> bool:
        return self.path.startswith(other.path)

    @property
    def is_team(self) -> bool:
        return self.kind in TEAMS

    def above_ids(self) -> list[int]:
        """Ids from the root down to this place."""
        return [int(part) for part in self.path.strip("/").split("/") if part]


class Role(models.Model):
    """What kind of body a place is or was, by ODS role code, with dates."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="roles")
    code = models.CharField(max_length=10)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "code", "since"], name="places_one_role", nulls_distinct=False)]


class Parentage(models.Model):
    """Who a place belongs or belonged to, with dates."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="parentages")
    parent = models.ForeignKey(Place, models.CASCADE, related_name="+")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place"], condition=Q(until=None), name="places_one_parent_today"),
        ]


class Link(models.Model):
    """Membership of a network (PCN) across the tree, with dates."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="links")
    network = models.ForeignKey(Place, models.CASCADE, related_name="members")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "network", "since"], name="places_one_link")]


class Succession(models.Model):
    """One place took over from another on a day."""

    before = models.ForeignKey(Place, models.CASCADE, related_name="successors")
    after = models.ForeignKey(Place, models.CASCADE, related_name="predecessors")
    on = models.DateField(null=True, blank=True)
    inferred = models.BooleanField(default=False, help_text="Worked out by us from two files, not published as such.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["before", "after"], name="places_one_succession")]


class Word(models.Model):
    """A word under which a place can be found by typing its first letters."""

    word = models.CharField(max_length=40)
    place = models.ForeignKey(Place, models.CASCADE, related_name="words")
    weight = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["word", "place"])]
