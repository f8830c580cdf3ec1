"""Measures: a number followed over time. Vocabulary d13."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groundswell.events.kinds import Subject
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.ui.addresses import address_of
from groundswell.ui.ids import new_id, new_key

PER_CENT = ("%", "per cent", "percent", "percentage")


class Direction(models.TextChoices):
    INCREASE = "increase", _("Higher is better")
    DECREASE = "decrease", _("Lower is better")
    NEITHER = "neither", _("Neither: we just want to know")


class Interval(models.TextChoices):
    SHIFT = "shift", _("Every shift")
    DAY = "day", _("Every day")
    WEEK = "week", _("Every week")
    MONTH = "month", _("Every month")
    QUARTER = "quarter", _("Every quarter")
    EVENT = "event", _("Whenever it happens")


class ChartKind(models.TextChoices):
    """Charts of d13, and Laney's two for large denominators. Codes are those of `commoncause`."""

    XMR = "xmr", _("XmR chart: one number each time")
    RUN = "run", _("Run chart: the median, without limits")
    P = "p", _("p chart: so many out of so many")
    P_PRIME = "p_prime", _("p\u2019 chart: the same with large numbers")
    U = "u", _("u chart: so many for a size that varies")
    U_PRIME = "u_prime", _("u\u2019 chart: the same with large sizes")
    C = "c", _("c chart: a count, the same size each time")
    G = "g", _("g chart: cases between rare events")
    T = "t", _("t chart: days between rare events")


SHARES = (ChartKind.P, ChartKind.P_PRIME)
OUT_OF = (ChartKind.P, ChartKind.P_PRIME, ChartKind.U, ChartKind.U_PRIME)  # each reading has a size it is out of


class Purpose(models.TextChoices):
    """What a measure is for in a piece of work (d13 `measure.type`)."""

    OUTCOME = "outcome", _("Outcome: what we want to get better")
    PROCESS = "process", _("Process: whether we do what we said")
    BALANCING = "balancing", _("Balancing: whether something else gets worse")


TIMED = (Interval.SHIFT, Interval.EVENT)  # more than one reading a day is usual


class Measure(models.Model):
    """A number followed over time, drawn on a control chart."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    name = models.CharField(max_length=120)
    unit = models.CharField(max_length=40, blank=True, help_text="For example minutes, walks, per cent.")
    direction = models.CharField(max_length=10, choices=Direction)
    interval = models.CharField(max_length=10, choices=Interval, default=Interval.WEEK)
    chart = models.CharField(max_length=8, choices=ChartKind, default=ChartKind.XMR)
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.OUTCOME)
    target = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="measures")
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+")
    source = models.CharField(max_length=300, blank=True, help_text="Where published figures come from, with licence.")
    everyone = models.BooleanField(default=False, help_text="Part of a story that everyone may read.")
    work_title = models.CharField(
        max_length=200, blank=True, help_text="The change it belongs to, left here from above."
    )
    work_address = models.CharField(max_length=200, blank=True)
    started_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["place", "-started_at"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("measures:measure", self.public_id)

    @property
    def subject(self) -> Subject:
        return Subject("measures", self.public_id, self.name, self.get_absolute_url())

    @property
    def is_per_cent(self) -> bool:
        return self.unit.strip().lower() in PER_CENT

    @property
    def is_out_of(self) -> bool:
        """Each reading needs the size it is out of."""
        return self.chart in OUT_OF

    @property
    def is_timed(self) -> bool:
        return self.interval in TIMED


class MeasureShown(models.Model):
    """Another organisation that sees a measure, because a change spans both; with `may_add` it adds readings too."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="shown")
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+")
    may_add = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "organisation"], name="measures_shown_once")]

    def __str__(self) -> str:
        return f"{self.measure} shown to {self.organisation}"


class Batch(models.Model):
    """Readings that came in together (pasted or from a file), so that the whole load can be undone."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="batches")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.count} readings of {self.measure}"


class UploadState(models.TextChoices):
    WAITING = "waiting", _("Waiting to be read")
    READING = "reading", _("Being read")
    REFUSED = "refused", _("Cannot be used")
    READY = "ready", _("Ready to look at")
    ADDING = "adding", _("Being added")
    ADDED = "added", _("Added")


class Upload(models.Model):
    """What somebody pasted or uploaded, until they confirm it. Nobody else sees it; the tick deletes it after a week.

    `turn` grows with each answer, so that what is read or confirmed belongs to what was shown. `summary` is what the
    preview says; the rows themselves are in parts.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="uploads")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_index=True)
    name = models.CharField(max_length=200, blank=True, help_text="Of the file; empty when it was pasted.")
    content = models.BinaryField(help_text="The original, packed; emptied once its readings are added.")
    size = models.PositiveIntegerField(default=0, help_text="Bytes of the original before it was packed.")
    start = models.DateField(null=True, blank=True)
    chosen = models.JSONField(default=dict)
    turn = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=8, choices=UploadState, default=UploadState.WAITING)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    summary = models.JSONField(default=dict)
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.name or 'pasted'} for {self.measure}"

    def get_absolute_url(self) -> str:
        return address_of("measures:upload", self.public_id)

    @property
    def is_pasted(self) -> bool:
        return not self.name


class UploadPart(models.Model):
    """Some rows of an upload, packed: readings that can be added, or rows left out with their reasons."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="parts")
    left_out = models.BooleanField()
    number = models.PositiveIntegerField()
    rows = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "left_out", "number"], name="measures_part_once")]

    def __str__(self) -> str:
        return f"part {self.number} of {self.upload_id}"


class Reading(models.Model):
    """One dated value. `value` empty is a gap: known to be missing, never zero.

    `moment` is set where the time of day counts (shifts); `on` is then its day in London.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="readings")
    on = models.DateField()
    moment = models.DateTimeField(null=True, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, blank=True, related_name="readings")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["measure", "-on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "on"], condition=Q(moment=None), name="measures_one_reading_a_day"
            ),
            models.UniqueConstraint(fields=["measure", "moment"], name="measures_one_reading_a_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.on}: {'no reading' if self.value is None else self.value}"


class ReadyReading(models.Model):
    """A reading of a large load on its way in: no chart sees it. One statement makes readings of all of them at once."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="ready")
    public_id = models.CharField(max_length=12, default=new_id)
    on = models.DateField()
    moment = models.DateTimeField(null=True, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"on {self.on}, on its way in"


class LimitsChoice(models.Model):
    """What a person decided about the limits of a chart, and why. Taken back it stays here, so that the history is whole.

    New limits begin `on` a day; the readings of a day are set aside: shown, but in neither limits nor rules; or limits are made
    from the readings from `on` to `until`.
    """

    class What(models.TextChoices):
        REBASE = "rebase", _("New limits")
        SET_ASIDE = "set_aside", _("Set aside")
        BASELINE = "baseline", _("Limits from these readings")

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="choices")
    what = models.CharField(max_length=10, choices=What)
    on = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "what", "on"], condition=Q(taken_back_at=None), name="measures_one_choice_a_day"
            ),
            models.UniqueConstraint(
                fields=["measure"], condition=Q(what="baseline", taken_back_at=None), name="measures_one_baseline"
            ),
            models.CheckConstraint(
                name="measures_baseline_has_an_end", condition=~Q(what="baseline") | Q(until__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.on}: {self.get_what_display()}"


class ChartLink(models.Model):
    """An address that shows the chart to whoever has it, until somebody ends it."""

    key = models.CharField(max_length=32, unique=True, default=new_key)
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="links")
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"a link to {self.measure}"

    def get_absolute_url(self) -> str:
        return address_of("measures:linked", self.key)
