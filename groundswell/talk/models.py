"""Talk about any subject, held by value: comments, thanks, and reports of content about a colleague."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from groundswell.events.kinds import Subject
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.ui.addresses import address_of
from groundswell.ui.ids import new_id


class About(models.Model):
    """What it is about, by value, and whose organisation it belongs to."""

    room = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=12)
    organisation = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class Comment(About):
    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="comments")
    words = models.TextField()
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True, help_text="Taken back by its writer.")
    hidden_at = models.DateTimeField(null=True, blank=True, help_text="Hidden after a report was upheld.")
    by_number = models.BooleanField(default=False, help_text="Said by whoever noticed it, without a name.")
    hidden_because = models.TextField(blank=True, help_text="For its writer alone.")
    mentioned: models.ManyToManyField[Person, models.Model] = models.ManyToManyField(Person, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True, help_text="Marked as what was decided.")
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["room", "subject_id", "-at"]),
            models.Index(
                fields=["room", "subject_id"], name="talk_decisions", condition=models.Q(decided_at__isnull=False)
            ),
        ]

    @property
    def writer(self) -> str:
        if self.by_number:
            return str(_("The one who noticed it"))
        return self.person.called if self.person else str(_("a colleague"))


class Thanks(About):
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    to = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="thanks")
    words = models.CharField(max_length=280, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["room", "subject_id", "-at"])]
        constraints = [
            models.UniqueConstraint(fields=["room", "subject_id", "person", "to"], name="talk_one_thanks"),
        ]


class Report(About):
    """Somebody says that words here are about a colleague and do not belong. Seen by those who look after the place."""

    class Outcome(models.TextChoices):
        HIDDEN = "hidden", _("The words were hidden")
        KEPT = "kept", _("The words stay")
        SETTLED = "settled", _("It was sorted out with the writer")

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, blank=True, related_name="reports")
    title = models.CharField(max_length=200)
    address = models.CharField(max_length=200)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", help_text="Who reported it.")
    writer = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    colleague = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Whom the words are about, when that is one of those who would otherwise answer.",
    )  # fmt: skip
    reason = models.TextField()
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index("place", "at", name="talk_open_reports", condition=models.Q(answered_at=None))]

    def get_absolute_url(self) -> str:
        return address_of("talk:report", self.public_id)

    @property
    def as_subject(self) -> Subject:
        """The report itself as what an event is about, so that it never shows on the line of time it reports."""
        return Subject("talk", self.public_id, "A report about words here", self.get_absolute_url())


class File(About):
    """A photo or a document about a subject: what is known of it. The bytes are `FileContent`, so that lists stay light.

    A photo never had a name of its own: whatever the phone called it was not kept.
    """

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Photo")
        DOCUMENT = "document", _("Document")

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PHOTO)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+",
        help_text="Who added it; nobody when no name is kept, or when they were forgotten.",
    )  # fmt: skip
    says = models.CharField(max_length=150, blank=True, help_text="What can be seen, for those who do not see it.")
    name = models.CharField(max_length=100, blank=True, help_text="Of a document, with the ending that is true.")
    type = models.CharField(max_length=100, blank=True, help_text="Of a document: what it is by its content.")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, blank=True, related_name="files")
    held_at = models.DateTimeField(null=True, blank=True, help_text="Held unseen: may identify a patient.")
    held_for = models.CharField(
        max_length=200, blank=True, help_text="Where it waits to be looked at: the files of its subject."
    )
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True, help_text="Taken away; gone for good a day later.")
    removed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["room", "subject_id", "at"]),
            models.Index("removed_at", name="talk_files_going", condition=models.Q(removed_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["room", "subject_id", "sha256"], name="talk_one_file", condition=models.Q(removed_at=None)
            ),
        ]


class FileContent(models.Model):
    """The bytes of one size of a file: in the database, so that a copy of it is a copy of everything (decision 17)."""

    class Size(models.TextChoices):
        WHOLE = "whole", _("As large as it is kept")
        SMALL = "small", _("For a list")

    file = models.ForeignKey(File, models.CASCADE, related_name="contents")
    size = models.CharField(max_length=5, choices=Size)
    data = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "size"], name="talk_one_content")]
