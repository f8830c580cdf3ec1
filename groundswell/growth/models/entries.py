"""Entries of a person's own portfolio. They belong to that person alone. Vocabulary d16, d21."""

from __future__ import annotations

from django.db import models

from groundswell.growth.bodies import Body, body_of
from groundswell.people.models import Person
from groundswell.ui.addresses import address_of
from groundswell.ui.ids import new_id


class Entry(models.Model):
    """What somebody wrote for a body about something they took part in: draft, edited, theirs alone.

    What it is about is held by value, as in an event: an entry outlives the change it tells of, and a change of employer.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="portfolio", db_index=False)
    body = models.CharField(max_length=20, help_text="Code of the body, in data/bodies.toml.")
    body_version = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    words = models.JSONField(default=dict, help_text="What was written, by code of the field.")
    room = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=12)
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["person", "-written_at", "-id"], name="growth_entries_of")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("growth:entry", self.public_id)

    @property
    def framework(self) -> Body:
        return body_of(self.body, self.body_version)
