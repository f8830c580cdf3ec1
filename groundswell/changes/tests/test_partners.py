"""A partner by experience: a link and no account, plain words, no names of staff, nothing else of the organisation."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.http import Http404
from django.test import Client
from django.utils import timezone

from groundswell.changes import actions, queries
from groundswell.changes.models import PartnerSeat, PartnerWord
from groundswell.changes.rules import MOST_PARTNERS, MOST_WORDS_A_DAY, PARTNER_FOR_DAYS
from groundswell.changes.tests.making import led, text_of, tried
from groundswell.enabling.rules import Rung, level_of
from groundswell.events.models import Credit, Event
from groundswell.people.models import Person
from groundswell.places.actions import open_place
from groundswell.places.models import Kind
from groundswell.ui.formats import london_day
from groundswell.ui.verdicts import Refused
from tests.cast import MONDAY, at_most, send


@pytest.fixture
def change(cast, places):
    return led(cast, places)


@pytest.fixture
def link(change, cast) -> tuple[PartnerSeat, str]:
    seat, key = actions.ask_partner(change=change, called="Margaret", by=cast.grace, at=timezone.now())
    return seat, f"/partner/{key}/"


class TestTheLink:
    def test_the_pair_makes_it_and_sees_it_once(self, change, cast):
        client, here = cast.client(cast.grace), f"/changes/{change.public_id}/partners/"
        send(client, here, called="Margaret")
        first, again = text_of(client.get(here)), text_of(client.get(here))
        assert "shown this once" in first
        assert "/partner/" in first
        assert "/partner/" not in again
        key = first.split("/partner/")[1].split("/")[0]
        assert key not in str(list(PartnerSeat.objects.values()))
        assert Client().get(f"/partner/{key}/").status_code == 200

    def test_others_of_the_team_do_not(self, change, cast):
        with pytest.raises(Refused, match="The co-leads"):
            actions.ask_partner(change=change, called="", by=cast.ward_mate, at=MONDAY)

    def test_there_is_room_for_a_few(self, change, cast):
        for _number in range(MOST_PARTNERS):
            actions.ask_partner(change=change, called="", by=cast.grace, at=MONDAY)
        with pytest.raises(Refused, match="End one"):
            actions.ask_partner(change=change, called="", by=cast.grace, at=MONDAY)

    def test_it_opens_for_a_year_and_until_somebody_ends_it(self, change, cast):
        _seat, key = actions.ask_partner(change=change, called="", by=cast.grace, at=MONDAY)
        last = MONDAY + timedelta(days=PARTNER_FOR_DAYS)
        assert queries.partner_by_key(key, last)
        with pytest.raises(Http404):
            queries.partner_by_key(key, last + timedelta(days=1))

    def test_the_pair_ends_it(self, change, link, cast):
        seat, there = link
        send(cast.client(cast.grace), f"/changes/{change.public_id}/partners/", deed=f"end {seat.public_id}")
        assert Client().get(there).status_code == 404
        assert Client().get("/partner/nothing/").status_code == 404


class TestThePage:
    def test_it_is_kept_from_search_engines_caches_and_other_sites(self, link):
        answer = Client().get(link[1])
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "no-store"

    def test_a_browser_that_tells_nobody_where_it_comes_from_can_still_send(self, link):
        """With `no-referrer` a browser sends `Origin: null`, which no check of a token lets through."""
        client = Client(enforce_csrf_checks=True, headers={"Origin": "null"})
        answer = client.post(link[1], {"deed": "thanks", "request_key": "c" * 32})
        assert answer.status_code == 302

    def test_it_shows_the_work_and_no_name_of_staff_nor_a_way_in(self, change, cast, places, link):
        tried(change, cast.meera)
        actions.add_step(
            change=change,
            what="Dr Patel shows Amina the shelf",
            person=cast.amina,
            by_when=None,
            by=cast.grace,
            at=MONDAY,
        )
        rung = Rung(cast.helen, places.rp5, level_of(places.rp5))
        actions.ask_for(
            change=change, what="A key that Sister Okafor has", kind="estate", to=rung, by=cast.grace, at=MONDAY
        )
        with at_most(32):
            answer = Client().get(link[1])
        page = text_of(answer)
        for words in (
            "One drip stand in each bay",
            "Does the walk get shorter?",
            "A key that a colleague has: waiting for",
        ):
            assert words in page
        for person in (cast.meera, cast.grace, cast.helen, cast.amina):
            for part in person.name.split()[-2:]:
                assert part not in page, part
        links = {a["href"] for a in BeautifulSoup(answer.content, "html.parser").find_all("a")}
        assert {href for href in links if not href.startswith("#")} == {"/waiting/"}  # what waits on their own device

    def test_nor_that_of_a_colleague_who_takes_no_part(self, change, cast, link):
        """Named in a step, a test or a name of a number by whoever typed it: by a whole name, behind a title, by a first name."""
        names = {"manager": "Joanna Reeve", "safety": "Dr Rose May", "coach": "Will Hart", "sam": "Lena Fisk"}
        for key, name in names.items():
            Person.objects.filter(pk=getattr(cast, key).pk).update(name=name)
        what = "Joanna and Dr May show Will Hart's box to Lena Fisk in May"
        actions.add_step(change=change, what=what, person=None, by_when=None, by=cast.grace, at=MONDAY)
        page = text_of(Client().get(link[1]))
        # Who works in none of the organisations is not known here; the month is no colleague.
        assert "a colleague and a colleague show a colleague's box to Lena Fisk in May" in page

    def test_words_reach_the_team_and_are_checked(self, change, cast, link):
        _seat, there = link
        client = Client()
        assert (
            "may point to a patient"
            in client.post(
                there, {"deed": "say", "words": "NHS number 943 476 5919", "request_key": "a" * 32}
            ).content.decode()
        )
        assert send(client, there, deed="say", words="The walk is long for visitors too.").status_code == 302
        event = Event.objects.get(kind="partner_said")
        assert {notice.person for notice in event.notices.all()} == {cast.amina, cast.meera, cast.grace}
        assert "long for visitors" not in event.sentence
        page = text_of(cast.client(cast.meera).get(change.get_absolute_url()))
        assert "Margaret : The walk is long for visitors too." in page
        assert "The walk is long" in text_of(client.get(there))
        word = PartnerWord.objects.get()
        send(cast.client(cast.grace), f"/changes/{change.public_id}/partners/", deed=f"hide {word.public_id}")
        assert "long for visitors" not in text_of(cast.client(cast.meera).get(change.get_absolute_url()))

    def test_there_is_a_limit_a_day(self, link):
        seat, _there = link
        for _number in range(MOST_WORDS_A_DAY):
            actions.say_as_partner(seat=seat, words="More.", at=MONDAY)
        with pytest.raises(Refused, match="tomorrow"):
            actions.say_as_partner(seat=seat, words="More.", at=MONDAY)
        actions.say_as_partner(seat=seat, words="More.", at=MONDAY + timedelta(days=1))

    def test_a_thank_you_is_one_tap_and_the_name_is_their_own(self, change, cast, link):
        client = Client()
        send(client, link[1], deed="thanks")
        send(client, link[1], deed="name", called="Maggie")
        assert "Maggie : Thank you" in text_of(cast.client(cast.meera).get(change.get_absolute_url()))

    def test_what_is_kept_for_a_retry_holds_no_key(self, link):
        from groundswell.post.models import RequestKey

        answer = send(Client(), link[1], deed="thanks")
        assert answer["Location"] == "."
        assert link[1].split("/")[2] not in str(list(RequestKey.objects.values()))

    @pytest.mark.parametrize(("unnamed", "said"), [("", "Margaret"), ("yes", "A partner by experience")])
    def test_whoever_leaves_keeps_their_part_and_chooses_their_name(self, change, cast, link, unnamed, said):
        client = Client()
        actions.say_as_partner(seat=link[0], words="Thank you for asking me.", at=timezone.now())
        answer = send(client, link[1], deed="leave", unnamed=unnamed)
        assert "do not take part any more" in text_of(client.get(answer["Location"]))
        assert client.get(link[1]).status_code == 404
        assert f"{said} : Thank you for asking me." in text_of(cast.client(cast.meera).get(change.get_absolute_url()))


@pytest.mark.parametrize("seed", range(3))
def test_no_credit_or_word_is_lost_by_any_order_of_deeds(change, cast, seed):
    dice, at, seats = random.Random(seed), MONDAY, []
    for _turn in range(12):
        at += timedelta(days=40)
        words, credits = set(PartnerWord.objects.values_list("pk", "words")), Credit.objects.count()
        deed = dice.choice(["ask", "say", "leave", "end", "forget"])
        open_ones = [seat for seat in PartnerSeat.objects.all() if seat.opens(london_day(at))]
        if deed == "ask" and len(open_ones) < MOST_PARTNERS:
            seats.append(actions.ask_partner(change=change, called="M", by=cast.meera, at=at)[0])
        elif deed == "forget":
            actions.forget(person=cast.grace, at=at)
        elif open_ones:
            seat = dice.choice(open_ones)
            {
                "say": lambda seat=seat, at=at: actions.say_as_partner(seat=seat, words="Yes.", at=at),
                "leave": lambda seat=seat, at=at: actions.leave_as_partner(seat=seat, unnamed=True, at=at),
                "end": lambda seat=seat, at=at: actions.end_partner(seat=seat, by=cast.meera, at=at),
            }.get(deed, lambda: None)()
        assert words <= set(PartnerWord.objects.values_list("pk", "words"))
        assert Credit.objects.count() >= credits
        assert PartnerSeat.objects.count() == len(seats)


class TestHouses:
    def test_each_organisation_shows_its_own_and_all_see_all(self, cast, places):
        council = open_place(name="A council", kind=Kind.COUNCIL, parent=None, at=MONDAY)
        charity = open_place(name="A charity", kind=Kind.CHARITY, parent=None, at=MONDAY)
        change = led(cast, places, others=(places.larwood, places.bassetlaw_area, council, charity))
        rung = Rung(cast.helen, places.rp5, level_of(places.rp5))
        actions.ask_for(change=change, what="A key", kind="estate", to=rung, by=cast.grace, at=MONDAY)
        for reader in (cast.grace, cast.adil):
            with at_most(31):
                page = text_of(cast.client(reader).get(f"/changes/{change.public_id}/places/"))
            assert "Dr Meera Patel and Sister Grace Okafor speak for it" in page
            assert "Larwood Surgery GP practice." in page
            assert "A council Council. Nobody speaks for it yet." in page
            assert "A charity Charity or voluntary organisation." in page
            assert page.index("A key") < page.index("Larwood Surgery GP practice")
        page = text_of(cast.client(cast.adil).get(change.get_absolute_url()))
        assert "1 ask waits" in page
        assert "nothing waits" in page
