"""Every unsafe request carries a key: sent twice, done once; the deed, the key and the answer stand or fall together."""

from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from groundswell.events import actions as events
from groundswell.ideas.models import Idea
from groundswell.post.models import RequestKey
from tests.cast import send

KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def form(cast, places):
    return {"words": "The printer on the floor is broken.", "place_key": places.ward21.key, "request_key": KEY}


@pytest.mark.django_db
class TestOnce:
    def test_a_form_without_a_key_changes_nothing(self, cast, form):
        for key in ("", "short", "x" * 65):
            answer = cast.client(cast.amina).post("/notice/", form | {"request_key": key})
            assert answer.status_code == 400
        assert not Idea.objects.exists()

    def test_the_key_may_come_as_a_header(self, cast, form):
        client, without = cast.client(cast.amina), form | {"request_key": ""}
        for _tap in range(2):
            client.post("/notice/", without, headers={"Idempotency-Key": KEY})
        assert Idea.objects.count() == 1

    def test_a_retry_gets_the_first_answer(self, cast, form):
        client = cast.client(cast.amina)
        first, again = (client.post("/notice/", form) for _tap in range(2))
        assert (first.status_code, again.status_code) == (302, 302)
        assert first.headers["Location"] == again.headers["Location"]
        assert Idea.objects.count() == 1

    def test_other_words_under_the_same_key_are_a_readable_conflict(self, cast, form):
        client = cast.client(cast.amina)
        client.post("/notice/", form)
        answer = client.post("/notice/", form | {"words": "Something else."})
        assert answer.status_code == 409
        assert "The first version was kept" in answer.content.decode()

    def test_somebody_elses_key_shows_nothing_of_theirs(self, cast, form):
        first = cast.client(cast.amina).post("/notice/", form)
        answer = cast.client(cast.sam).post("/notice/", form)
        assert answer.status_code == 409
        assert first.headers["Location"] not in answer.content.decode()

    def test_a_form_with_errors_can_be_mended_under_the_same_key(self, cast, form):
        client = cast.client(cast.amina)
        assert client.post("/notice/", form | {"words": ""}).status_code == 200
        assert not RequestKey.objects.exists()
        assert client.post("/notice/", form).status_code == 302

    def test_a_refused_deed_leaves_no_key(self, cast, form):
        send(cast.client(cast.amina), "/notice/", **{key: value for key, value in form.items() if key != "request_key"})
        idea = Idea.objects.get()
        answer = cast.client(cast.ward_mate).post(f"/ideas/{idea.public_id}/release/", {"request_key": KEY})
        assert answer.status_code == 403
        assert not RequestKey.objects.filter(key=KEY).exists()

    def test_the_deed_and_its_key_stand_or_fall_together(self, cast, form, monkeypatch):
        def broken(*_args, **_more):
            raise RuntimeError

        monkeypatch.setattr(events, "record", broken)
        client = cast.client(cast.amina, raise_request_exception=False)
        assert client.post("/notice/", form).status_code == 500
        assert not RequestKey.objects.exists()
        assert not Idea.objects.exists()

    def test_a_broken_rule_of_the_tables_is_not_taken_for_a_retry(self, cast, form, monkeypatch):
        def broken(*_args, **_more):
            raise IntegrityError("another table")

        monkeypatch.setattr(events, "record", broken)
        assert cast.client(cast.amina, raise_request_exception=False).post("/notice/", form).status_code == 500


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one writer in at a time; the soak test tries it on disk"
)
def test_two_taps_at_the_same_moment_are_one_idea(cast, form):
    clients = [cast.client(cast.amina) for _tap in range(4)]
    ready, answers = threading.Barrier(4), []

    def tap(client: Client) -> None:
        ready.wait(5)
        answers.append(client.post("/notice/", form))
        connection.close()

    taps = [threading.Thread(target=tap, args=(client,)) for client in clients]
    [one.start() for one in taps]
    [one.join(20) for one in taps]
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert Idea.objects.count() == 1
