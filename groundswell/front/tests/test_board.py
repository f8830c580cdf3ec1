"""Cards moved on the board, and several numbers typed at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from groundswell.changes import actions as changes
from groundswell.changes.models import State
from groundswell.enabling.models import Ask, Status
from groundswell.enabling.rules import Rung, level_of
from groundswell.front.tests.conftest import text_of
from groundswell.ideas import actions as ideas
from groundswell.ideas.models import Stage
from groundswell.measures import actions as measures
from groundswell.measures.models import Reading
from groundswell.ui.formats import london_day
from tests.cast import at_most, send

pytestmark = pytest.mark.django_db
BOARD = "/places/RP5BA-W21/board/"


def moved(client, card: str, to: str):
    return send(client, f"{BOARD}move/{card}/", to=to)


def soup_of(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


@pytest.fixture
def adopted(cast, tried, now):
    """Tried for a hundred days, adopted ninety-five days ago, with a reading since."""
    changes.accept_pair(co_lead=tried.co_leads.get(person=cast.grace), by=cast.grace, at=now)
    started = now - timedelta(days=100)
    test = changes.start_test(
        change=tried, question="Is it read?", prediction="By most", scale="one_week", started_on=london_day(started),
        by=cast.grace, at=started,
    )  # fmt: skip
    on = london_day(now - timedelta(days=95))
    changes.learn_from(
        test=test, happened="It was.", learned="By all.", decision="adopt", ended_on=on, by=cast.grace, at=now
    )
    return tried


class TestMoves:
    def test_what_is_new_is_started_by_the_form_that_asks_what_is_missing(self, cast, noticed):
        answer = moved(cast.client(cast.ward_mate), f"idea-{noticed.public_id}", "trying")
        assert answer["Location"] == f"/changes/new/?idea={noticed.public_id}"
        assert moved(cast.client(cast.amina), f"idea-{noticed.public_id}", "working")["Location"] == (
            f"/ideas/{noticed.public_id}/fixed/"
        )

    def test_what_may_not_be_is_said_in_words_and_nothing_moves(self, cast, noticed):
        answer = moved(cast.client(cast.amina), f"idea-{noticed.public_id}", "way")
        assert answer.status_code == 403
        assert "Start to try it first" in text_of(answer)
        noticed.refresh_from_db()
        assert noticed.stage == Stage.NOTICED

    def test_a_script_hears_the_same_reason(self, cast, noticed):
        told = cast.client(cast.amina).post(
            f"{BOARD}move/idea-{noticed.public_id}/", {"to": "way"}, headers={"Groundswell-Outbox": "1", "Idempotency-Key": "k" * 20}
        )  # fmt: skip
        assert (told.status_code, told.json()["why"]) == (
            403,
            "Start to try it first. Then you can say what is in its way.",
        )

    def test_trying_goes_to_working_by_the_test_that_runs(self, cast, tried, now):
        card = f"work-{tried.public_id}-RP5BA-W21"
        meera = cast.client(cast.meera)
        assert moved(meera, card, "working")["Location"] == f"/changes/{tried.public_id}/tests/new/"
        test = changes.start_test(
            change=tried, question="Is it read?", prediction="By most", scale="one_week", started_on=london_day(now),
            by=cast.meera, at=now,
        )  # fmt: skip
        assert moved(meera, card, "working")["Location"] == f"/tests/{test.public_id}/"
        refused = moved(cast.client(cast.ward_mate), card, "working")
        assert refused.status_code == 403
        assert "The co-leads do this" in text_of(refused)

    def test_working_becomes_normal_in_one_step_when_the_rule_says_yes(self, cast, places, adopted, now):
        card, grace = f"work-{adopted.public_id}-RP5BA-W21", cast.client(cast.grace)
        assert "nothing was measured since" in text_of(moved(grace, card, "normal"))
        measure = changes.start_measure(
            change=adopted,
            place=places.ward21,
            name="Calls",
            direction="decrease",
            interval="day",
            by=cast.grace,
            at=now,
        )
        measures.add_reading(measure=measure, on=london_day(now), value=3, by=cast.grace, at=now)
        assert moved(grace, card, "normal")["Location"] == BOARD
        assert adopted.change_places.get().state == State.NORMAL

    def test_what_is_in_the_way_is_cleared_by_who_has_it_alone(self, cast, places, tried, now):
        rung = Rung(cast.helen, places.rp5, level_of(places.rp5))
        ask = changes.ask_for(
            change=tried, what="A board with a lock", kind="equipment", to=rung, by=cast.meera, at=now
        )
        assert "Only Helen Marsh" in text_of(moved(cast.client(cast.meera), f"ask-{ask.public_id}", "trying"))
        assert moved(cast.client(cast.helen), f"ask-{ask.public_id}", "trying")["Location"] == BOARD
        assert Ask.objects.get().status == Status.KEPT

    def test_a_pause_asks_what_was_done(self, cast, tried, now):
        changes.pause(change=tried, reason="It can be read.", by=cast.ward_mate, at=now)
        answer = moved(cast.client(cast.meera), f"pause-{tried.public_id}", "trying")
        assert answer["Location"] == f"/changes/{tried.public_id}/pause/answer/"

    def test_a_fix_that_does_not_hold_is_new_again(self, cast, noticed, now):
        ideas.just_fix(idea=noticed, what="Filled it.", by=cast.amina, at=now)
        assert moved(cast.client(cast.ward_mate), f"idea-{noticed.public_id}", "new")["Location"] == BOARD
        noticed.refresh_from_db()
        assert noticed.stage in (Stage.NOTICED, Stage.HEARD)

    def test_the_page_for_it_offers_the_same_without_script(self, cast, noticed, tried):
        client = cast.client(cast.amina)
        board = soup_of(client.get(BOARD))
        assert len(board.select(".app-board__move")) == 2
        page = soup_of(client.get(board.select_one(f"#idea-{noticed.public_id} .app-board__move")["href"]))
        assert page.find("a", href=f"/changes/new/?idea={noticed.public_id}")
        assert "First it is tried, or just fixed." in page.get_text()
        assert not page.select("main form")

    @pytest.mark.parametrize(
        "card", ["idea-zzzzzzzzzz", "work-zzzzzzzzzz-RP5BA-W21", "pause-zzzzzzzzzz", "thing-1", "idea"]
    )
    def test_what_is_not_there_is_not_found(self, cast, card):
        assert cast.client(cast.amina).get(f"{BOARD}move/{card}/").status_code == 404

    def test_a_card_of_another_place_is_not_on_this_board(self, cast, noticed, tried):
        client = cast.client(cast.amina)
        assert client.get(f"/places/RP5DR-W17/board/move/idea-{noticed.public_id}/").status_code == 404
        assert client.get(f"/places/RP5DR-W17/board/move/work-{tried.public_id}-RP5BA-W21/").status_code == 404
        assert cast.client(cast.sam).get(f"{BOARD}move/idea-{noticed.public_id}/").status_code == 404
        assert moved(client, f"idea-{noticed.public_id}", "elsewhere").status_code == 404


class TestOrder:
    def test_what_stands_longest_is_on_top_and_the_rest_is_counted(self, cast, places, now):
        for days in range(1, 10):
            ideas.notice(
                words=f"Thing of day {days}.", place=places.ward21, by=cast.amina, at=now - timedelta(days=days)
            )
        client = cast.client(cast.amina)
        new = soup_of(client.get(BOARD)).select_one("[data-column=new]")
        assert [card.get_text() for card in new.select(".app-board__words")] == [
            f"Thing of day {n}." for n in range(9, 3, -1)
        ]
        assert new.select_one(".app-board__number").get_text() == "9"
        more = new.select_one(".app-board__more a")
        assert more.get_text() == "and 3 more"
        assert len(soup_of(client.get(more["href"])).select("[data-column=new] .app-board__words")) == 9

    def test_more_cards_cost_no_more_queries(self, cast, places, now):
        for days in range(1, 10):
            ideas.notice(
                words=f"Thing of day {days}.", place=places.ward21, by=cast.amina, at=now - timedelta(days=days)
            )
        client = cast.client(cast.amina)
        with at_most(12):
            client.get(BOARD)


class TestNumbers:
    @pytest.fixture
    def two(self, cast, places, now):
        return [
            measures.start_measure(
                name=name, direction="decrease", interval="day", place=places.ward21, by=cast.grace, at=now
            )
            for name in ("Walks", "Bells")
        ]

    def test_saving_one_keeps_what_is_typed_in_the_others(self, cast, two):
        client, (walks, bells) = cast.client(cast.grace), two
        typed = {f"n-{walks.public_id}": "12", f"n-{bells.public_id}": "3"}
        answer = send(client, BOARD, measure=walks.public_id, **typed)
        assert [(row.measure, row.value) for row in Reading.objects.all()] == [(walks, 12)]
        page = soup_of(client.get(answer["Location"].partition("#")[0]))
        assert page.find("input", id=f"n-{bells.public_id}")["value"] == "3"

    def test_a_wrong_one_is_told_beside_it_and_nothing_typed_is_lost(self, cast, two):
        client, (walks, bells) = cast.client(cast.grace), two
        typed = {f"n-{walks.public_id}": "twelve", f"n-{bells.public_id}": "3"}
        page = soup_of(send(client, BOARD, measure=walks.public_id, **typed))
        box = page.find("input", id=f"n-{walks.public_id}")
        assert (box["value"], box["aria-describedby"]) == ("twelve", f"e-{walks.public_id}")
        assert page.find(id=f"e-{walks.public_id}")
        assert page.find("input", id=f"n-{bells.public_id}")["value"] == "3"
        assert not Reading.objects.exists()
