"""What got stuck is seen and tried again; who cannot be reached by mail reads so; letters come when a person says."""

from __future__ import annotations

import sys
import threading
import time
from io import BytesIO, TextIOWrapper

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from groundswell.events.models import Rhythm
from groundswell.front import cli, serving, tick
from groundswell.front.presenters import stuck as present
from groundswell.front.tests.conftest import text_of
from groundswell.post import actions as post
from groundswell.post import queries as kept
from groundswell.post.models import Job, Outbox
from groundswell.post.tests.test_bounces import report
from tests.cast import at_most, send

pytestmark = pytest.mark.django_db
PAGE = "/places/RP5/stuck/"


def parked_letter(to: str, reason: str = "NoSuchAddress 550") -> Outbox:
    post.send(key=f"to-{to}", to=to, subject="A secret subject", body="A secret body", at=timezone.now())
    Outbox.objects.filter(to=to).update(parked_at=timezone.now(), attempts=5, reason=reason)
    return Outbox.objects.get(to=to)


def parked_job(kind: str = "ideas_tell_held", reason: str = "ValueError") -> Job:
    post.enqueue(key=f"held-secret-{kind}", kind=kind, data={"idea": "secret"}, at=timezone.now())
    Job.objects.filter(kind=kind).update(parked_at=timezone.now(), attempts=5, reason=reason)
    return Job.objects.get(kind=kind)


class TestStuck:
    def test_nothing_stuck_is_said(self, cast):
        page = text_of(cast.client(cast.admin).get(PAGE))
        assert "Every letter was taken" in page
        assert "All of it was done" in page

    def test_it_says_what_and_why_and_nothing_that_was_typed(self, cast):
        parked_letter(cast.grace.email)
        parked_job()
        answer = cast.client(cast.admin).get(PAGE)
        page = text_of(answer)
        assert f"A letter to {cast.grace.called}" in page
        assert "A letter to somebody whose name is held" in page
        assert "no such mailbox (answer 550)" in page
        assert "A fault in the program (ValueError)" in page
        assert "after 5 tries" in page
        assert "secret" not in answer.content.decode().lower()

    def test_trying_again_takes_it_off_the_page_and_does_it(self, cast):
        letter, job = parked_letter(cast.grace.email), parked_job()
        client = cast.client(cast.admin)
        for again in (f"letter-{letter.pk}", f"job-{job.pk}"):
            assert send(client, PAGE, again=again).status_code == 302
        assert (kept.parked_letters(), kept.parked_jobs()) == ([], [])
        post.work(timezone.now())
        assert Outbox.objects.get().sent_at

    def test_letters_to_people_elsewhere_are_neither_seen_nor_sent_again(self, cast):
        letter = parked_letter(cast.tom.email)
        client = cast.client(cast.admin)
        assert cast.tom.called not in text_of(client.get(PAGE))
        send(client, PAGE, again=f"letter-{letter.pk}")
        assert kept.parked_letters() == [letter]

    @pytest.mark.parametrize("again", ["", "job-", "job-x", "letter"])
    def test_nonsense_finds_nothing(self, cast, again):
        assert send(cast.client(cast.admin), PAGE, again=again).status_code == 404

    def test_only_who_looks_after_the_organisation(self, cast):
        assert cast.client(cast.grace).get(PAGE).status_code == 403
        assert cast.client(cast.other_admin).get(PAGE).status_code == 404

    def test_many_cost_no_more(self, cast):
        for person in (cast.grace, cast.meera, cast.helen):
            parked_letter(person.email)
        client = cast.client(cast.admin)
        with at_most(9):
            client.get(PAGE)

    def test_its_link_is_on_the_page_of_people(self, cast):
        assert PAGE in cast.client(cast.admin).get("/places/RP5/people/").content.decode()
        assert PAGE not in cast.client(cast.grace).get("/places/RP5/people/").content.decode()

    @pytest.mark.parametrize(
        "code", ["TookTooLong", "WorkerEnded", "UnknownKind", "CameBack", "AddressBusy 452", "TimeoutError", "KeyError"]
    )
    def test_each_reason_is_a_sentence(self, code):
        assert present.reason(code).endswith((".", "?"))


