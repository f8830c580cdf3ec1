"""Ideas: what somebody noticed, in their own words, and how far it has come. Vocabulary d2, d3, d7, d8."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from groundswell.events.kinds import Subject
from groundswell.ideas.models.words import NameMode, Waste
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.ui.addresses import address_of
from groundswell.ui.formats import days_between
from groundswell.ui.ids import new_id


class Stage(models.TextChoices):
    """How far an idea has come at its home place (d3)."""

    NOTICED = "noticed", _("Noticed")
    HEARD = "heard", _("Heard")
    PAIRING = "pairing", _("Pairing")
    TRYING = "trying", _("Trying")
    WORKING = "working", _("Working")
    NORMAL = "normal", _("Normal practice here")
    SPREAD = "spread", _("Spread")
    RESTING = "resting", _("Resting")


class RestingReason(models.TextChoices):
    """Why an idea rests (d3)."""

    LEARNED_NO_BENEFIT = "learned_no_benefit", _("We tried it and it did not help")
    NOT_SAFE = "not_safe", _("It would not be safe")
    NOT_LAWFUL = "not_lawful", _("It would not be lawful")
    COST_EXCEEDS_BENEFIT = "cost_exceeds_benefit", _("It would cost more than it gives")
    OUT_OF_OUR_POWER_NOW = "out_of_our_power_now", _("It is out of our power for now")
    NO_TIME_NOW = "no_time_now", _("There is no time for it now")
    LEAD_MOVED_ON = "lead_moved_on", _("Who led it has moved on")
    JOINED_ANOTHER = "joined_another", _("It joined another idea")
    ALREADY_NORMAL_HERE = "already_normal_here", _("It is already normal practice here")
    HANDED_OVER = "handed_over", _("It was handed over to the right route")
    OTHER = "other", _("Something else")


class IdeaKind(models.TextChoices):
    """What kind of thing was noticed; unset is valid for ever (d2)."""

    PROBLEM = "problem", _("Something makes work or care hard")
    WASTE = "waste", _("Time, material or effort is lost")
    RISK = "risk", _("Something could go wrong")
    SUGGESTION = "suggestion", _("A change to try")
    RULE = "rule", _("A rule or form gets in the way")
    DONE = "done", _("Already better, worth telling")


# Read by more than those who answer: no patient in it, known to come from there, and not waiting for others.
SHOWN = Q(held_at=None, unconfirmed_until=None, release_at=None)


class IdeaQuerySet(QuerySet["Idea"]):
    def shown(self) -> IdeaQuerySet:
        return self.filter(SHOWN)

    def newest_first(self) -> IdeaQuerySet:
        return self.order_by("-noticed_at", "-pk")

    def unheard(self) -> IdeaQuerySet:
        return self.filter(stage=Stage.NOTICED, held_at=None, release_at=None)


class Idea(models.Model):
    """Something noticed. The words belong to the owner; the stage is that of its home place.

    `work_*` is the page of the change that took it on, left here by the room above so that readers find the way.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    words = models.TextField()
    kind = models.CharField(max_length=12, choices=IdeaKind, blank=True)
    # No index of their own: those below begin with each of them, and a plan made for any place must not pick the shorter one.
    owner = models.ForeignKey(Person, models.PROTECT, related_name="ideas", db_index=False, null=True, blank=True)
    name_mode = models.CharField(max_length=20, choices=NameMode, default=NameMode.OPEN)
    sealed_owner = models.TextField(
        blank=True, help_text="Held: the owner, for one keeper, sealed with a key outside the database."
    )
    keeper = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Held: the one who may open the seal.",
    )
    stays_sealed = models.BooleanField(default=False, help_text="Held: the owner said no to a new keeper.")
    receipt = models.CharField(max_length=64, unique=True, null=True, blank=True, help_text="A mark of its number.")
    unconfirmed_until = models.DateTimeField(
        null=True, blank=True, help_text="From a poster; removed then if nobody confirms."
    )
    release_at = models.DateTimeField(null=True, blank=True, help_text="Waits to be shown, until then at the latest.")
    release_with_others = models.BooleanField(default=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="ideas", db_index=False)
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+", db_index=False)
    waste = models.CharField(max_length=16, choices=Waste, blank=True)
    aims = models.JSONField(default=list, blank=True, help_text="Up to two (d8).")
    happens_elsewhere = models.BooleanField(null=True, blank=True, help_text="The sender says others have it too.")
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.NOTICED)
    noticed_at = models.DateTimeField()
    moved_at = models.DateTimeField(help_text="When the stage last changed.")
    due_on = models.DateField(help_text="By when someone should answer.")
    # Whose turn it is to answer. No index of their own: the tick finds them by the clock below.
    asked = models.ForeignKey(Person, models.SET_NULL, related_name="+", db_index=False, null=True, blank=True)
    asked_since = models.DateTimeField(null=True, blank=True)
    asked_until = models.DateField(
        null=True,
        blank=True,
        help_text="Past it the next person is asked; empty: nobody is next. Never moves `due_on`.",
    )
    heard_at = models.DateTimeField(null=True, blank=True)
    heard_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True)
    fixed_words = models.TextField(blank=True, help_text="Just fixed: what was done, in one sentence.")
    fixed_at = models.DateTimeField(null=True, blank=True)
    fixed_check_on = models.DateField(null=True, blank=True, help_text="When to ask: still fixed?")
    resting_reason = models.CharField(max_length=24, choices=RestingReason, blank=True)
    resting_words = models.TextField(blank=True)
    resting_would_help = models.TextField(blank=True, help_text="What would make it a yes.")
    resting_learned = models.TextField(blank=True)
    resting_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    stage_before_rest = models.CharField(max_length=12, choices=Stage, blank=True)
    joined_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="joiners")
    held_at = models.DateTimeField(null=True, blank=True, help_text="Held unseen: may identify a patient.")
    work_title = models.CharField(max_length=200, blank=True)
    work_address = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        indexes = [
            # Lists are read newest first, a page at a time: each index ends as the list is ordered.
            models.Index(fields=["place", "-noticed_at", "-id"], name="ideas_of_place"),
            models.Index(fields=["organisation", "-noticed_at", "-id"], name="ideas_of_organisation"),
            models.Index(fields=["organisation", "stage", "-noticed_at", "-id"], name="ideas_at_stage"),
            models.Index(fields=["owner", "-moved_at", "-id"], name="ideas_of_owner"),
            models.Index(
                fields=["unconfirmed_until"], name="ideas_unconfirmed", condition=Q(unconfirmed_until__isnull=False)
            ),
            models.Index(fields=["release_at"], name="ideas_waiting", condition=Q(release_at__isnull=False)),
            models.Index(
                fields=["asked_until"], name="ideas_asked", condition=Q(stage="noticed", asked_until__isnull=False)
            ),
            models.Index("owner", "fixed_check_on", name="ideas_fixed", condition=Q(fixed_check_on__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="ideas_rest_has_reason",
                condition=~Q(stage="resting") | ~Q(resting_reason=""),
            ),
            models.CheckConstraint(name="ideas_hidden_has_no_owner", condition=Q(name_mode="open") | Q(owner=None)),
            models.CheckConstraint(
                name="ideas_only_held_is_sealed",
                condition=Q(name_mode="held_by_answerer") | Q(sealed_owner="", keeper=None),
            ),
            models.CheckConstraint(name="ideas_heard_has_time", condition=Q(heard_by=None) | Q(heard_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.first_words

    def get_absolute_url(self) -> str:
        return address_of("ideas:idea", self.public_id)

    @property
    def first_words(self) -> str:
        """The owner's first words, short enough for a card or a title."""
        line = " ".join(self.words.split())
        return line if len(line) <= 90 else line[:90].rsplit(" ", 1)[0].rstrip(",.;:") + " …"

    @property
    def whose(self) -> str:
        """The name that is shown: the one place that decides it. Inside a sentence; a card capitalises it."""
        if self.owner:
            return self.owner.called
        said = {NameMode.HELD: _("a colleague (name held)"), NameMode.NOT_KEPT: _("a colleague (name not kept)")}
        return str(said.get(NameMode(self.name_mode), _("a colleague (no name yet)")))

    @property
    def hides_its_owner(self) -> bool:
        return self.name_mode != NameMode.OPEN

    @property
    def is_shown(self) -> bool:
        """The same as `SHOWN`, of an idea in hand."""
        return self.held_at is None and self.unconfirmed_until is None and self.release_at is None

    @property
    def subject(self) -> Subject:
        return Subject("ideas", self.public_id, self.first_words, self.get_absolute_url())

    def days_waiting(self, now: date | datetime) -> int:
        """Days since it was noticed, while nobody has answered."""
        return days_between(self.noticed_at, now)


class Support(models.Model):
    """ "This happens to us too", or "I can help"."""

    class Kind(models.TextChoices):
        HAPPENS_HERE = "happens_here", _("This happens to us too")
        CAN_HELP = "can_help", _("I can help")

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="supports")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "person", "kind"], name="ideas_one_support")]


