"""The page of a place and its board."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from groundswell.changes import actions as changes
from groundswell.enabling import actions as enabling
from groundswell.enabling.rules import Rung, level_of
from groundswell.front.presenters.board import is_due
from groundswell.front.tests.conftest import text_of
from groundswell.ideas import actions as ideas
from groundswell.insight.queries import able_to_improve
from groundswell.measures import actions as measures
from groundswell.measures.models import Measure, Reading
from groundswell.places.models import Kind, Link, Place, Role, Succession
from groundswell.ui.formats import london_day
from tests.cast import at_most, send

pytestmark = pytest.mark.django_db


class TestPlace:
    def test_it_shows_what_goes_on_by_stage(self, cast, noticed, tried):
        page = cast.client(cast.grace).get("/places/RP5BA-W21/")
        soup = BeautifulSoup(page.content, "html.parser")
        assert [tag.get_text() for tag in soup.select("h2")][:2] == ["New", "Trying"]
        assert "The trolley is never stocked at night." in soup.get_text()
        assert "Results on one board" in soup.get_text()

    def test_it_says_who_answers_and_who_deputises(self, cast, places):
        page = text_of(cast.client(cast.amina).get("/places/RP5BA-W21/"))
        assert "Sister Grace Okafor answers new ideas. Dr Meera Patel deputises." in page

    def test_a_stranger_sees_the_name_and_nothing_else(self, cast, noticed, tried):
        page = text_of(cast.client(cast.sam).get("/places/RP5BA-W21/"))
        assert "Ward 21" in page
        for secret in ("trolley", "Results on one board", "Grace Okafor", "Amina"):
            assert secret not in page
        assert "Say that you do" in page

    def test_an_organisation_with_nothing_yet_is_friendly(self, cast):
        page = text_of(cast.client(cast.sam).get("/places/RHQ/"))
        assert "Nothing yet. The first thing somebody notices starts this page." in page

    def test_everything_above_leads_up(self, cast):
        soup = BeautifulSoup(cast.client(cast.amina).get("/places/RP5BA-W21/").content, "html.parser")
        assert [tag.get_text() for tag in soup.select(".app-crumbs a")] == [
            "North East and Yorkshire", "NHS South Yorkshire Integrated Care Board",
            "Doncaster and Bassetlaw Teaching Hospitals NHS Foundation Trust", "Bassetlaw Hospital",
        ]  # fmt: skip

    def test_held_words_stay_unseen(self, cast, places, now):
        ideas.notice(words="Ask Mrs Miggins in bed nine.", place=places.ward21, by=cast.amina, at=now, held=True)
        assert "Miggins" not in text_of(cast.client(cast.grace).get("/places/RP5BA-W21/"))

    def test_the_record_is_told_with_its_dates(self, cast, places):
        Role.objects.create(place=places.bassetlaw_area, code="RO98", since=date(2013, 4, 1), until=date(2022, 6, 30))
        other = Place.objects.create(key="QXX", ods_code="QXX", name="Another board", kind=Kind.ICB)
        Succession.objects.create(before=other, after=places.bassetlaw_area, on=date(2022, 7, 1), inferred=True)
        net = Place.objects.create(key="U00001", ods_code="U00001", name="Retford PCN", kind=Kind.NETWORK)
        Link.objects.create(place=places.larwood, network=net, since=date(2020, 4, 1))
        page = text_of(cast.client(cast.adil).get("/places/02Q/"))
        assert "It was a clinical commissioning group until 30 June 2022" in page
        assert "It took over from Another board on 1 July 2022 (worked out from two files, not published)" in page
        assert "In the network Retford PCN since 1 April 2020" in text_of(cast.client(cast.adil).get("/places/C84001/"))

    def test_the_code_works_in_small_letters(self, cast):
        assert cast.client(cast.amina).get("/places/rp5/").status_code == 200

    def test_published_values_of_the_survey_stand_with_their_source(self, cast):
        page = text_of(cast.client(cast.sam).get("/places/RP5/"))
        assert [f"{float(value.percent)}" for value in able_to_improve(Place(ods_code="RP5"))] == [
            "48.5",
            "50.8",
            "54.9",
            "52.0",
        ]
        for said in ("48.5%", "50.8%", "54.9%", "52.0%", "Open Government Licence", "NHS Staff Survey, question 3f"):
            assert said in page
        assert "OGL v3.0" in page

    def test_a_missing_place_is_not_found(self, cast):
        assert cast.client(cast.amina).get("/places/NOPE/").status_code == 404

    @pytest.mark.parametrize(("key", "budget"), [("RP5BA-W21", 13), ("RP5", 16), ("C84001", 16)])
    def test_it_keeps_its_budget(self, cast, noticed, tried, key, budget):
        client = cast.client(cast.grace)
        with at_most(budget):
            client.get(f"/places/{key}/")


class TestBoard:
    def test_cards_stand_in_their_columns_and_say_whose_turn_it_is(self, cast, noticed, tried):
        soup = BeautifulSoup(cast.client(cast.amina).get("/places/RP5BA-W21/board/").content, "html.parser")
        new, trying, working, way = soup.select(".app-board__column")
        assert "The trolley is never stocked" in new.get_text()
        assert "Answer: Sister Grace Okafor, was due" in new.get_text()
        assert "Asked: Sister Grace Okafor" in trying.get_text()
        assert "Nothing yet." in working.get_text()
        assert "Nothing is in the way." in way.get_text()

    def test_promises_and_pauses_are_in_the_way(self, cast, tried, now):
        changes.accept_pair(co_lead=tried.co_leads.get(person=cast.grace), by=cast.grace, at=now)
        changes.promise(
            change=tried, what="A board with a lock", due=(now + timedelta(days=9)).date(), by=cast.grace, at=now
        )
        changes.pause(change=tried, reason="The board can be read from the corridor.", by=cast.ward_mate, at=now)
        soup = BeautifulSoup(cast.client(cast.amina).get("/places/RP5BA-W21/board/").content, "html.parser")
        way = soup.select_one(".app-board__column--way").get_text()
        assert "A board with a lock" in way
        assert "read from the corridor" in way

    def test_a_stranger_has_no_board(self, cast, noticed):
        assert cast.client(cast.sam).get("/places/RP5BA-W21/board/").status_code == 404

    def test_a_number_is_entered_and_the_board_comes_back(self, cast, places, now):
        measure = _measure(cast, places, now)
        client = cast.client(cast.ward_mate)
        assert measure.name in text_of(client.get("/places/RP5BA-W21/board/"))
        answer = send(client, "/places/RP5BA-W21/board/", measure=measure.public_id, value="12")
        assert answer["Location"] == "/places/RP5BA-W21/board/"
        assert Reading.objects.get(measure=measure).value == 12
        assert "Today’s numbers" not in text_of(client.get("/places/RP5BA-W21/board/"))

    @pytest.mark.parametrize("value", ["", "many", "1e5000"])
    def test_words_are_no_number(self, cast, places, now, value):
        measure = _measure(cast, places, now)
        client = cast.client(cast.ward_mate)
        answer = send(client, "/places/RP5BA-W21/board/", measure=measure.public_id, value=value)
        assert not Reading.objects.exists()
        box = BeautifulSoup(answer.content, "html.parser").find("input", id=f"n-{measure.public_id}")
        assert box["aria-describedby"] == f"e-{measure.public_id}"
        assert box["value"] == value

    def test_protected_time_is_seen_beside_the_ideas(self, cast, places, tried, now):
        rung = Rung(cast.helen, places.rp5, level_of(places.rp5))
        ask = changes.ask_for(
            change=tried, what="Time to count", kind="time", hours=Decimal(4), to=rung, by=cast.meera, at=now
        )
        client = cast.client(cast.amina)
        assert "Protected time" not in text_of(client.get("/places/RP5BA-W21/board/"))
        enabling.commit(ask=ask, due=london_day(now), by=cast.helen, at=now)
        enabling.use_hours(ask=ask, on=london_day(now), hours=Decimal(2), by=cast.meera, at=now)
        said = "Protected time this week: 2 h of 4 h used Time to count"
        assert said in text_of(client.get("/places/RP5BA-W21/board/"))

    def test_a_stranger_enters_nothing(self, cast, places, now):
        measure = _measure(cast, places, now)
        client = cast.client(cast.sam)
        assert send(client, "/places/RHQNG-W6/board/", measure=measure.public_id, value="12").status_code == 404
        assert send(client, "/places/RP5BA-W21/board/", measure=measure.public_id, value="12").status_code == 404
        assert not Reading.objects.exists()

    def test_it_keeps_its_budget(self, cast, places, noticed, tried, now):
        _measure(cast, places, now)
        client = cast.client(cast.amina)
        with at_most(16):
            client.get("/places/RP5BA-W21/board/")


def _measure(cast, places, now) -> Measure:
    return measures.start_measure(
        name="Walks a shift", direction="decrease", interval="day", place=places.ward21, by=cast.ward_mate, at=now
    )


@pytest.mark.parametrize(
    ("interval", "last", "due"),
    [
        ("day", date(2026, 3, 3), True), ("day", date(2026, 3, 4), False), ("week", date(2026, 2, 26), False),
        ("week", date(2026, 2, 25), True), ("month", date(2026, 2, 28), True), ("month", date(2026, 3, 1), False),
        ("quarter", date(2026, 1, 31), False), ("quarter", date(2025, 12, 31), True), ("event", date(2020, 1, 1), False),
        ("day", None, True),
    ],
)  # fmt: skip
def test_a_number_is_due_when_its_time_has_come(interval, last, due):
    assert is_due(Measure(interval=interval), last, date(2026, 3, 4)) is due


def test_published_figures_are_never_due():
    assert not is_due(Measure(interval="day", source="NHS England, OGL"), None, date(2026, 3, 4))
