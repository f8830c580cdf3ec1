"""Typed for a colleague at a huddle: theirs at once, told at once, and one tap says that it is not."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from groundswell.events.models import Credit, Event, Notice
from groundswell.ideas import actions, queries
from groundswell.ideas.models import Idea
from groundswell.people.models import Person
from groundswell.ui.verdicts import Refused
from tests.cast import at_most, send

pytestmark = pytest.mark.django_db
WORDS = "The hoist sling in bay 3 has a torn strap."
DOOR = "/notice/colleague/"


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return " ".join(BeautifulSoup(answer.content, "html.parser").select_one("main").get_text(" ").split())


def typed(places, **more):
    return {"words": WORDS, "place_key": places.ward21.key, "colleague": "Amina", "said_yes": "on", **more}


@pytest.fixture
def entered(cast, places, monday):
    return actions.enter_for(colleague=cast.amina, words=WORDS, place=places.ward21, by=cast.ward_mate, at=monday)


class TestEntering:
    def test_it_is_the_colleagues_and_who_typed_it_is_in_the_log(self, cast, places, mailoutbox):
        client = cast.client(cast.ward_mate)
        assert DOOR in cast.client(cast.ward_mate).get("/notice/").content.decode()
        answer = send(client, DOOR, **typed(places))
        idea = Idea.objects.get()
        assert (idea.owner, idea.name_mode, answer["Location"]) == (cast.amina, "open", idea.get_absolute_url())
        said = f"{cast.ward_mate.name} typed it for Amina Yusuf, who said yes to that"
        page = text(client.get(answer["Location"]))
        assert said in page
        assert "Saved for Amina Yusuf, who was told." in page
        told = Notice.objects.get(person=cast.amina)
        assert told.event.sentence == said
        assert [row.person for row in Credit.objects.filter(part="owner")] == [cast.amina]

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ({"said_yes": ""}, "Ask them first"),
            ({"colleague": ""}, "Type the name of the colleague"),
            ({"colleague": "Nobody Atall"}, "Nobody of that name works here"),
            ({"colleague": "Sam Blake"}, "Nobody of that name works here"),
            ({"words": ""}, "Write what you have noticed"),
            ({"words": "Mrs Miggins in bed 9, NHS number 943 476 5919, waited."}, "This is not about a patient"),
        ],
    )
    def test_what_is_missing_is_said_and_nothing_typed_is_lost(self, cast, places, more, said):
        answer = send(cast.client(cast.ward_mate), DOOR, **typed(places, **more))
        assert said in text(answer)
        assert more.get("words", WORDS)[:20] in answer.content.decode()
        assert not Idea.objects.exists()

    def test_of_several_with_a_name_one_is_chosen_and_a_made_up_one_is_not(self, cast, places):
        Person.objects.filter(pk=cast.next_ward.pk).update(name="Amina Khan")
        client = cast.client(cast.ward_mate)
        page = text(send(client, DOOR, **typed(places)))
        assert "Several people have this name. Choose one." in page
        assert "Amina Khan" in page
        assert "Choose one" in text(send(client, DOOR, **typed(places, which=cast.sam.public_id)))
        send(client, DOOR, **typed(places, which=cast.next_ward.public_id))
        assert Idea.objects.get().owner == cast.next_ward

    def test_ones_own_name_and_another_trust_are_refused(self, cast, places, monday):
        for colleague in (cast.ward_mate, cast.sam):
            with pytest.raises(Refused):
                actions.enter_for(colleague=colleague, words=WORDS, place=places.ward21, by=cast.ward_mate, at=monday)
        assert "Nobody of that name" in text(send(cast.client(cast.amina), DOOR, **typed(places)))

    def test_held_words_are_not_in_what_the_colleague_is_told(self, cast, places, monday):
        actions.enter_for(
            colleague=cast.amina, words="Ask Mrs Miggins.", place=places.ward21, by=cast.ward_mate, at=monday, held=True
        )
        assert not Event.objects.filter(title__contains="Miggins").exists()

    def test_the_same_send_again_adds_nothing(self, cast, places):
        client, form = cast.client(cast.ward_mate), typed(places, request_key="k" * 32)
        first, second = client.post(DOOR, form), client.post(DOOR, form)
        assert first["Location"] == second["Location"]
        assert Idea.objects.count() == 1

    def test_it_keeps_its_budget(self, cast, places):
        client = cast.client(cast.ward_mate)
        with at_most(7):
            client.get(DOOR)


class TestNotMine:
    def test_one_tap_gives_it_to_who_typed_it_and_the_log_names_them_no_more(self, cast, places, entered):
        client = cast.client(cast.amina)
        assert "Not mine" in text(client.get(entered.get_absolute_url()))
        send(client, f"/ideas/{entered.public_id}/not-mine/")
        entered.refresh_from_db()
        assert entered.owner == cast.ward_mate
        assert [row.person for row in Credit.objects.filter(part="owner")] == [cast.ward_mate]
        page = text(cast.client(cast.grace).get(entered.get_absolute_url()))
        assert "Amina" not in page
        assert f"It belongs to {cast.ward_mate.name} now, who typed it" in page
        assert "Not mine" not in text(cast.client(cast.ward_mate).get(entered.get_absolute_url()))

    def test_nobody_else_says_it_and_not_of_ones_own(self, cast, places, entered, monday):
        own = actions.notice(words=WORDS, place=places.ward21, by=cast.amina, at=monday)
        assert "Not mine" not in text(cast.client(cast.amina).get(own.get_absolute_url()))
        for idea, by in ((entered, cast.ward_mate), (entered, cast.grace), (own, cast.amina)):
            with pytest.raises(Refused):
                actions.not_mine(idea=idea, by=by, at=monday)

    def test_it_is_not_said_twice(self, cast, entered, monday):
        actions.not_mine(idea=entered, by=cast.amina, at=monday)
        assert queries.entered_by(entered) is None

    def test_who_typed_it_does_not_answer_it_themselves(self, cast, places, monday):
        idea = actions.enter_for(colleague=cast.amina, words=WORDS, place=places.ward21, by=cast.grace, at=monday)
        assert idea.asked == cast.grace
        actions.not_mine(idea=idea, by=cast.amina, at=monday)
        assert idea.asked == cast.meera
