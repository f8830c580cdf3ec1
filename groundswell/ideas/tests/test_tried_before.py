"""The pages of tried before: while typing, after Send, and what can be said of what is found."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from groundswell.events.kinds import Subject
from groundswell.ideas import actions, alike, memory
from groundswell.ideas.meaning import model
from groundswell.ideas.models import Idea, Joining, NotTheSame
from groundswell.ideas.views import tried_before
from tests.cast import at_most, send

pytestmark = pytest.mark.django_db
LOOK = "/notice/tried-before/"
SLING = "The hoist sling in bay 3 has a torn strap."
TORN = "A torn strap on the hoist sling again"


@pytest.fixture(autouse=True, params=["words", "meaning"])
def engine(request, monkeypatch):
    """Every page with and without the model."""
    if request.param == "words":
        monkeypatch.setattr(model, "ready", lambda: False)
    elif not model.ready():
        pytest.skip("the extra `meaning` is not installed")
    alike._shelves.cache_clear()
    tried_before._looked.clear()


@pytest.fixture
def idea(cast, places, monday):
    return actions.notice(words=SLING, place=places.ward21, by=cast.amina, at=monday)


@pytest.fixture
def other(cast, places, monday):
    return actions.notice(words=TORN, place=places.ward17, by=cast.meera, at=monday)


def page(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


class TestWhileTyping:
    def test_two_lines_at_most_that_open(self, idea, other, cast):
        third = actions.notice(words="Strap of sling torn, hoist", place=other.place, by=cast.meera, at=idea.noticed_at)
        seen = BeautifulSoup(send(cast.client(cast.grace), LOOK, words=TORN).content, "html.parser")
        lines = [line.get_text() for line in seen.find_all("summary")]
        assert lines[0].startswith("Looks the same as")
        assert lines[1:] == ["And 2 more like it"]
        assert {link["href"] for link in seen.find_all("a")} == {one.get_absolute_url() for one in (idea, other, third)}

    def test_nothing_is_stored(self, idea, cast):
        send(cast.client(cast.grace), LOOK, words=TORN)
        assert Idea.objects.count() == 1

    @pytest.mark.parametrize(
        "words", ["", "sling", "The patient with NHS number 943 476 5919 and the torn hoist sling"]
    )
    def test_few_letters_and_words_about_a_patient_are_not_looked_for(self, idea, cast, words, monkeypatch):
        monkeypatch.setattr(tried_before.queries, "tried_before", lambda *_: pytest.fail("it was looked for"))
        assert send(cast.client(cast.grace), LOOK, words=words).content == b""

    def test_a_stranger_sees_nothing_of_it(self, idea, cast):
        assert SLING not in send(cast.client(cast.sam), LOOK, words=TORN).content.decode()

    def test_signed_out_nothing_is_looked_for(self, idea, cast):
        assert send(cast.client(), LOOK, words=TORN).status_code == 302
        assert not page(cast.client(), "/notice/").select("[data-tried-before]")

    def test_asking_faster_than_people_type_gets_nothing(self, idea, cast):
        client = cast.client(cast.grace)
        answers = [send(client, LOOK, words=TORN).content for _ in range(tried_before.LOOKS + 1)]
        assert all(answers[:-1])
        assert answers[-1] == b""

    def test_words_stand_in_the_body_and_not_in_the_address(self, idea, cast):
        assert cast.client(cast.grace).get(LOOK, {"words": TORN}).status_code == 405

    def test_the_page_of_notice_names_where_to_look(self, cast):
        assert page(cast.client(cast.amina), "/notice/").select_one("[data-tried-before]")["data-tried-before"] == LOOK


class TestAfterSend:
    def test_it_is_shown_with_what_came_of_it(self, idea, other, cast, monday):
        actions.rest(idea=idea, reason="no_time_now", words="Winter", by=cast.amina, at=monday)
        seen = page(cast.client(cast.meera), f"/ideas/{other.public_id}/sent/").main.get_text()
        assert SLING in seen
        assert "Resting: There is no time for it now" in seen

    def test_mine_is_the_same_joins_when_the_owner_says_so(self, idea, other, cast):
        self.say(cast.meera, cast, other, "same", idea)
        assert Idea.objects.get(pk=other.pk).joined_to == idea

    def test_anyone_else_proposes_and_the_owner_decides(self, idea, other, cast):
        self.say(cast.grace, cast, other, "same", idea)
        assert Joining.objects.get().accepted_at is None
        assert Idea.objects.get(pk=other.pk).joined_to is None

    def test_a_resting_idea_is_not_offered_for_joining(self, idea, other, cast, monday):
        actions.rest(idea=idea, reason="no_time_now", words="Winter", by=cast.amina, at=monday)
        buttons = page(cast.client(cast.meera), f"/ideas/{other.public_id}/tried-before/").select(
            ".app-alike__say button"
        )
        assert [button.get_text().split(":")[0] for button in buttons] == ["Not the same"]

    def test_not_the_same_is_remembered_for_that_person_alone(self, idea, other, cast):
        for _ in range(2):
            self.say(cast.meera, cast, other, "apart", idea)
        assert NotTheSame.objects.count() == 1
        address = f"/ideas/{other.public_id}/tried-before/"
        assert "Nothing that you can see is like it" in page(cast.client(cast.meera), address).main.get_text()
        assert SLING in page(cast.client(cast.grace), address).main.get_text()

    def test_nothing_is_joined_by_itself(self, idea, other, cast):
        page(cast.client(cast.meera), f"/ideas/{other.public_id}/sent/")
        assert not Joining.objects.exists()

    def test_what_one_may_not_find_one_cannot_set_apart(self, other, cast, places, monday):
        theirs = actions.notice(words=SLING, place=places.ward6, by=cast.sam, at=monday)
        assert self.say(cast.meera, cast, other, "apart", theirs).status_code == 404
        assert self.say(cast.meera, cast, other, "same", theirs).status_code == 404

    def test_a_story_from_elsewhere_can_be_taken_up(self, other, cast, places, monday):
        story = Subject("stories", "abcdefghij", "Torn hoist sling straps: swapped", "/stories/abcdefghij/")
        memory.remember(story, text=SLING, organisations=[places.rhq.pk], at=monday, audience="everyone", fresh=True)
        address = f"/ideas/{other.public_id}/sent/"
        links = [link["href"] for link in page(cast.client(cast.meera), address).find_all("a")]
        assert "/stories/abcdefghij/take-up/" in links
        memory.remember(story, text=SLING, organisations=[places.rp5.pk], at=monday, audience="everyone")
        links = [link["href"] for link in page(cast.client(cast.meera), address).find_all("a")]
        assert "/stories/abcdefghij/take-up/" not in links

    def test_held_words_are_not_looked_for(self, idea, cast, places, monday):
        held = actions.notice(words=TORN, place=places.ward21, by=cast.amina, at=monday, held=True)
        assert SLING not in page(cast.client(cast.amina), f"/ideas/{held.public_id}/sent/").main.get_text()

    def test_its_budget(self, idea, other, cast):
        client = cast.client(cast.meera)
        client.get(f"/ideas/{other.public_id}/sent/")
        with at_most(20):
            client.get(f"/ideas/{other.public_id}/sent/")

    @staticmethod
    def say(person, cast, idea, say, found):
        return send(
            cast.client(person), f"/ideas/{idea.public_id}/tried-before/", say=say, room="ideas", which=found.public_id
        )
