"""Changes: a piece of work by a pair, in one or more places. Vocabulary d3, d9, d12."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from groundswell.enabling.models import GovernanceType
from groundswell.events.kinds import Subject
from groundswell.ideas.models import Idea
from groundswell.measures.models import Measure
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.ui.addresses import address_of
from groundswell.ui.formats import days_between
from groundswell.ui.ids import new_id


class Change(models.Model):
    """A piece of work that tries one or more ideas in one or more places."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    title = models.CharField(max_length=120)
    place = models.ForeignKey(Place, models.PROTECT, related_name="changes")
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+")
    ideas: models.ManyToManyField[Idea, models.Model] = models.ManyToManyField(Idea, related_name="changes")
    measures: models.ManyToManyField[Measure, models.Model] = models.ManyToManyField(Measure, related_name="changes")
    helpers: models.ManyToManyField[Person, models.Model] = models.ManyToManyField(Person, related_name="+")
    aim = models.CharField(max_length=300, blank=True, help_text="What, for whom, by how much.")
    aim_by = models.DateField(null=True, blank=True)
    reversible = models.BooleanField()
    inside_team = models.BooleanField()
    new_risk = models.BooleanField()
    answers = models.JSONField(
        default=dict, blank=True, help_text="To the questions of the rules of trust, by trigger."
    )
    drivers = models.TextField(blank=True, help_text="The driver diagram, as an outline: see `drivers.py`.")
    drivers_version = models.PositiveIntegerField(default=0)
    brought = models.JSONField(
        default=dict, blank=True, help_text="What came along from where it was taken up: see `brought.py`."
    )
    governance_type = models.CharField(
        max_length=20, choices=GovernanceType, blank=True, help_text="What it is, by the sorter. Empty: nobody asked."
    )
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField()
    moved_at = models.DateTimeField(help_text="When it last moved on, anywhere.")
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    stopped_reason = models.TextField(blank=True)
    stopped_learned = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    reader_helps: bool  # answered by `queries.change_for` for whoever asks
    is_paused: bool

    class Meta:
        indexes = [models.Index(fields=["organisation", "-moved_at"]), models.Index(fields=["place", "-moved_at"])]
        constraints = [
            models.CheckConstraint(
                name="changes_stop_has_reason", condition=Q(stopped_at=None) | ~Q(stopped_reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("changes:change", self.public_id)

    @property
    def subject(self) -> Subject:
        return Subject("changes", self.public_id, self.title, self.get_absolute_url())


class State(models.TextChoices):
    """What a change is at one place."""

    PAIRING = "pairing", _("Pairing")
    TRYING = "trying", _("Trying")
    WORKING = "working", _("Working")
    NORMAL = "normal", _("Normal practice here")
    STOPPED = "stopped", _("Stopped")


class ChangePlace(models.Model):
    """What the change is *here*. The first row is the home place; its moves are those of the ideas."""

    change = models.ForeignKey(Change, models.CASCADE, related_name="change_places")
    place = models.ForeignKey(Place, models.PROTECT, related_name="change_places")
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.PAIRING)
    joined_at = models.DateTimeField()
    normal_on = models.DateField(null=True, blank=True)
    home = models.BooleanField(default=False)

    somebody_left: bool  # a seat, at some time: answered by `queries.changes_under`

    class Meta:
        indexes = [models.Index(fields=["place", "state"]), models.Index(fields=["organisation", "state"])]
        constraints = [
            models.UniqueConstraint(fields=["change", "place"], name="changes_one_row_a_place"),
            models.UniqueConstraint(fields=["change"], condition=Q(home=True), name="changes_one_home"),
            models.CheckConstraint(
                name="changes_normal_has_day", condition=~Q(state="normal") | Q(normal_on__isnull=False)
            ),
        ]


class BecameReal(models.Model):
    """An idea became how things are done at its home place, for the first time: its owner is told of that once, for good."""

    idea = models.OneToOneField(Idea, models.CASCADE, related_name="became_real")
    change = models.ForeignKey(Change, models.PROTECT, related_name="made_real")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.change} at {self.place}"


class Seat(models.TextChoices):
    CLINICAL = "clinical", _("Clinical")
    MANAGERIAL = "managerial", _("Managerial")


class CoLeadQuerySet(QuerySet["CoLead"]):
    def live(self) -> CoLeadQuerySet:
        """Invited or accepted, neither declined nor left."""
        return self.filter(declined_at=None, left_at=None)


class CoLead(models.Model):
    """One of the two seats: somebody invited, then in it by their own yes."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    change = models.ForeignKey(Change, models.CASCADE, related_name="co_leads")
    seat = models.CharField(max_length=10, choices=Seat)
    person = models.ForeignKey(Person, models.PROTECT, related_name="seats")
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_words = models.CharField(max_length=200, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    suggested = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", help_text="Whom they named when they said not now."
    )  # fmt: skip
    asked_on_at = models.DateTimeField(
        null=True, blank=True, help_text="When they were asked who carries on, before their post ends."
    )

    objects = CoLeadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["change", "seat"], condition=Q(declined_at=None, left_at=None), name="changes_one_in_a_seat"
            ),
            models.UniqueConstraint(
                fields=["change", "person"],
                condition=Q(declined_at=None, left_at=None),
                name="changes_never_both_seats",
            ),
        ]

    def get_absolute_url(self) -> str:
        return address_of("changes:invitation", self.public_id)


class PartnerSeat(models.Model):
    """A partner by experience: beside the two seats, by a secret link and without an account.

    The link is shown once. What is kept of its key is a digest, so that a copy of the database opens nothing.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    change = models.ForeignKey(Change, models.CASCADE, related_name="partners")
    digest = models.CharField(max_length=64, unique=True)
    called = models.CharField(max_length=60, blank=True, help_text="As they want to be called here.")
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    until = models.DateField(help_text="The last day on which the link opens.")
    ended_at = models.DateTimeField(null=True, blank=True)
    left = models.BooleanField(default=False, help_text="Ended by the partner.")

    class Meta:
        indexes = [models.Index(fields=["change", "made_at"], name="changes_partners_of")]

    def __str__(self) -> str:
        return self.called or str(_("A partner by experience"))

    def opens(self, today: date) -> bool:
        return self.ended_at is None and today <= self.until


class PartnerWord(models.Model):
    """What a partner said to the team; without words it is a thank-you."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    seat = models.ForeignKey(PartnerSeat, models.CASCADE, related_name="said")
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["seat", "-at"], name="changes_partner_said")]

    def __str__(self) -> str:
        return self.words[:60] or str(_("Thank you"))


class Factor(models.TextChoices):
    """The ten factors of the NHS Sustainability Model, in our own words (vocabulary d15)."""

    BENEFITS = "benefits", _("It helps more people than patients")
    CREDIBLE = "credible", _("People can see that it works")
    ADAPTABLE = "adaptable", _("It goes on when things around it change")
    MONITORED = "monitored", _("We notice early if it slips")
    INVOLVED = "involved", _("Those who do it helped to make it and know how")
    BEHAVIOURS = "behaviours", _("People feel it is theirs")
    SENIOR = "senior", _("Those at the top back it")
    CLINICAL = "clinical", _("Clinical leaders back it")
    FIT = "fit", _("It fits what the organisation wants")
    INFRASTRUCTURE = "infrastructure", _("Rooms, kit, jobs and papers are made for it")


class LastingCheck(models.Model):
    """Ten taps on whether it will last: an answer by factor. Never a gate; kept with its day and by whom."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    change = models.ForeignKey(Change, models.CASCADE, related_name="lasting_checks")
    answers = models.JSONField(help_text="`strong`, `partly`, `weak` or `unknown`, by factor.")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["change", "-at"], name="changes_lasting_of")]


