"""Several at once from a meeting: how a text is split, what is looked through, and one deed for all."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from groundswell.events.models import Event
from groundswell.ideas import actions, rules
from groundswell.ideas.meeting import split
from groundswell.ideas.models import Idea, Stage
from groundswell.people.models import Person
from groundswell.ui.verdicts import Refused
from tests.cast import at_most, send

DOOR = "/notice/several/"
SLING, RAMP, RISK = (
    "The sling in bay 3 is torn.",
    "The ramp is steep.",
    "Mrs Miggins in bed 9 waited, NHS 943 476 5919.",
)


class TestSplitting:
    @pytest.mark.parametrize(
        ("text", "ideas"),
        [
            ("", []),
            (" \n\t\n ", []),
            ("- \n*\n--\n", []),
            ("One thought.", ["One thought."]),
            ("One\nTwo\nThree", ["One", "Two", "Three"]),
            ("One\r\nTwo\rThree", ["One", "Two", "Three"]),
            ("One,\nin two lines.\n\n\nTwo", ["One,\nin two lines.", "Two"]),
            ("- One\n  goes on\n- Two", ["One\ngoes on", "Two"]),
            ("•One\n•\tTwo\n◦ Three\no Four", ["One", "Two", "Three", "Four"]),
            ("– One\n— Two\n* Three\n☐ Four", ["One", "Two", "Three", "Four"]),
            ("1. One\n2) Two\n(3) Three\na) Four", ["One", "Two", "Three", "Four"]),
            ("Huddle:\n- One\n- Two", ["Huddle:", "One", "Two"]),
            ("One\n-----\nTwo", ["One", "Two"]),
            ("1.\n2. Two\n", ["Two"]),
        ],
    )
    def test_empty_lines_signs_and_numbers_begin_the_next(self, text, ideas):
        assert split(text) == ideas

    @pytest.mark.parametrize(
        "words", ["1.5 hours are lost", "-5 degrees in the store", "10:30 is too late", "100. is a number", "A. is on leave",
                  "2 nurses were off", "o2 masks run out", "3rd floor lift"]
    )  # fmt: skip
    def test_what_only_looks_like_a_number_or_sign_is_kept(self, words):
        assert split(f"First\n\n{words}") == ["First", words]

    def test_splitting_what_was_split_changes_nothing(self):
        once = split("Huddle\n\n- One\n  on two lines\n- Two\n\n3. Three")
        assert split("\n\n".join(once)) == once


def main(answer):
    assert answer.status_code == 200, answer.status_code
    return BeautifulSoup(answer.content, "html.parser").select_one("main")


def text(answer) -> str:
    return " ".join(main(answer).get_text(" ").split())


def rows(places, *words, **more):
    typed = {f"{n}-words": one for n, one in enumerate(words, 1)}
    return {"count": len(words), "place_key": places.ward21.key, **typed, **more}


@pytest.mark.django_db
class TestTheText:
    def test_it_is_linked_from_the_box_and_from_the_board_with_the_place(self, cast, places):
        client = cast.client(cast.grace)
        for page in ("/notice/", f"/places/{places.ward21.key}/board/"):
            assert f"{DOOR}?place={places.ward21.key}" in client.get(page).content.decode()
        assert main(client.get(DOOR)).select_one("[name=place_key]")["value"] == places.ward21.key
        assert (
            main(client.get(f"{DOOR}?place={places.ward17.key}")).select_one("[name=place_key]")["value"] == "RP5DR-W17"
        )

    def test_a_preview_lists_each_and_nothing_is_saved(self, cast, places):
        page = main(send(cast.client(cast.amina), DOOR, text=f"- {SLING}\n- {RAMP}", place_key=places.ward21.key))
        assert [box.get_text().strip() for box in page.select("textarea")] == [SLING, RAMP]
        assert "2 ideas: are they right?" in page.get_text()
        assert not Idea.objects.exists()

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("", "Write what the meeting raised"),
            ("- \n- ", "Write what the meeting raised"),
            ("\n".join(f"{n}. Thing" for n in range(31)), "These are 31 ideas, and 30 go at a time"),
            ("long " * 6001, "and 30000 fit. Send it in two parts"),
        ],
    )
    def test_what_is_wrong_is_said_beside_the_box_and_nothing_is_lost(self, cast, places, typed, said):
        page = main(send(cast.client(cast.amina), DOOR, text=typed, place_key=places.ward21.key))
        assert said in page.select_one("#id_text-error").get_text()
        assert page.select_one("textarea").get_text().strip() == typed.strip()

    def test_a_place_of_others_is_refused_beside_its_box(self, cast, places):
        page = main(send(cast.client(cast.amina), DOOR, text=SLING, place_key=places.larwood.key))
        assert "You have not joined" in page.select_one("#id_place-error").get_text()
        page = main(send(cast.client(cast.amina), DOOR, **rows(places, SLING, place_key=places.larwood.key)))
        assert "You have not joined" in page.select_one("#id_place-error").get_text()
        assert SLING in page.get_text()

    def test_budgets_do_not_grow_with_the_number_of_ideas(self, cast, places):
        client = cast.client(cast.amina)
        with at_most(7):
            client.get(DOOR)
        with at_most(12):
            send(client, DOOR, text="\n".join(f"- Thing {n}" for n in range(30)), place_key=places.ward21.key)


@pytest.mark.django_db
class TestThePreview:
    def test_one_deed_saves_all_that_are_kept_as_they_were_changed(self, cast, places):
        client = cast.client(cast.amina)
        typed = rows(places, SLING, "Not this one", f"{RAMP} Very.", **{"2-leave_out": "on"})
        answer = client.get(send(client, DOOR, **typed)["Location"])
        assert [(idea.words, idea.owner) for idea in Idea.objects.order_by("pk")] == [
            (SLING, cast.amina), (f"{RAMP} Very.", cast.amina)
        ]  # fmt: skip
        assert "Saved: 2 ideas." in text(answer)
        links = {link["href"] for link in main(answer).select("a.app-card__title")}
        assert links == {idea.get_absolute_url() for idea in Idea.objects.all()}

    def test_the_same_send_again_adds_nothing(self, cast, places):
        client, typed = cast.client(cast.amina), rows(places, SLING, RAMP, request_key="k" * 32)
        first, second = client.post(DOOR, typed), client.post(DOOR, typed)
        assert first["Location"] == second["Location"]
        assert Idea.objects.count() == 2

    def test_thirty_fit_in_the_address_that_a_retry_is_led_to(self, cast, places):
        client = cast.client(cast.amina)
        typed = rows(places, *(f"Thing {n}" for n in range(30)), request_key="k" * 32)
        client.post(DOOR, typed)
        page = main(client.get(client.post(DOOR, typed)["Location"]))
        assert len(page.select("a.app-card__title")) == 30

    def test_one_about_a_patient_is_marked_beside_itself_at_once_and_the_others_are_not(self, cast, places):
        client = cast.client(cast.amina)
        page = main(send(client, DOOR, text=f"{SLING}\n\n{RISK}\n\n{RAMP}", place_key=places.ward21.key))
        assert [error["id"] for error in page.select(".nhsuk-error-message")] == ["id_2-words-error"]
        assert page.select_one("#id_2-words_not_a_patient")
        assert page.select_one('.nhsuk-error-summary a[href="#id_2-words"]').get_text().startswith("Idea 2: ")
        page = main(send(client, DOOR, **rows(places, SLING, RISK, RAMP)))
        assert [box.get_text().strip() for box in page.select("textarea")] == [SLING, RISK, RAMP]
        assert not Idea.objects.exists()

    def test_it_is_held_alone_when_said_to_be_about_no_patient_and_left_out_when_wanted(self, cast, places):
        client = cast.client(cast.amina)
        send(client, DOOR, **rows(places, RISK, RAMP, **{"1-leave_out": "on"}))
        assert [idea.words for idea in Idea.objects.all()] == [RAMP]
        answer = send(client, DOOR, **rows(places, SLING, RISK, **{"2-words_not_a_patient": "on"}))
        held = Idea.objects.get(words=RISK)
        assert held.held_at
        assert not Idea.objects.get(words=SLING).held_at
        page = text(client.get(answer["Location"]))
        assert "1 of them is held unseen until its words are checked." in page
        assert "Miggins" not in text(cast.client(cast.grace).get(answer["Location"]))

    @pytest.mark.parametrize(
        ("more", "where", "said"),
        [
            ({"1-words": ""}, "id_1-words-error", "Write what was noticed, or leave this one out"),
            ({"1-words": "long " * 1001}, "id_1-words-error", "5000"),
            ({"1-leave_out": "on", "2-leave_out": "on"}, "id_1-leave_out-error", "Keep at least one"),
            (
                {"2-colleague": "Nobody Atall", "said_yes": "on"},
                "id_2-colleague-error",
                "Nobody of that name works here",
            ),
            ({"2-colleague": "Amina"}, "id_said_yes-error", "Ask those you named first"),
        ],
    )
    def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(self, cast, places, more, where, said):
        page = main(send(cast.client(cast.ward_mate), DOOR, **rows(places, SLING, RAMP, **more)))
        assert said in page.find(id=where).get_text()
        assert RAMP in page.get_text()
        assert page.select_one('[name="2-colleague"]').get("value", "") == more.get("2-colleague", "")
        assert not Idea.objects.exists()

    def test_back_to_the_whole_text_with_what_was_changed(self, cast, places):
        client = cast.client(cast.amina)
        page = main(send(client, DOOR, **rows(places, SLING, RISK, deed="text", place_key=places.ward17.key)))
        assert page.select_one("textarea").get_text().strip() == f"{SLING}\n\n{RISK}"
        assert page.select_one("[name=place_key]")["value"] == places.ward17.key
        assert not page.select(".nhsuk-error-message")

    @pytest.mark.parametrize("count", ["0", "x", "", "-1", "9" * 30])
    def test_a_made_up_count_begins_again(self, cast, places, count):
        page = main(send(cast.client(cast.amina), DOOR, count=count, place_key=places.ward21.key))
        assert page.select_one("#id_text")

    def test_no_more_than_thirty_are_ever_made(self, cast, places, monday):
        client = cast.client(cast.amina)
        send(client, DOOR, **rows(places, *(f"Thing {n}" for n in range(40))))
        assert Idea.objects.count() == rules.MOST_TOGETHER
        with pytest.raises(Refused):
            actions.enter_together(said=[actions.Said("Thing")] * 31, place=places.ward21, by=cast.amina, at=monday)

    def test_each_idea_costs_the_same(self, cast, places):
        client, cost = cast.client(cast.amina), []
        for number in (2, 3, 12):
            with at_most(500) as caught:
                send(client, DOOR, **rows(places, *(f"Thing {n} of {number}" for n in range(number))))
            cost.append(len(caught))
        each = cost[1] - cost[0]
        assert each <= 18
        assert cost[2] == cost[0] + 10 * each


@pytest.mark.django_db
class TestForAColleague:
    def test_with_their_yes_it_is_theirs_and_they_are_told(self, cast, places, mailoutbox):
        client = cast.client(cast.ward_mate)
        answer = send(client, DOOR, **rows(places, SLING, RAMP, **{"2-colleague": "Amina", "said_yes": "on"}))
        assert [idea.owner for idea in Idea.objects.order_by("pk")] == [cast.ward_mate, cast.amina]
        assert Event.objects.get(kind="idea_entered").actor == cast.ward_mate
        assert "What you typed for a colleague is theirs." in text(client.get(answer["Location"]))

    def test_of_several_with_a_name_one_is_chosen_for_that_idea(self, cast, places):
        Person.objects.filter(pk=cast.next_ward.pk).update(name="Amina Khan")
        client, named = cast.client(cast.ward_mate), {"2-colleague": "Amina", "said_yes": "on"}
        page = main(send(client, DOOR, **rows(places, SLING, RAMP, **named)))
        assert "Several people have this name" in page.find(id="id_2-which-error").get_text()
        assert not page.select('[name="1-which"]')
        send(client, DOOR, **rows(places, SLING, RAMP, **named, **{"2-which": cast.next_ward.public_id}))
        assert Idea.objects.get(words=RAMP).owner == cast.next_ward


@pytest.mark.django_db
class TestTakingBack:
    @pytest.fixture
    def made(self, cast, places, monday):
        said = [actions.Said(SLING), actions.Said(RISK, held=True), actions.Said(RAMP, colleague=cast.amina)]
        return actions.enter_together(said=said, place=places.ward21, by=cast.ward_mate, at=monday)

    def address(self, made):
        return f"{DOOR}saved/?ids={'.'.join(one.public_id for one in made)}"

    def test_one_deed_lets_ones_own_rest_and_leaves_the_colleagues(self, cast, made):
        client, here = cast.client(cast.ward_mate), self.address(made)
        assert "Undo: take mine back" in text(client.get(here))
        page = text(client.get(send(client, here)["Location"]))
        assert "Taken back: 2 ideas rest now." in page
        assert "Undo: take mine back" not in page
        assert [one.stage for one in Idea.objects.order_by("pk")] == [Stage.RESTING, Stage.RESTING, Stage.NOTICED]
        send(client, f"/ideas/{made[0].public_id}/wake/")
        assert Idea.objects.get(pk=made[0].pk).stage == Stage.NOTICED

    def test_held_words_stay_out_of_the_log_when_they_rest(self, cast, made, monday):
        actions.take_back_together(ideas=made, by=cast.ward_mate, at=monday)
        assert not Event.objects.filter(title__contains="Miggins").exists()

    def test_nobody_else_takes_them_back(self, cast, made):
        client = cast.client(cast.grace)
        assert "Undo" not in text(client.get(self.address(made)))
        send(client, self.address(made))
        assert not Idea.objects.filter(stage=Stage.RESTING).exists()

    def test_a_stranger_sees_none_and_a_made_up_address_is_empty(self, cast, made):
        for address in (self.address(made), f"{DOOR}saved/", f"{DOOR}saved/?ids=..nothing."):
            assert "There is nothing here that you can see" in text(cast.client(cast.sam).get(address))

    def test_what_needs_another_door_says_so(self, cast, places, monday):
        words = "The ward computer needs a new password, I cannot log in to the computer."
        made = actions.enter_together(
            said=[actions.Said(words), actions.Said(SLING)], place=places.ward21, by=cast.amina, at=monday
        )
        page = main(cast.client(cast.amina).get(self.address(made)))
        doors = [link["href"] for link in page.select("a") if "another door" in link.get_text()]
        assert doors == [f"/ideas/{made[0].public_id}/sent/"]

    def test_its_budget_does_not_grow_with_the_number(self, cast, places, monday):
        said = [actions.Said(f"Thing {n}") for n in range(30)]
        made = actions.enter_together(said=said, place=places.ward21, by=cast.amina, at=monday)
        client = cast.client(cast.amina)
        with at_most(7):
            client.get(self.address(made))
