"""Letters and jobs: done once, tried again, parked with a reason, and given back after a crash."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from groundswell.post import actions
from groundswell.post.models import Job, Outbox
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db
TO = "amina.yusuf@rp5.example"


def letter(key: str = "k", at=MONDAY) -> None:
    actions.send(key=key, to=TO, subject="Heard", body="Read it.", at=at)


@pytest.fixture
def done():
    """A kind of job that writes down what it was given; some data makes it fail."""
    seen: list[int] = []

    @actions.handles("note")
    def _note(data, at):
        if data["n"] < 0:
            raise ValueError("a poison job")
        seen.append(data["n"])

    yield seen
    actions._handlers.pop("note")


class TestLetters:
    def test_a_letter_waits_in_the_outbox_and_leaves_once(self):
        letter()
        letter()
        assert not mail.outbox
        assert actions.work(MONDAY) == 1
        assert actions.work(MONDAY + timedelta(days=1)) == 0
        assert [one.to for one in mail.outbox] == [[TO]]
        assert mail.outbox[0].extra_headers["X-Groundswell-Key"] == "k"

    def test_a_letter_for_later_waits(self):
        letter(at=MONDAY + timedelta(hours=2))
        assert actions.work(MONDAY) == 0

    def test_a_server_that_does_not_answer_is_tried_again_later_and_then_parked(self, monkeypatch):
        def down(self):
            raise ConnectionRefusedError

        monkeypatch.setattr("django.core.mail.EmailMessage.send", down)
        letter()
        at = MONDAY
        for _try in range(actions.TRIES):
            actions.work(at)
            at += timedelta(hours=2)
        parked = Outbox.objects.get()
        assert (parked.attempts, parked.reason, parked.sent_at) == (5, "ConnectionRefusedError", None)
        assert parked.parked_at
        assert actions.work(at + timedelta(days=1)) == 0

    def test_each_try_waits_longer(self, monkeypatch):
        monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda self: 1 / 0)
        letter()
        actions.work(MONDAY)
        first = Outbox.objects.get().send_at - MONDAY
        actions.work(MONDAY + first)
        assert Outbox.objects.get().send_at - (MONDAY + first) > first


class TestJobs:
    def test_a_job_is_done_once(self, done):
        for _twice in range(2):
            actions.enqueue(key="one", kind="note", data={"n": 1}, at=MONDAY)
        actions.work(MONDAY)
        actions.work(MONDAY + timedelta(days=1))
        assert done == [1]

    def test_one_poison_job_does_not_stop_the_others(self, done):
        for n in (-1, 1, 2, 3):
            actions.enqueue(key=f"job-{n}", kind="note", data={"n": n}, at=MONDAY)
        assert actions.work(MONDAY) == 3
        assert sorted(done) == [1, 2, 3]
        assert Job.objects.get(key="job--1").reason == "ValueError"

    def test_a_poison_job_is_parked_after_five_tries(self, done):
        actions.enqueue(key="bad", kind="note", data={"n": -1}, at=MONDAY)
        for hours in range(0, 20, 2):
            actions.work(MONDAY + timedelta(hours=hours))
        job = Job.objects.get()
        assert (job.attempts, job.done_at) == (5, None)
        assert job.parked_at

    def test_somebody_else_took_it_in_the_meantime(self, done):
        actions.enqueue(key="one", kind="note", data={"n": 1}, at=MONDAY)
        mine = Job.objects.get()
        Job.objects.update(run_at=MONDAY + actions.LEASE, attempts=1)
        assert not actions._do(mine, MONDAY)
        assert done == []

    def test_a_crash_gives_the_job_back_when_the_lease_ends(self, done):
        actions.enqueue(key="one", kind="note", data={"n": 1}, at=MONDAY)
        Job.objects.update(run_at=MONDAY + actions.LEASE, attempts=1)  # claimed by a worker that died
        assert actions.work(MONDAY + timedelta(minutes=5)) == 0
        assert actions.work(MONDAY + actions.LEASE) == 1
        assert done == [1]
