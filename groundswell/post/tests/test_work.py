"""Letters and jobs: done once, tried again, parked with a reason, and given back after a crash."""

from __future__ import annotations

import signal
import time
from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import F

from groundswell.post import actions, queries
from groundswell.post.models import Job, Outbox, RequestKey
from tests.cast import MONDAY, at_most

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

    def test_a_letter_sent_twice_by_a_crash_bears_the_same_name(self):
        letter()
        letter("other")
        first, second, other = (
            str(actions._message(Outbox.objects.get(key=k)).message()["Message-ID"]) for k in ("k", "k", "other")
        )
        assert first == second != other
        assert "k@" not in first

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

    def test_what_ends_its_worker_at_every_try_is_parked_though_nobody_lives_to_say_so(self, done):
        actions.enqueue(key="one", kind="note", data={"n": 1}, at=MONDAY)
        Job.objects.update(attempts=actions.TRIES)  # the fifth worker died with it
        assert actions.work(MONDAY) == 0
        job = Job.objects.get()
        assert (job.reason, job.done_at, bool(job.parked_at)) == ("WorkerEnded", None, True)
        assert done == []

    def test_what_hangs_is_stopped_and_what_it_did_is_taken_back(self, done, monkeypatch):
        @actions.handles("note")
        def _hangs(data, at):
            letter("from-a-job-that-hangs")
            try:
                while True:
                    time.sleep(1)
            except Exception:  # noqa: S110 - as a careless handler would
                pass

        monkeypatch.setattr(actions, "LONGEST", 0.5)
        actions.enqueue(key="one", kind="note", data={}, at=MONDAY)
        assert actions.work(MONDAY) == 0
        assert Job.objects.get().reason == "TookTooLong"
        assert not Outbox.objects.exists()

    def test_nothing_rings_after_a_job_that_was_quick_enough(self, done, monkeypatch):
        monkeypatch.setattr(actions, "LONGEST", 0.5)
        actions.enqueue(key="one", kind="note", data={"n": 1}, at=MONDAY)
        assert actions.work(MONDAY) == 1
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)

    def test_a_job_that_outlived_its_lease_takes_back_what_it_did_when_another_worker_has_it(self, done):
        @actions.handles("note")
        def _slow(data, at):
            letter("from-the-slow-one")
            Job.objects.update(attempts=F("attempts") + 1)  # another worker claims it meanwhile

        actions.enqueue(key="one", kind="note", data={}, at=MONDAY)
        assert actions.work(MONDAY) == 0
        assert not Outbox.objects.exists()
        assert Job.objects.get().done_at is None

    def test_who_was_overtaken_changes_nothing_of_the_job(self, done):
        actions.enqueue(key="one", kind="note", data={"n": 1}, at=MONDAY)
        slow = Job.objects.get()
        assert actions._claim(slow, MONDAY)
        quick = Job.objects.get()
        assert actions._claim(quick, MONDAY + actions.LEASE)
        actions._later(slow, "ValueError", MONDAY + actions.LEASE)
        assert not actions._mine(slow).update(done_at=MONDAY)
        job = Job.objects.get()
        assert (job.attempts, job.reason, job.run_at) == (2, "", MONDAY + 2 * actions.LEASE)

    def test_a_job_of_an_unknown_kind_is_tried_again_after_the_update(self, done):
        actions.enqueue(key="new", kind="of_the_future", data={}, at=MONDAY)
        assert actions.work(MONDAY) == 0
        assert Job.objects.get().reason == "UnknownKind"
        actions.handles("of_the_future")(lambda data, at: done.append(1))
        assert actions.work(MONDAY + timedelta(hours=1)) == 1
        actions._handlers.pop("of_the_future")

    def test_a_lease_begins_when_its_turn_comes_and_not_with_the_tick(self, done, monkeypatch):
        times = iter([0.0, 700.0])
        monkeypatch.setattr(actions.time, "monotonic", lambda: next(times))
        now = actions._counting_on(MONDAY)
        assert now() == MONDAY + timedelta(seconds=700)

    def test_a_parked_job_is_tried_again_when_somebody_says_so(self, done):
        actions.enqueue(key="one", kind="note", data={"n": 1}, at=MONDAY)
        job = Job.objects.get()
        assert not actions.try_job_again(pk=job.pk, at=MONDAY)  # it is not parked
        Job.objects.update(parked_at=MONDAY, attempts=5)
        assert queries.parked_jobs() == [job]
        assert actions.try_job_again(pk=job.pk, at=MONDAY)
        assert actions.work(MONDAY) == 1
        assert queries.parked_jobs() == []

    def test_many_are_left_by_one_query_once_a_key(self, done):
        for _twice in range(2):
            with at_most(1):
                actions.enqueue_all([(f"k{n}", {"n": n}, MONDAY) for n in range(3)], kind="note")
        actions.work(MONDAY)
        assert sorted(done) == [0, 1, 2]

    def test_keys_of_requests_are_forgotten_after_ninety_days(self):
        for days in (89, 91):
            RequestKey.objects.create(key=f"key-of-{days}", body_hash="", at=MONDAY - timedelta(days=days))
        actions.work(MONDAY)
        assert [row.key for row in RequestKey.objects.all()] == ["key-of-89"]


def test_one_thing_that_fails_stops_none_of_the_others():
    done: list[int] = []

    def divide(n: int) -> bool:
        done.append(6 // n)
        return n > 1

    assert actions.each([1, 0, 2, 3], divide, what="dividing") == 2
    assert done == [6, 3, 2]
