"""Done once, even after a crash. This room knows nothing of the domain."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class RequestKey(models.Model):
    """A key made by the client for one unsafe request, with the answer it was given.

    Written in the same transaction as the deed itself, so a retry finds either both or neither.
    """

    key = models.CharField(max_length=64, unique=True)
    who = models.CharField(max_length=40, blank=True, help_text="Who sent it; empty when nobody is signed in.")
    body_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    location = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(db_index=True)


class Outbox(models.Model):
    """One e-mail on its way out. `key` makes it one, however often the verb that wanted it runs."""

    DUE, DONE = "send_at", "sent_at"

    key = models.CharField(max_length=120, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    send_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    parked_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index("send_at", name="post_outbox_due", condition=Q(sent_at=None, parked_at=None)),
        ]


class Job(models.Model):
    """Work for later. Claimed by moving `run_at` forward by the lease; a crash gives it back when the lease ends."""

    DUE, DONE = "run_at", "done_at"

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    run_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    parked_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index("run_at", name="post_job_due", condition=Q(done_at=None, parked_at=None)),
        ]


class Unreached(models.Model):
    """An address from which letters come back; its person reads so in the product. Gone with the next letter that arrives."""

    address = models.EmailField(unique=True, help_text="In small letters.")
    since = models.DateTimeField()


class KeptMail(models.Model):
    """Mail kept to be read in the browser, in demonstration mode only."""

    to = models.EmailField(db_index=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
