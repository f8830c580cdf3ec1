"""I have an hour: seen by the organisation alone, over by itself or by a tap, nearest first."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from groundswell.enabling import actions, queries, rules
from groundswell.enabling.models import OfferOfTime
from groundswell.events.models import Event
from groundswell.people.models import Membership
from groundswell.people.queries import look_again
from groundswell.ui.formats import london_day
from groundswell.ui.verdicts import Refused
from tests.cast import at_most, send


def offer(by, place, at: datetime | None = None, **more) -> OfferOfTime:
    about = {"topics": ["data", "mentoring"], "how_much": "weekly", "at": at or timezone.now()}
    return actions.offer_time(place=place, by=by, **about | more)


def seen_by(person, place, topic=None, at: datetime | None = None) -> list[str]:
    return names(queries.offers_of_time(person, place, topic, at=at or timezone.now()))


def names(found) -> list[str]:
    return [row.person.called for row in found]


@pytest.mark.django_db
class TestOffers:
    def test_it_is_said_what_for_how_much_and_until_when(self, cast, places):
        made = offer(cast.amina, places.ward21, words="Tuesday afternoons")
        assert str(made) == "Data and charts and mentoring"
        assert made.until == london_day(timezone.now()) + timedelta(days=rules.USUAL_DAYS)
        assert "offered an hour a week" in Event.objects.get(kind="time_offered").sentence

    def test_the_nearest_place_stands_first_then_the_name(self, cast, places):
        for who, where in ((cast.next_ward, places.ward17), (cast.amina, places.ward21), (cast.helen, places.rp5)):
            offer(who, where)
        found = seen_by(cast.grace, places.ward21)
        assert found == [cast.amina.called, cast.helen.called, cast.next_ward.called]

    def test_a_topic_asks_for_those_alone(self, cast, places):
        offer(cast.amina, places.ward21, topics=["it"])
        offer(cast.helen, places.rp5)
        assert seen_by(cast.grace, places.ward21, "data") == [cast.helen.called]

    def test_another_organisation_sees_none(self, cast, places):
        offer(cast.amina, places.ward21)
        assert seen_by(cast.sam, places.ward21) == []
        assert seen_by(cast.newcomer, places.ward21) == []

    def test_nobody_is_shown_who_is_away_has_left_or_asks_themselves(self, cast, places):
        now = timezone.now()
        for who, where in ((cast.amina, places.ward21), (cast.helen, places.rp5), (cast.grace, places.ward21)):
            offer(who, where)
        cast.helen.back_on = london_day(now) + timedelta(days=2)
        cast.helen.save()
        Membership.objects.filter(person=cast.amina).update(until=now)
        assert seen_by(cast.grace, places.ward21) == []

    def test_it_ends_by_itself_after_its_day(self, cast, places):
        now = timezone.now()
        made = offer(cast.amina, places.ward21, until=london_day(now))
        assert seen_by(cast.grace, places.ward21)
        assert seen_by(cast.grace, places.ward21, at=now + timedelta(days=1)) == []
        with pytest.raises(Refused, match="over already"):
            actions.end_offer(offer=made, by=cast.amina, at=now + timedelta(days=1))

    def test_whoever_made_it_ends_it(self, cast, places):
        made = offer(cast.amina, places.ward21)
        with pytest.raises(Refused, match="Whoever made"):
            actions.end_offer(offer=made, by=cast.grace, at=timezone.now())
        actions.end_offer(offer=made, by=cast.amina, at=timezone.now())
        assert seen_by(cast.grace, places.ward21) == []

    @pytest.mark.parametrize("days", [-1, rules.offers.LONGEST_DAYS + 1])
    def test_a_day_is_to_come_and_within_a_year(self, cast, places, days):
        with pytest.raises(Refused):
            offer(cast.amina, places.ward21, until=london_day(timezone.now()) + timedelta(days=days))

    def test_only_where_one_works_and_not_without_end(self, cast, places):
        with pytest.raises(Refused, match="where you work"):
            offer(cast.amina, places.ward17)
        for _number in range(rules.offers.MOST_OFFERS):
            offer(cast.amina, places.ward21)
        with pytest.raises(Refused, match="End one"):
            offer(cast.amina, places.ward21)

    def test_it_is_taken_away_and_forgotten(self, cast, places):
        offer(cast.amina, places.ward21)
        (row,) = actions.export(person=cast.amina)["offered_time"]
        assert (row["what_for"], row["how_much"]) == ("data and charts and mentoring", "An hour a week")
        actions.forget(person=cast.amina, at=timezone.now())
        assert not OfferOfTime.objects.exists()


@pytest.mark.django_db
class TestPages:
    def test_offered_in_one_form_and_ended_in_one_tap(self, cast, places):
        client = cast.client(cast.amina)
        send(client, "/me/hours/", topics=["data"], how_much="once", words="After my shift")
        made = OfferOfTime.objects.get()
        assert "After my shift" in client.get("/me/hours/").content.decode()
        send(client, f"/me/hours/{made.public_id}/end/")
        assert "After my shift" not in client.get("/me/hours/").content.decode()

    def test_two_places_of_work_ask_for_which(self, cast, places):
        Membership.objects.create(
            person=cast.amina, place=places.ward17, staff_group="nursing_support", clinical=True, managerial=False,
            joined_by="invitation", since=timezone.now(), confirmed_at=timezone.now(),
        )  # fmt: skip
        look_again(cast.amina)
        send(cast.client(cast.amina), "/me/hours/", topics=["data"], how_much="once", where=places.ward17.key)
        assert OfferOfTime.objects.get().place == places.ward17

    def test_a_page_of_many_is_paged_and_costs_few_queries(self, cast, places):
        for number in range(25):
            person = type(cast.amina).objects.create_user(f"n{number}@rp5.example", name=f"Nurse {number:02}")
            Membership.objects.create(
                person=person, place=places.ward21, staff_group="nursing_midwifery", clinical=True, managerial=False,
                joined_by="invitation", since=timezone.now() - timedelta(days=1), confirmed_at=timezone.now(),
            )  # fmt: skip
            offer(person, places.ward21)
        client = cast.client(cast.grace)
        with at_most(14):
            first = client.get("/places/RP5BA-W21/hours/?topic=data")
        soup = BeautifulSoup(first.content, "html.parser")
        titles = [one.get_text() for one in soup.select(".app-row__title")]
        assert titles[0] == "Nurse 00"
        assert len(titles) == queries.PAGE
        rest = client.get(soup.select_one("a[rel=next]")["href"])
        assert len(BeautifulSoup(rest.content, "html.parser").select(".app-row__title")) == 25 - queries.PAGE
