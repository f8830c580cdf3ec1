"""The outbox of a device is told in a few bytes what a page would have said, and a deed is still done once."""

from __future__ import annotations

import pytest

from groundswell.ideas.models import Idea
from groundswell.post.models import RequestKey

KEY = "a" * 32


@pytest.fixture
def send(client, places):
    def post(words="The trolley is too high", key=KEY, address="/notice/", **more):
        fields = {"words": words, "place_key": places.ward21.key, **more}
        return client.post(address, fields, headers={"Groundswell-Outbox": "1", "Idempotency-Key": key})

    return post


class TestAnswers:
    def test_done_says_where_and_twice_says_the_same(self, client, cast, send):
        client.force_login(cast.amina)
        first, second = send(), send()
        assert first.status_code == second.status_code == 200
        assert first.json() == second.json()
        assert first.json()["to"].startswith("/ideas/")
        assert Idea.objects.count() == 1

    def test_other_words_under_the_same_key_are_refused_with_a_reason(self, client, cast, send):
        client.force_login(cast.amina)
        send()
        other = send(words="Something else altogether")
        assert other.status_code == 409
        assert "already sent" in other.json()["why"]
        assert Idea.objects.count() == 1

    def test_a_form_with_errors_is_422_and_nothing_is_kept_under_its_key(self, client, cast, send):
        client.force_login(cast.amina)
        assert send(words=" ").status_code == 422
        assert not RequestKey.objects.exists()
        assert send().status_code == 200

    def test_nobody_signed_in_is_401_and_the_same_key_works_afterwards(self, client, cast, send):
        assert send().status_code == 401
        assert not RequestKey.objects.exists()
        client.force_login(cast.amina)
        assert send().status_code == 200
        assert Idea.objects.get().owner == cast.amina

    def test_the_key_of_another_person_is_refused(self, client, cast, send):
        client.force_login(cast.amina)
        send()
        client.force_login(cast.grace)
        assert send().status_code == 409

    def test_what_is_not_there_is_404_with_words(self, client, cast, send):
        client.force_login(cast.amina)
        answer = send(address="/ideas/nothinghere/words/")
        assert answer.status_code == 404
        assert "not found" in answer.json()["why"]

    def test_a_page_for_people_stays_a_page(self, client, cast, places):
        client.force_login(cast.amina)
        answer = client.get("/notice/", headers={"Groundswell-Outbox": "1"})
        assert answer["Content-Type"].startswith("text/html")