class Joining(models.Model):
    """A proposal that two ideas are the same. Only the owner's yes joins them, and it can be undone."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="joinings")
    into = models.ForeignKey(Idea, models.CASCADE, related_name="+")
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "into"],
                condition=Q(declined_at=None, undone_at=None),
                name="ideas_one_joining",
            ),
            models.CheckConstraint(name="ideas_not_into_itself", condition=~Q(idea=models.F("into"))),
        ]


class Remembered(models.Model):
    """The words under which an idea, a change or a story can be found again, by value of its subject.

    `shown` says for whom, as words of the search itself: one for each organisation, or one for everyone. A search for a word
    is always also a search for one of the reader's own, so the index answers both at once.
    """

    room = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    address = models.CharField(max_length=200)
    text = models.TextField()
    outcome = models.CharField(max_length=60, blank=True, help_text="What came of it, in five words.")
    shown = models.TextField(blank=True)
    at = models.DateTimeField()
    meant = models.BooleanField(default=False, help_text="Its meaning is worked out for these words and readers.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "subject_id"], name="ideas_remembered_once")]
        indexes = [models.Index("id", name="ideas_not_yet_meant", condition=Q(meant=False))]


class Meaning(models.Model):
    """What the words of a remembered subject mean: 384 numbers of one byte, and one bit of each for a quick look.

    Written by the worker alone. `shown` is a copy for reading quickly; who may find it is asked of `Remembered` again.
    """

    remembered = models.OneToOneField(Remembered, models.CASCADE, primary_key=True, related_name="meaning")
    model = models.CharField(max_length=16, help_text="Which model made it; those of another are not compared.")
    code = models.BinaryField()
    vector = models.BinaryField()
    shown = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("changed_at", "remembered", name="ideas_meaning_changed")]


class NotTheSame(models.Model):
    """Somebody said that something found is not the same as their idea. They are not shown the pair again."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="+")
    room = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "idea", "room", "subject_id"], name="ideas_not_the_same_once")
        ]
