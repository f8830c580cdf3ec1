"""A mentor found, asked, answered; time logged; ended with thanks. Only the two of them see it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from groundswell.enabling import actions as enabling
from groundswell.events.models import Event
from groundswell.growth import actions, jobs, queries
from groundswell.growth.models import Mentoring, Session
from groundswell.people import queries as people
from groundswell.ui.formats import london_day
from groundswell.ui.verdicts import Refused
from tests.cast import at_most, send
from tests.house.world import day

pytestmark = pytest.mark.django_db


def words(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def hour(cast, places, now):
    return enabling.offer_time(
        place=places.ward21,
        topics=["mentoring", "data"],
        how_much="monthly",
        by=cast.grace,
        at=now,
        words="Over a cup of tea.",
    )


@pytest.fixture
def asked(cast, hour, now) -> Mentoring:
    return actions.ask_mentor(
        offer=hour, topic="data", words="I would like to read charts.", by=cast.amina, at=now - timedelta(days=40),
        ends_on=london_day(now) + timedelta(days=50),
    )  # fmt: skip


@pytest.fixture
def pair(cast, asked, now) -> Mentoring:
    actions.answer_mentee(
        row=asked,
        answer="yes",
        reply="On Monday at two.",
        ends_on=asked.ends_on,
        by=cast.grace,
        at=now - timedelta(days=39),
    )
    asked.refresh_from_db()
    return asked


class TestFinding:
    def test_by_topic_where_one_works_in_the_order_that_is_said(self, cast, places, hour, now):
        enabling.offer_time(place=places.bassetlaw, topics=["mentoring"], how_much="once", by=cast.meera, at=now)
        enabling.offer_time(place=places.ward21, topics=["data"], how_much="once", by=cast.ward_mate, at=now)
        client = cast.client(cast.amina)
        with at_most(12):
            page = BeautifulSoup(client.get("/mentors/").content, "html.parser")
        assert [one.get_text() for one in page.select(".app-row__title")] == [cast.grace.name, cast.meera.name]
        assert "The nearest place comes first, then by name." in page.get_text()
        page = BeautifulSoup(client.get("/mentors/?topic=data").content, "html.parser")
        assert [one.get_text() for one in page.select(".app-row__title")] == [cast.grace.name]
        assert "Nobody offers that" in words(client.get("/mentors/?topic=finance"))
        assert "Nobody where you work" in words(cast.client(cast.sam).get("/mentors/"))

    def test_asking_takes_a_line_and_has_a_last_day_of_three_months(self, cast, hour, now):
        client, address = cast.client(cast.amina), f"/mentors/{hour.public_id}/ask/"
        page = BeautifulSoup(client.get(f"{address}?topic=data").content, "html.parser")
        assert page.select_one("input[name=topic][checked]")["value"] == "data"
        proposed = london_day(now) + timedelta(days=91)
        assert page.select_one("input[name=ends_on_0]")["value"] == str(proposed.day)
        typed = {"topic": "data", "words": "Charts."}
        assert send(client, address, **typed).status_code == 200, "the day is required"
        far = day("ends_on", london_day(now) + timedelta(days=500))
        assert "within a year" in words(send(client, address, **typed, **far))
        assert send(client, address, **typed, **day("ends_on", proposed)).status_code == 302
        assert "You asked Sister Grace Okafor already" in words(
            send(client, address, **typed, **day("ends_on", proposed))
        )
        assert "Waiting on Sister Grace Okafor since today" in words(client.get("/mentors/"))


class TestThePair:
    def test_nobody_else_sees_it(self, cast, pair):
        address = pair.get_absolute_url()
        both = {cast.amina, cast.grace}
        for person in cast.everybody().values():
            assert (cast.client(person).get(address).status_code == 200) == (person in both)
        assert not Event.objects.filter(subject_id=pair.public_id).exclude(place=None).exists()
        assert not {cast.amina.name, cast.grace.name} & set(Event.objects.values_list("title", flat=True))
        someone = cast.client(cast.meera).get(f"/people/{cast.grace.public_id}/")
        assert people.sight(cast.meera)
        assert "Amina" not in words(someone)

    def test_it_is_asked_of_the_mentor_who_says_yes(self, cast, asked, now):
        client = cast.client(cast.grace)
        assert "Amina Yusuf asks you to mentor them" in words(client.get("/asked-of-you/"))
        address = f"/mentoring/{asked.public_id}/answer/"
        assert "I would like to read charts." in words(client.get(address))
        assert cast.client(cast.amina).get(address).status_code == 404
        send(client, address, answer="yes", reply="On Monday.", **day("ends_on", asked.ends_on))
        event = Event.objects.get(kind="mentoring_agreed")
        assert [(row.person, row.part) for row in event.credits.all()] == [(cast.grace, "mentor")]
        assert "Whom I mentored Mentoring: data and charts" in words(client.get("/me/portfolio/"))
        assert "You mentor Amina Yusuf until" in words(client.get("/me/portfolio/"))
        assert "Sister Grace Okafor mentors you until" in words(cast.client(cast.amina).get("/me/portfolio/"))

    def test_not_now_ends_it_with_a_line(self, cast, asked):
        send(
            cast.client(cast.grace), f"/mentoring/{asked.public_id}/answer/", answer="not_now", reply="Ask me in May.",
            **day("ends_on", asked.ends_on),
        )  # fmt: skip
        said = words(cast.client(cast.amina).get(asked.get_absolute_url()))
        assert "Sister Grace Okafor said not now" in said
        assert "Ask me in May." in said

    def test_either_logs_time_and_both_see_it(self, cast, pair, now):
        address = pair.get_absolute_url()
        for person, minutes in ((cast.grace, 60), (cast.amina, 90)):
            answer = send(cast.client(person), address, minutes=minutes, **day("on", london_day(now)))
            assert answer.status_code == 302
        for person in (cast.grace, cast.amina):
            assert "Time given: 2.5 hours" in words(cast.client(person).get(address))
        for wrong in ({"minutes": "0"}, {"minutes": "9999"}, {"minutes": "60", "on_2": "2001"}, {"minutes": "an hour"}):
            typed = {**day("on", london_day(now)), **wrong}
            assert send(cast.client(cast.grace), address, **typed).status_code == 200
        mine = Session.objects.get(by=cast.grace)
        send(cast.client(cast.amina), address, strike=mine.public_id)
        assert Session.objects.count() == 2, "who logged it takes it out"
        send(cast.client(cast.grace), address, strike=mine.public_id)
        assert Session.objects.count() == 1

    @pytest.mark.parametrize(
        ("who", "method"), [("grace", "Mentoring a colleague"), ("amina", "Being mentored by a colleague")]
    )
    def test_the_hours_begin_an_entry_of_both_without_names(self, cast, pair, now, who, method):
        actions.log_session(row=pair, on=london_day(now), minutes=90, by=cast.grace, at=now)
        person = getattr(cast, who)
        page = BeautifulSoup(
            cast.client(person).get(f"/me/portfolio/write/growth/{pair.public_id}/nmc-cpd/").content, "html.parser"
        )
        values = {box["name"]: box.get("value") for box in page.select("main input[type=text]")}
        assert (values["method"], values["hours"], values["participatory"]) == (method, "1.5", "1.5")
        assert not {"Amina", "Okafor"} & set(" ".join(filter(None, values.values())).split())
        gmc = cast.client(person).get(f"/me/portfolio/write/growth/{pair.public_id}/gmc-cpd/").content.decode()
        assert 'value="1.5"' in gmc
        other = cast.client(cast.meera).get(f"/me/portfolio/write/growth/{pair.public_id}/nmc-cpd/")
        assert other.status_code == 404

    def test_it_ends_with_thanks_that_can_be_kept_as_feedback(self, cast, pair):
        send(cast.client(cast.amina), f"/mentoring/{pair.public_id}/end/", thanks="You made me see the signal.")
        client = cast.client(cast.grace)
        page = BeautifulSoup(client.get("/me/portfolio/").content, "html.parser")
        assert "You made me see the signal." in page.get_text()
        keep = page.select_one('a[href*="nmc-feedback/?thanks="]')["href"]
        assert "You made me see the signal." in client.get(keep).content.decode()
        assert "You mentored Amina Yusuf until" in words(client.get(pair.get_absolute_url()))
        with pytest.raises(Refused):
            actions.end_mentoring(row=pair, thanks="", by=cast.grace, at=timezone.now())

    def test_it_ends_by_itself_after_the_agreed_day(self, cast, pair, now):
        jobs.due(now + timedelta(days=50))
        pair.refresh_from_db()
        assert pair.ended_at is None
        jobs.due(now + timedelta(days=52))
        pair.refresh_from_db()
        assert pair.ended_at
        assert jobs.due(now + timedelta(days=53)) == 0
        assert "You mentored Amina Yusuf until" in words(cast.client(cast.grace).get("/mentors/"))

    def test_a_question_can_be_taken_back(self, cast, asked):
        assert "Take the question back" in words(cast.client(cast.amina).get(asked.get_absolute_url()))
        send(cast.client(cast.amina), f"/mentoring/{asked.public_id}/end/")
        with pytest.raises(Refused):
            actions.answer_mentee(
                row=asked, answer="yes", reply="x", ends_on=asked.ends_on, by=cast.grace, at=timezone.now()
            )

    def test_when_one_is_forgotten_the_other_keeps_the_hours(self, cast, pair, now):
        actions.log_session(row=pair, on=london_day(now), minutes=90, by=cast.amina, at=now)
        assert actions.export(person=cast.amina)["mentoring"][0]["sessions"][0]["minutes"] == 90
        actions.forget(person=cast.amina, at=now)
        assert "You mentored a colleague until" in words(cast.client(cast.grace).get(pair.get_absolute_url()))
        assert queries.given(cast.grace, pair.public_id).minutes == 90
        assert "I would like to read charts" not in str(actions.export(person=cast.grace))
        actions.forget(person=cast.grace, at=now)
        assert not Mentoring.objects.exclude(mentor=None, mentee=None).exists()