class TestUnreached:
    def test_home_and_notices_say_it_and_a_button_tries_again(self, cast):
        parked_letter(cast.grace.email)
        post._cannot_reach(cast.grace.email, timezone.now())
        client = cast.client(cast.grace)
        for page in ("/", "/me/notices/"):
            assert "We could not reach grace.okafor@rp5.example" in text_of(client.get(page))
        send(client, "/me/notices/", deed="reach")
        assert "could not reach" not in text_of(client.get("/"))
        post.work(timezone.now())
        assert Outbox.objects.get().sent_at

    def test_others_read_nothing_of_it(self, cast):
        post._cannot_reach(cast.grace.email, timezone.now())
        assert "could not reach" not in text_of(cast.client(cast.amina).get("/"))

    @pytest.mark.parametrize(
        ("content", "said"), [(report(key="to-grace"), "noted"), (b"Hello", "not about a letter from here")]
    )
    def test_the_mail_server_hands_a_report_to_the_command(self, cast, monkeypatch, capsys, content, said):
        post.send(key="to-grace", to="amina.yusuf@rp5.example", subject="x", body="y", at=timezone.now())
        post.work(timezone.now())
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(content)))
        assert cli.main(["bounce"]) == 0
        assert capsys.readouterr().out.strip() == said
        assert bool(kept.unreached_since("amina.yusuf@rp5.example")) is (said == "noted")


class TestRhythm:
    def test_it_is_chosen_and_shown(self, cast):
        client = cast.client(cast.grace)
        send(client, "/me/notices/", deed="rhythm", weekly_on="3", weekly_hour="18", quiet_from="20", quiet_until="7")
        row = Rhythm.objects.get()
        assert (row.person, row.weekly_on, row.weekly_hour, row.quiet_from, row.quiet_until) == (
            cast.grace,
            3,
            18,
            20,
            7,
        )
        soup = BeautifulSoup(client.get("/me/notices/").content, "html.parser")
        chosen = [
            soup.find(id=f"id_{name}").find("option", selected=True).get_text() for name in ("weekly_on", "quiet_until")
        ]
        assert chosen == ["Thursday", "7am"]

    def test_what_nobody_chose_is_monday_at_eight_without_quiet_hours(self, cast):
        soup = BeautifulSoup(cast.client(cast.grace).get("/me/notices/").content, "html.parser")
        names = ("weekly_on", "weekly_hour", "quiet_from", "quiet_until")
        chosen = [soup.find(id=f"id_{name}").find("option", selected=True).get_text() for name in names]
        assert chosen == ["Monday", "8am", "No quiet hours", "No quiet hours"]

    @pytest.mark.parametrize(
        ("begins", "ends", "said"),
        [("20", "", "Choose an hour, or"), ("", "7", "Choose an hour, or"), ("7", "7", "differs")],
    )
    def test_half_a_night_is_said_beside_the_field_and_nothing_is_lost(self, cast, begins, ends, said):
        client = cast.client(cast.grace)
        typed = {"weekly_on": "", "weekly_hour": "18", "quiet_from": begins, "quiet_until": ends}
        answer = send(client, "/me/notices/", deed="rhythm", **typed)
        assert said in text_of(answer)
        soup = BeautifulSoup(answer.content, "html.parser")
        assert soup.find(id="id_weekly_hour").find("option", selected=True)["value"] == "18"
        assert not Rhythm.objects.exists()


class TestTick:
    def test_a_worker_that_ended_is_started_again_and_no_page_stops_for_it(self, monkeypatch):
        house, wait = serving.House(serving.Listening("127.0.0.1", 1)), time.sleep
        monkeypatch.setattr(serving, "WORKER", [sys.executable, "-c", ""])
        monkeypatch.setattr(serving.time, "sleep", lambda seconds: wait(0.01))
        house._start([sys.executable, "-c", "import time; time.sleep(60)"])
        house._start(serving.WORKER)
        server, first = house.children
        threading.Thread(target=lambda: (first.wait(), wait(0.5), server.kill())).start()
        assert house._watch() == 1
        again = house.children[-1]
        again.kill()
        assert again.pid != first.pid

    def test_a_database_that_goes_away_stops_no_worker(self, monkeypatch, cast):
        def gone(at):
            raise ConnectionError

        monkeypatch.setattr("groundswell.post.actions.work", gone)
        assert tick.tick(timezone.now())["post"] == 0
