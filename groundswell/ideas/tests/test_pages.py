"""What a person sees and does, without a script."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from groundswell.ideas import actions
from groundswell.ideas.models import Idea, Stage
from tests.cast import at_most, send

pytestmark = pytest.mark.django_db
WORDS = "The hoist sling in bay 3 has a torn strap."


@pytest.fixture
def idea(cast, places, monday):
    return actions.notice(words=WORDS, place=places.ward21, by=cast.amina, at=monday)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return BeautifulSoup(answer.content, "html.parser")


class TestNotice:
    def test_one_box_with_the_place_already_named(self, cast, places):
        seen = page(cast.client(cast.amina), "/notice/")
        assert seen.h1.get_text(strip=True) == "What have you noticed?"
        assert "Ward 21" in seen.main.get_text()
        assert len(seen.main.find_all("textarea")) == 1

    def test_a_poster_names_the_place(self, cast, places):
        assert "Ward 17" in page(cast.client(cast.amina), f"/notice/?place={places.ward17.key}").main.get_text()

    def test_send_saves_and_says_who_answers(self, cast, places):
        client = cast.client(cast.amina)
        answer = send(client, "/notice/", words=WORDS, place_key=places.ward21.key)
        idea = Idea.objects.get()
        assert answer.headers["Location"] == f"/ideas/{idea.public_id}/sent/"
        assert (idea.words, idea.owner, idea.place) == (WORDS, cast.amina, places.ward21)
        assert "Sister Grace Okafor" in page(client, answer.headers["Location"]).h1.get_text()

    def test_an_empty_box_says_so_next_to_it(self, cast, places):
        answer = send(cast.client(cast.amina), "/notice/", words="", place_key=places.ward21.key)
        assert answer.status_code == 200
        assert "Write what you have noticed" in answer.content.decode()
        assert not Idea.objects.exists()

    def test_a_double_tap_is_one_idea(self, cast, places):
        client = cast.client(cast.amina)
        form = {"words": WORDS, "place_key": places.ward21.key, "request_key": "k" * 32}
        first, second = client.post("/notice/", form), client.post("/notice/", form)
        assert first.headers["Location"] == second.headers["Location"]
        assert Idea.objects.count() == 1

    def test_the_same_key_with_other_words_is_refused_readably(self, cast, places):
        client = cast.client(cast.amina)
        client.post("/notice/", {"words": WORDS, "place_key": places.ward21.key, "request_key": "k" * 32})
        second = client.post(
            "/notice/", {"words": "Other words", "place_key": places.ward21.key, "request_key": "k" * 32}
        )
        assert second.status_code == 409
        assert "already sent" in second.content.decode()

    def test_words_that_may_point_to_a_patient_are_marked_and_kept_in_the_box(self, cast, places):
        words = "The patient with NHS number 943 476 5919 waited two days"
        answer = send(cast.client(cast.amina), "/notice/", words=words, place_key=places.ward21.key)
        seen = BeautifulSoup(answer.content, "html.parser")
        assert words in seen.textarea.get_text()
        assert "This is not about a patient" in seen.get_text()
        assert not Idea.objects.exists()

    def test_confirmed_words_are_held(self, cast, places):
        words = "The patient with NHS number 943 476 5919 waited two days"
        client = cast.client(cast.amina)
        send(client, "/notice/", words=words, place_key=places.ward21.key, words_not_a_patient="on")
        idea = Idea.objects.get()
        assert idea.held_at
        assert cast.client(cast.grace).get(idea.get_absolute_url()).status_code == 404
        assert cast.client(cast.ig).get(idea.get_absolute_url()).status_code == 200

    def test_signed_out_the_words_wait_while_one_signs_in(self, cast, places):
        client = cast.client()
        answer = send(client, "/notice/", words=WORDS, place_key=places.ward21.key)
        assert answer.status_code == 302
        assert "next=/notice/" in answer.headers["Location"]
        assert not Idea.objects.exists()
        client.force_login(cast.amina)
        assert WORDS in page(client, "/notice/").textarea.get_text()

    def test_a_stranger_cannot_notice_at_another_trust(self, cast, places):
        answer = send(cast.client(cast.sam), "/notice/", words=WORDS, place_key=places.ward21.key)
        assert answer.status_code == 200
        assert "have not joined" in answer.content.decode()
        assert not Idea.objects.exists()


class TestIdea:
    def test_the_words_come_first_and_unaltered(self, idea, cast):
        seen = page(cast.client(cast.grace), idea.get_absolute_url())
        assert seen.h1.get_text() == WORDS
        assert "Amina Yusuf noticed this" in seen.main.get_text()

    def test_one_main_action_that_fits_who_looks(self, idea, cast):
        def main(person):
            return page(cast.client(person), idea.get_absolute_url()).select_one(".app-actions").get_text(strip=True)

        assert main(cast.grace) == "Answer"
        assert main(cast.ward_mate) == "This happens to us too"
        assert main(cast.amina) == "Start a change"

    def test_a_stranger_and_a_missing_idea_look_the_same(self, idea, cast):
        client = cast.client(cast.sam)
        theirs, missing = client.get(idea.get_absolute_url()), client.get("/ideas/zzzzzzzzzz/")
        plain = [re.sub(rb"[0-9a-f]{8}(?=</p>)|zzzzzzzzzz", b"", answer.content) for answer in (theirs, missing)]
        assert theirs.status_code == missing.status_code == 404
        assert idea.public_id.encode() not in plain[0]
        assert plain[0] == plain[1]

    def test_hostile_words_stay_words(self, cast, places, monday):
        nasty = "<script>alert(1)</script> {{ 7*7 }} \u202e\u200b 👩‍⚕️"
        idea = actions.notice(words=nasty, place=places.ward21, by=cast.amina, at=monday)
        seen = page(cast.client(cast.grace), idea.get_absolute_url())
        assert seen.h1.get_text() == nasty
        assert not seen.main.find("script")

    def test_its_budget(self, idea, cast):
        client = cast.client(cast.grace)
        client.get(idea.get_absolute_url())
        with at_most(7):
            client.get(idea.get_absolute_url())

    def test_the_second_editor_sees_both_versions(self, idea, cast):
        client, version = cast.client(cast.amina), idea.version
        send(client, f"/ideas/{idea.public_id}/words/", words="First version", version=version)
        answer = send(client, f"/ideas/{idea.public_id}/words/", words="Second version", version=version)
        text = answer.content.decode()
        assert "First version" in text
        assert "Second version" in text
        assert Idea.objects.get().words == "First version"

    @pytest.mark.parametrize(
        ("deed", "who", "form", "stage"),
        [
            ("answer", "grace", {"words": "Today."}, Stage.HEARD),
            ("fixed", "grace", {"what": "New sling."}, Stage.WORKING),
            ("rest", "amina", {"reason": "no_time_now", "words": "Winter"}, Stage.RESTING),
        ],
    )
    def test_deeds_by_form(self, idea, cast, deed, who, form, stage):
        client = cast.client(getattr(cast, who))
        assert client.get(f"/ideas/{idea.public_id}/{deed}/").status_code == 200
        assert send(client, f"/ideas/{idea.public_id}/{deed}/", **form).status_code == 302
        assert Idea.objects.get().stage == stage

    @pytest.mark.parametrize(("deed", "who"), [("answer", "ward_mate"), ("rest", "grace"), ("words", "grace")])
    def test_deeds_refused_say_why_and_change_nothing(self, idea, cast, deed, who):
        answer = cast.client(getattr(cast, who)).get(f"/ideas/{idea.public_id}/{deed}/")
        assert answer.status_code == 403
        assert "This cannot be done now" in answer.content.decode()

    def test_support_is_one_tap(self, idea, cast):
        client = cast.client(cast.meera)
        send(client, f"/ideas/{idea.public_id}/support/", kind="happens_here")
        assert "1 colleague says this happens to them too" in page(client, idea.get_absolute_url()).main.get_text()

    def test_nothing_happens_by_looking(self, idea, cast):
        client = cast.client(cast.grace)
        for deed in ("support", "wake", "still-fixed", "same/answer", "release"):
            assert client.get(f"/ideas/{idea.public_id}/{deed}/").status_code == 405

    def test_joining_is_offered_and_decided_by_the_owner(self, idea, cast, places, monday):
        other = actions.notice(words="A torn sling strap on the hoist", place=places.ward21, by=cast.meera, at=monday)
        client = cast.client(cast.grace)
        assert other.first_words in page(client, f"/ideas/{idea.public_id}/same/").main.get_text()
        send(client, f"/ideas/{idea.public_id}/same/", into=other.public_id)
        owner = cast.client(cast.amina)
        assert "You decide" in page(owner, idea.get_absolute_url()).main.get_text()
        send(owner, f"/ideas/{idea.public_id}/same/answer/", say="yes")
        assert Idea.objects.get(pk=idea.pk).joined_to == other

    def test_a_comment_is_said_once_and_shown(self, idea, cast):
        client = cast.client(cast.meera)
        send(client, f"/ideas/{idea.public_id}/talk/", deed="say", words="Same on our side.")
        assert "Same on our side." in page(client, idea.get_absolute_url()).main.get_text()


class TestTriedBefore:
    def test_what_looks_the_same_stands_on_a_page_and_as_a_part(self, idea, cast, places, monday):
        other = actions.notice(words="A torn sling strap again", place=places.ward17, by=cast.meera, at=monday)
        client = cast.client(cast.grace)
        whole = page(client, f"/ideas/{idea.public_id}/tried-before/")
        part = client.get(f"/ideas/{idea.public_id}/tried-before/?part=1").content.decode()
        assert other.first_words in whole.main.get_text()
        assert other.first_words in part
        assert "<html" not in part

    def test_nothing_alike_says_so(self, idea, cast):
        assert (
            "Nothing that you can see"
            in page(cast.client(cast.grace), f"/ideas/{idea.public_id}/tried-before/").main.get_text()
        )


class TestIdeas:
    def test_the_list_is_of_the_persons_organisation(self, idea, cast):
        assert idea.first_words in page(cast.client(cast.helen), "/ideas/").main.get_text()
        assert idea.first_words not in page(cast.client(cast.sam), "/ideas/").main.get_text()

    def test_a_stranger_asking_for_the_place_sees_nothing(self, idea, cast, places):
        assert idea.first_words not in page(cast.client(cast.sam), f"/ideas/?place={places.rp5.key}").main.get_text()

    def test_one_stage_only(self, idea, cast):
        client = cast.client(cast.helen)
        assert idea.first_words in page(client, "/ideas/?place=RP5&stage=noticed").main.get_text()
        assert "Nothing here yet" in page(client, "/ideas/?place=RP5&stage=spread").main.get_text()

    def test_older_pages(self, cast, places, monday):
        for number in range(25):
            actions.notice(words=f"Idea {number}", place=places.ward21, by=cast.amina, at=monday)
        client = cast.client(cast.helen)
        first = page(client, "/ideas/?place=RP5")
        second = page(client, "/ideas/" + first.find("a", rel="next")["href"])
        assert len(first.select(".app-card")) + len(second.select(".app-card")) == 25

    def test_its_budget(self, idea, cast):
        client = cast.client(cast.helen)
        client.get("/ideas/")
        with at_most(8):
            client.get("/ideas/")