class ProgressSaid(models.Model):
    """The pair's own view of how far it has come on the IHI scale, where it differs from what is derived; with a word why."""

    change = models.ForeignKey(Change, models.CASCADE, related_name="progress_said")
    tenths = models.PositiveSmallIntegerField(help_text="5 to 50: tenths of a point, in steps of five.")
    why = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["change", "-at"], name="changes_progress_of")]
        constraints = [
            models.CheckConstraint(name="changes_progress_on_scale", condition=Q(tenths__gte=5, tenths__lte=50)),
            models.CheckConstraint(name="changes_progress_says_why", condition=~Q(why="")),
        ]


class Step(models.Model):
    """A task in the plan: who, by when, done."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    change = models.ForeignKey(Change, models.CASCADE, related_name="steps")
    what = models.CharField(max_length=200)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    by_when = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)


class Scale(models.TextChoices):
    ONE_PATIENT = "one_patient", _("One patient")
    ONE_SHIFT = "one_shift", _("One shift")
    ONE_DAY = "one_day", _("One day")
    ONE_WEEK = "one_week", _("One week")
    ONE_TEAM = "one_team", _("One team")
    SEVERAL_TEAMS = "several_teams", _("Several teams")
    WHOLE_UNIT = "whole_unit", _("The whole unit")
    WHOLE_ORGANISATION = "whole_organisation", _("The whole organisation")


class Decision(models.TextChoices):
    ADOPT = "adopt", _("Adopt: keep doing it")
    ADAPT = "adapt", _("Adapt: change it and try again")
    ABANDON = "abandon", _("Abandon: stop this one")
    TEST_AGAIN = "test_again", _("Test again as it is")


class Test(models.Model):
    """One Plan-Do-Study-Act cycle, with a prediction and a decision."""

    __test__ = False  # pytest would collect it for its name

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    change = models.ForeignKey(Change, models.CASCADE, related_name="tests")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=300)
    prediction = models.CharField(max_length=300)
    plan = models.TextField(blank=True)
    tries = models.CharField(
        max_length=100, blank=True, help_text="The change idea of the driver diagram, in its words."
    )
    scale = models.CharField(max_length=20, choices=Scale)
    started_on = models.DateField()
    started_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    happened = models.TextField(blank=True)
    learned = models.TextField(blank=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "number"], name="changes_one_test_number"),
            models.CheckConstraint(
                name="changes_test_ends_decided",
                condition=Q(ended_on=None, decision="") | (Q(ended_on__isnull=False) & ~Q(decision="")),
            ),
        ]

    def get_absolute_url(self) -> str:
        return address_of("changes:test", self.public_id)


class Pause(models.Model):
    """Paused for safety: at once, by name, with a reason, to be answered within one working day."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    change = models.ForeignKey(Change, models.CASCADE, related_name="pauses")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change"], condition=Q(answered_at=None), name="changes_one_open_pause"),
        ]

    def days_paused(self, now: date | datetime) -> int:
        return days_between(self.at, self.answered_at or now)
