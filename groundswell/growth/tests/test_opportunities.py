"""Offered, found, stepped into, answered: as each sees it, and what is recorded."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from groundswell.changes import actions as changes
from groundswell.changes import queries as change_queries
from groundswell.changes.models import Change
from groundswell.events.models import Credit, Event, Notice
from groundswell.growth import actions, jobs, queries
from groundswell.growth.models import NextStep, Opportunity, StepIn
from groundswell.growth.tests.conftest import led_by_the_pair
from groundswell.ideas import actions as ideas
from groundswell.measures import actions as measures
from groundswell.people import actions as people
from groundswell.people.models import Person
from groundswell.people.queries import look_again
from groundswell.post import actions as post
from groundswell.ui.formats import london_day
from groundswell.ui.verdicts import Refused
from tests.cast import at_most, send
from tests.house.world import OFFER

pytestmark = pytest.mark.django_db
LIST = "/opportunities/"


def words(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def offered(cast, places, now) -> Opportunity:
    return actions.offer(
        place=places.ward21, kind="deputise", title="Deputise for the ward manager", what="Two shifts a month.",
        time="One session a week", readers="organisation", by=cast.grace, at=now - timedelta(days=20),
    )  # fmt: skip


@pytest.fixture
def stepped(cast, offered, now) -> StepIn:
    return actions.step_in(offer=offered, why="I led the huddle.", by=cast.amina, at=now - timedelta(days=3))


class TestOffering:
    def test_who_leads_a_place_offers_there_and_none_is_said_as_none(self, cast, places):
        client = cast.client(cast.grace)
        assert "Ward 21" in words(client.get("/opportunities/offer/"))
        where = send(client, f"/places/{places.ward21.key}/offer/", **OFFER)["Location"]
        (made,) = Opportunity.objects.all()
        assert (made.place, made.organisation, made.system, made.offered_by) == (
            places.ward21, places.rp5, places.qf7, cast.grace,
        )  # fmt: skip
        page = BeautifulSoup(client.get(where).content, "html.parser")
        rows = {row.dt.get_text(): row.dd.get_text() for row in page.select(".nhsuk-summary-list__row")}
        assert {rows[name] for name in ("Protected time", "Pay", "Who pays for the cover", "What you learn")} == {
            "None"
        }
        assert rows["Right to go back"] == "None"

    def test_nobody_else_does(self, cast, places):
        client = cast.client(cast.amina)
        assert "can offer this" in words(client.get(f"/places/{places.ward21.key}/offer/"))
        send(client, f"/places/{places.ward21.key}/offer/", **OFFER)
        assert not Opportunity.objects.exists()

    def test_a_co_lead_offers_what_their_change_needs_and_no_post(self, cast, led):
        client, address = cast.client(cast.meera), f"/changes/{led.public_id}/offer/"
        page = BeautifulSoup(client.get(address).content, "html.parser")
        assert [box["value"] for box in page.select("input[name=kind]")] == ["co_lead", "data_help", "test_site"]
        assert send(client, address, **OFFER | {"kind": "data_help"}).status_code == 302
        with pytest.raises(Refused):
            actions.offer(
                place=led.place, change=led, by=cast.meera, at=led.opened_at, kind="course", title="x", what="x"
            )
        assert "The co-leads offer this" in words(cast.client(cast.amina).get(address))

    def test_it_cannot_end_before_it_starts(self, cast, places):
        days = {
            "starts_on_0": 2,
            "starts_on_1": 3,
            "starts_on_2": 2027,
            "ends_on_0": 1,
            "ends_on_1": 3,
            "ends_on_2": 2027,
        }
        answer = send(cast.client(cast.grace), f"/places/{places.ward21.key}/offer/", **OFFER, **days)
        assert "It cannot end before it starts." in words(answer)
        assert "Two mornings a week." in words(answer), "nothing typed is lost"

    def test_the_second_of_two_who_save_sees_both(self, cast, offered):
        client, address = cast.client(cast.grace), f"{offered.get_absolute_url()}change/"
        assert send(client, address, **OFFER | {"title": "First"}).status_code == 302
        answer = send(client, address, **OFFER | {"title": "Second"})
        assert "Somebody saved a newer version" in words(answer)
        assert "First" in words(answer)
        assert send(client, address, **OFFER | {"title": "Second", "version": "2"}).status_code == 302
        offered.refresh_from_db()
        assert (offered.title, offered.version) == ("Second", 3)

    def test_closed_is_told_to_whoever_waits(self, cast, offered, stepped):
        send(cast.client(cast.grace), f"{offered.get_absolute_url()}close/", because="The post is filled.")
        assert "It was closed: The post is filled." in words(cast.client(cast.amina).get(LIST))
        assert Notice.objects.filter(person=cast.amina, event__kind="opportunity_closed").exists()
        with pytest.raises(Refused):
            actions.step_in(offer=offered, why="Me too.", by=cast.meera, at=timezone.now())


class TestFinding:
    def test_readers_are_who_it_is_for(self, cast, places, offered):
        def sees(person) -> bool:
            found = offered.title in words(cast.client(person).get(LIST))
            assert found == (cast.client(person).get(offered.get_absolute_url()).status_code == 200)
            return found

        assert [sees(one) for one in (cast.amina, cast.helen, cast.sam, cast.adil)] == [True, True, False, False]
        Opportunity.objects.update(readers="system")
        assert [sees(one) for one in (cast.sam, cast.adil)] == [True, False], "the same board, and another"
        Opportunity.objects.update(readers="everyone")
        assert [sees(one) for one in (cast.sam, cast.adil)] == [True, True]
        assert not sees(cast.newcomer)

    def test_narrowed_by_kind_and_by_how_near(self, cast, places, offered, now):
        actions.offer(
            place=places.rp5,
            kind="course",
            title="Reading charts",
            what="Two hours.",
            readers="everyone",
            by=cast.helen,
            at=now,
        )
        client = cast.client(cast.amina)
        assert "All (2)" in words(client.get(LIST))
        assert "Reading charts" not in words(client.get(f"{LIST}?kind=deputise"))
        said = words(client.get(f"{LIST}?near=team"))
        assert offered.title in said
        assert "Reading charts" not in said
        assert "Nothing is open with what you chose" in words(client.get(f"{LIST}?kind=course&near=team"))
        assert offered.title in words(client.get(f"{LIST}?kind=nonsense&before=nonsense"))

    def test_it_costs_the_same_however_many(self, cast, places, offered, now):
        Opportunity.objects.bulk_create(
            Opportunity(
                kind="course", title=f"Course {number}", what="x", place=places.rp5, organisation=places.rp5,
                offered_at=now - timedelta(days=1), changed_at=now,
            )
            for number in range(45)
        )  # fmt: skip
        client = cast.client(cast.amina)
        client.get(LIST)
        titles, address = set(), LIST
        while address:
            with at_most(10):
                page = BeautifulSoup(client.get(address).content, "html.parser")
            titles |= {one.get_text() for one in page.select(".app-row__title")}
            older = page.select_one("a[rel=next]")
            address = older["href"] if older else ""
        assert len(titles) == 46

    def test_nothing_open_says_what_would_put_something_there(self, cast, places):
        assert "Nothing is open now." in words(cast.client(cast.amina).get(LIST))

    def test_what_could_be_stepped_into_until_yesterday_is_not_listed(self, cast, offered, now):
        Opportunity.objects.update(apply_by=london_day(now) - timedelta(days=1))
        client = cast.client(cast.amina)
        assert offered.title not in words(client.get(LIST))
        assert "It could be stepped into until" in words(client.get(offered.get_absolute_url()))


class TestSteppingIn:
    def test_the_line_is_for_whoever_answers_alone(self, cast, offered, stepped):
        said = "I led the huddle."
        readers = {
            name
            for name, person in cast.everybody().items()
            if said in cast.client(person).get(offered.get_absolute_url()).content.decode()
        }
        assert readers == {"amina", "grace"}
        assert Event.objects.get(kind="stepped_in").place is None, "it stands on no line of a place"
        assert {row.person for row in Notice.objects.filter(event__kind="stepped_in")} == {cast.grace}

    def test_it_is_asked_of_whoever_offered(self, cast, offered, stepped):
        client = cast.client(cast.grace)
        assert "Amina Yusuf would like to step in at Ward 21" in words(client.get("/asked-of-you/"))
        with at_most(11):
            client.get(offered.get_absolute_url())

    def test_words_that_point_to_a_patient_are_refused(self, cast, offered):
        answer = send(
            cast.client(cast.amina), f"{offered.get_absolute_url()}step-in/", why="As for NHS number 943 476 5919."
        )
        assert "may point to a patient" in words(answer)
        assert not StepIn.objects.exists()

    def test_a_yes_is_an_event_with_the_credit_of_both(self, cast, offered, stepped):
        address = f"/opportunities/answers/{stepped.public_id}/"
        assert "I led the huddle." in words(cast.client(cast.grace).get(address))
        send(cast.client(cast.grace), address, answer="yes", words="Come on Monday.")
        event = Event.objects.get(kind="step_taken")
        assert {(row.person, row.part) for row in event.credits.all()} == {
            (cast.amina, "joiner"),
            (cast.grace, "enabler"),
        }
        said = words(cast.client(cast.amina).get("/me/portfolio/"))
        assert "What I stepped into Deputise for the ward manager Stepped in" in said
        assert "What I cleared the way for Deputise for the ward manager Opened it to a colleague" in words(
            cast.client(cast.grace).get("/me/portfolio/")
        )
        draft = cast.client(cast.amina).get(f"/me/portfolio/write/growth/{offered.public_id}/appraisal/")
        assert "I stepped into this role" in draft.content.decode()
        assert "Come on Monday." in words(cast.client(cast.amina).get(offered.get_absolute_url()))

    def test_not_now_says_why_and_what_would_make_it_a_yes(self, cast, offered, stepped):
        client, address = cast.client(cast.grace), f"/opportunities/answers/{stepped.public_id}/"
        answer = send(client, address, answer="not_now", words="Two are learning it now.")
        assert "Say what would make it a yes." in words(answer)
        send(client, address, answer="not_now", words="Two are learning it now.", would_be_yes="Ask me in May.")
        said = words(cast.client(cast.amina).get(offered.get_absolute_url()))
        assert "Sister Grace Okafor said not now" in said
        assert "What would make it a yes: Ask me in May." in said
        assert not Credit.objects.filter(event__room="growth").exists()
        assert actions.step_in(offer=offered, why="It is May.", by=cast.amina, at=timezone.now()), "and may ask again"

    def test_it_can_be_taken_back_while_it_waits(self, cast, offered, stepped):
        assert send(cast.client(cast.grace), f"/opportunities/answers/{stepped.public_id}/withdraw/").status_code == 404
        send(cast.client(cast.amina), f"/opportunities/answers/{stepped.public_id}/withdraw/")
        assert "I led the huddle." not in words(cast.client(cast.grace).get(offered.get_absolute_url()))
        with pytest.raises(Refused):
            actions.answer(step=stepped, answer="yes", words="Come.", by=cast.grace, at=timezone.now())

    def test_nobody_steps_in_twice_or_into_what_they_offer(self, cast, offered, stepped, now):
        for person in (cast.amina, cast.grace):
            with pytest.raises(Refused):
                actions.step_in(offer=offered, why="x", by=person, at=now)

    def test_who_covers_answers_while_somebody_is_away_and_it_is_said_before_sending(self, cast, offered, stepped, now):
        people.be_away(person=cast.grace, back_on=london_day(now) + timedelta(days=9), at=now, cover=cast.ward_mate)
        before = cast.client(cast.meera).get(f"{offered.get_absolute_url()}step-in/")
        assert "so A nurse on the same ward answers" in words(before)
        assert "would like to step in" in words(cast.client(cast.ward_mate).get("/asked-of-you/"))
        send(cast.client(cast.ward_mate), f"/opportunities/answers/{stepped.public_id}/", answer="yes", words="Come.")
        stepped.refresh_from_db()
        assert (stepped.answer, stepped.answered_by) == ("yes", cast.ward_mate)

    def test_when_the_one_who_offered_has_left_whoever_leads_there_answers(self, cast, offered, stepped, now):
        cast.grace.memberships.update(until=now - timedelta(days=1))
        cast.grace.grants.update(until=now - timedelta(days=1))
        look_again(cast.grace)
        address = f"/opportunities/answers/{stepped.public_id}/"
        assert cast.client(cast.grace).get(address).status_code == 404
        assert cast.client(cast.helen).get(address).status_code == 200


class TestTheClock:
    def test_silence_is_reminded_of_once_after_five_working_days(self, cast, places, monday):
        offer = actions.offer(
            place=places.ward21,
            kind="course",
            title="Charts",
            what="x",
            readers="organisation",
            by=cast.grace,
            at=monday,
        )
        actions.step_in(offer=offer, why="I count.", by=cast.amina, at=monday)

        def reminded(days: int) -> int:
            jobs.due(monday + timedelta(days=days))
            return Notice.objects.filter(event__kind="step_in_waits", person=cast.grace).count()

        assert [reminded(days) for days in (4, 7, 8, 9, 30)] == [0, 0, 1, 1, 1]


def became_normal(change: Change, by: Person, at: datetime) -> Change:
    """A reading says that it held."""
    (measure,) = change_queries.measures_of(change)
    measures.add_reading(measure=measure, on=london_day(at), value=Decimal(3), by=by, at=at)
    changes.make_normal(change=change, row=change.change_places.get(), by=by, at=at)
    return change


def another(cast, places, monday) -> Change:
    """The same pair leads one more."""
    idea = ideas.notice(words="The lift is slow.", place=places.ward21, by=cast.amina, at=monday)
    return led_by_the_pair(cast, places, monday, idea)


class TestNextSteps:
    @pytest.fixture
    def real(self, cast, places, led, monday):
        """The change of the fixture becomes normal practice after an opportunity to mentor was offered."""
        for title, kind in (("Mentor a new co-lead", "mentor"), ("Lead a change", "co_lead")):
            actions.offer(
                place=places.ward21, kind=kind, title=title, what="x", readers="organisation", by=cast.helen,
                at=monday + timedelta(days=20),
            )  # fmt: skip
        return became_normal(led, cast.grace, monday + timedelta(days=100))

    def test_it_is_said_on_the_page_and_on_the_first_page_and_can_be_put_away(self, cast, real, monday):
        jobs.due(monday + timedelta(days=100, hours=1))
        client = cast.client(cast.meera)
        for address in ("/", real.get_absolute_url(), f"{real.get_absolute_url()}normal/{real.place.key}/"):
            said = words(client.get(address))
            assert "Mentor a new co-lead" in said, address
            assert "You have not done this yet and it is where you work." in said
            assert "Lead a change" not in said, "she has led one"
        assert "Lead a change" in words(cast.client(cast.amina).get("/")), "she noticed it and has not led yet"
        assert "Mentor a new co-lead" not in words(cast.client(cast.sam).get("/"))
        send(client, f"/opportunities/put-away/changes/{real.public_id}/")
        assert "Mentor a new co-lead" not in words(client.get("/"))
        assert "Lead a change" in words(cast.client(cast.amina).get("/")), "hers alone"

    def test_it_is_said_once(self, cast, real, monday):
        for hours in (1, 2, 3):
            jobs.due(monday + timedelta(days=100, hours=hours))
        assert NextStep.objects.filter(person=cast.meera).count() == 1

    def test_where_nothing_fits_nothing_is_said_and_nobody_looks_again(self, cast, places, led, monday):
        became_normal(led, cast.grace, monday + timedelta(days=100))
        jobs.due(monday + timedelta(days=100, hours=1))
        assert queries.became_real(monday) == []
        assert "What could come next" not in words(cast.client(cast.meera).get("/"))

    def offer_later(self, cast, places, monday, days: int, title: str = "Teach the charts") -> Opportunity:
        """Offered so many days after the change became normal practice; and what waits is done."""
        at = monday + timedelta(days=100 + days)
        offer = actions.offer(
            place=places.ward21, kind="mentor", title=title, what="x", readers="organisation", by=cast.helen, at=at
        )
        post.work(at)
        return offer

    @pytest.mark.parametrize(("days", "said"), [(1, True), (59, True), (61, False)])
    def test_what_is_offered_within_sixty_days_is_said_too(self, cast, places, led, monday, days, said):
        became_normal(led, cast.grace, monday + timedelta(days=100))
        jobs.due(monday + timedelta(days=100, hours=1))
        self.offer_later(cast, places, monday, days)
        assert ("Teach the charts" in words(cast.client(cast.meera).get("/"))) == said
        assert "Teach the charts" not in words(cast.client(cast.sam).get("/"))
        assert "Teach the charts" not in words(cast.client(cast.helen).get("/")), "her own offer"

    def test_once_put_away_nothing_is_said_again(self, cast, places, real, monday):
        jobs.due(monday + timedelta(days=100, hours=1))
        send(cast.client(cast.meera), f"/opportunities/put-away/changes/{real.public_id}/")
        self.offer_later(cast, places, monday, 5)
        assert "What could come next" not in words(cast.client(cast.meera).get("/"))
        again = another(cast, places, monday)
        became_normal(again, cast.grace, monday + timedelta(days=110))
        jobs.due(monday + timedelta(days=110, hours=1))
        said = words(cast.client(cast.meera).get("/"))
        assert "Mentor a new co-lead" not in said, "put away before, beside something else"
        assert "Teach the charts" in said

    def test_the_same_offer_beside_two_things_is_put_away_with_one(self, cast, places, real, monday):
        again = another(cast, places, monday)
        became_normal(again, cast.grace, monday + timedelta(days=100))
        jobs.due(monday + timedelta(days=100, hours=1))
        assert NextStep.objects.filter(person=cast.meera, opportunity__isnull=False).count() == 2
        send(cast.client(cast.meera), f"/opportunities/put-away/changes/{again.public_id}/")
        assert "What could come next" not in words(cast.client(cast.meera).get("/"))

    def test_no_more_than_three_stand_beside_one_thing_and_closed_ones_make_room(self, cast, places, led, monday):
        became_normal(led, cast.grace, monday + timedelta(days=100))
        jobs.due(monday + timedelta(days=100, hours=1))
        made = [self.offer_later(cast, places, monday, day, f"Offer {day}") for day in range(1, 6)]

        def said() -> list[str]:
            rows = NextStep.objects.filter(person=cast.meera, opportunity__closed_at=None, opportunity__isnull=False)
            return [row.opportunity.title for row in rows.order_by("pk")]

        assert said() == ["Offer 1", "Offer 2", "Offer 3"]
        actions.close(offer=made[0], because="", by=cast.helen, at=monday + timedelta(days=106))
        self.offer_later(cast, places, monday, 7, "Offer 7")
        assert said() == ["Offer 2", "Offer 3", "Offer 7"]

    def test_what_was_closed_since_is_not_said(self, cast, real, monday):
        jobs.due(monday + timedelta(days=100, hours=1))
        for one in Opportunity.objects.all():
            actions.close(offer=one, because="", by=cast.helen, at=monday + timedelta(days=101))
        assert "Mentor a new co-lead" not in words(cast.client(cast.meera).get("/"))


class TestAPerson:
    def test_takes_it_away_and_is_forgotten(self, cast, offered, stepped, now):
        held = actions.export(person=cast.amina)
        assert held["stepped_in"][0]["why"] == "I led the huddle."
        assert actions.export(person=cast.grace)["offered"][0]["title"] == offered.title
        actions.forget(person=cast.amina, at=now)
        actions.forget(person=cast.grace, at=now)
        assert not StepIn.objects.exists()
        offered.refresh_from_db()
        assert offered.offered_by is None
        assert "Offered by a colleague" in words(cast.client(cast.meera).get(offered.get_absolute_url()))
