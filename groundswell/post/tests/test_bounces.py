"""Letters that come back: at once with a refusal, or later with a report; the address is known to be out of reach."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail

from groundswell.post import actions, bounces, queries
from groundswell.post.models import Outbox
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db
TO = "amina.yusuf@rp5.example"
REPORT = """\
From: MAILER-DAEMON@mail.example
To: groundswell@trust.example
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}

--b
Content-Type: {returned}

X-Groundswell-Key: {key}
Subject: Heard

--b--
"""


def report(**more: str) -> bytes:
    said = {"to": TO, "action": "failed", "status": "5.1.1", "key": "k", "returned": "text/rfc822-headers"} | more
    return REPORT.format(**said).encode()


def letter(key: str = "k", to: str = TO, at=MONDAY) -> None:
    actions.send(key=key, to=to, subject="Heard", body="Read it.", at=at)


def refused_with(monkeypatch, code: int) -> None:
    def refuse(self):
        raise SMTPRecipientsRefused({self.to[0]: (code, b"no such user here")})

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)


class TestRefusedAtOnce:
    def test_no_such_mailbox_is_parked_at_once_and_the_address_is_out_of_reach(self, monkeypatch):
        refused_with(monkeypatch, 550)
        letter()
        actions.work(MONDAY)
        row = Outbox.objects.get()
        assert (row.attempts, row.reason, row.sent_at) == (1, "NoSuchAddress 550", None)
        assert row.parked_at
        assert queries.unreached_since(TO.upper())
        assert queries.unreached([TO, "other@rp5.example"]) == {TO}

    def test_a_full_mailbox_is_tried_again_and_out_of_reach_only_after_the_last_try(self, monkeypatch):
        refused_with(monkeypatch, 452)
        letter()
        for hours in range(actions.TRIES):
            assert queries.unreached_since(TO) is None
            actions.work(MONDAY + timedelta(hours=2 * hours))
        assert queries.unreached_since(TO)
        assert Outbox.objects.get().reason == "AddressBusy 452"

    def test_nothing_the_mail_server_says_is_kept(self, monkeypatch):
        refused_with(monkeypatch, 550)
        letter()
        actions.work(MONDAY)
        assert "user" not in Outbox.objects.get().reason

    def test_a_letter_that_arrives_clears_the_address(self):
        actions._cannot_reach(TO, MONDAY)
        letter()
        actions.work(MONDAY)
        assert queries.unreached_since(TO) is None


class TestReports:
    @pytest.mark.parametrize("returned", ["text/rfc822-headers", "message/rfc822"])
    def test_a_report_says_which_letter_and_which_address(self, returned):
        assert bounces.read(report(returned=returned)) == ("k", TO)

    @pytest.mark.parametrize(
        "content",
        [
            report(action="delayed"), report(status="4.4.1"), report(key=""), report(to=""), b"", b"\xff\xfe nonsense",
            b"Subject: a plain letter\n\nHello.",
        ],
    )  # fmt: skip
    def test_anything_else_says_nothing(self, content):
        assert bounces.read(content) is None

    def test_what_left_and_came_back_is_parked(self):
        letter()
        actions.work(MONDAY)
        assert actions.bounced(key="k", address=TO.title(), at=MONDAY)
        assert Outbox.objects.get().reason == "CameBack"
        assert queries.unreached_since(TO) == MONDAY

    @pytest.mark.parametrize(("key", "address"), [("made-up", TO), ("k", "grace.okafor@rp5.example")])
    def test_nobody_can_make_one_up(self, key, address):
        letter()
        actions.work(MONDAY)
        assert not actions.bounced(key=key, address=address, at=MONDAY)
        assert queries.unreached_since(address) is None

    def test_a_letter_that_never_left_cannot_come_back(self):
        letter()
        assert not actions.bounced(key="k", address=TO, at=MONDAY)


class TestReachingAgain:
    def test_what_came_back_lately_is_sent_again_and_older_is_not(self, monkeypatch):
        for key, days in (("old", 20), ("new", 3)):
            letter(key)
            actions.work(MONDAY)
            actions.bounced(key=key, address=TO, at=MONDAY - timedelta(days=days))
        mail.outbox.clear()
        assert actions.reach_again(address=TO, at=MONDAY) == 1
        assert queries.unreached_since(TO) is None
        actions.work(MONDAY)
        assert [one.extra_headers["X-Groundswell-Key"] for one in mail.outbox] == ["new"]

    def test_letters_of_others_stay_where_they_are(self):
        letter("other", "grace.okafor@rp5.example")
        actions.work(MONDAY)
        actions.bounced(key="other", address="grace.okafor@rp5.example", at=MONDAY)
        assert actions.reach_again(address=TO, at=MONDAY) == 0

    def test_who_is_forgotten_leaves_no_address(self):
        actions._cannot_reach(TO, MONDAY)
        assert actions.forget(address=TO, who="0") == 1
