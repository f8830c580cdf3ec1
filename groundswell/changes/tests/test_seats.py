"""Finding the other seat: people with reasons and without a rank, an answer that names a colleague, leads whose post ends."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from groundswell.changes import actions, jobs, queries
from groundswell.changes.models import CoLead, Seat
from groundswell.changes.presenters import suggestion_cards
from groundswell.changes.tests.making import TUESDAY, led, noticed, opened, text_of
from groundswell.enabling import actions as enabling
from groundswell.events.models import Credit, Event
from groundswell.people import actions as people
from groundswell.people.models import Membership, Person
from groundswell.people.queries import look_again
from groundswell.ui.formats import london_day
from groundswell.ui.verdicts import Refused
from tests.cast import MONDAY, at_most, send


def near(change, person, seat=Seat.MANAGERIAL, at=TUESDAY):
    return queries.suggestions(queries.change_for(person, change.public_id), person, seat, at)


def names(found) -> list[str]:
    return [one.person.called for one in found]


def whys(found) -> dict[str, str]:
    return {card.name: " ".join(card.why) for card in suggestion_cards(found)}


def leaves(person: Person, at) -> None:
    for row in Membership.objects.filter(person=person, until=None):
        people.leave(membership=row, by=person, at=at)
    look_again(person)


class TestSuggestions:
    def test_who_holds_the_place_is_suggested_with_why_nearest_first(self, cast, places):
        found = near(opened(cast, places, by=cast.amina), cast.amina)
        assert names(found) == [cast.grace.called, cast.manager.called]
        assert whys(found)[cast.grace.called] == "Leads Ward 21."
        assert whys(found)[cast.manager.called] == "Manages Bassetlaw Hospital."

    def test_who_has_an_hour_is_suggested_in_their_words(self, cast, places):
        enabling.offer_time(
            place=places.rp5, topics=["leading"], how_much="weekly", words="Fridays", by=cast.helen, at=MONDAY
        )
        found = near(opened(cast, places, by=cast.amina), cast.amina)
        assert names(found)[-1] == cast.helen.called  # furthest from the ward
        assert "Offers an hour a week" in whys(found)[cast.helen.called]
        assert "“Fridays”" in whys(found)[cast.helen.called]

    def test_who_led_or_cleared_the_way_for_something_like_it_is_suggested(self, cast, places):
        before = opened(cast, places, by=cast.amina)
        row = actions.pair(change=before, seat=Seat.MANAGERIAL, person=cast.helen, by=cast.amina, at=MONDAY)
        actions.accept_pair(co_lead=row, by=cast.helen, at=MONDAY)
        promise = actions.promise(change=before, what="A stand", due=london_day(TUESDAY), by=cast.helen, at=MONDAY)
        enabling.keep(ask=promise, by=cast.helen, at=MONDAY)
        again = opened(
            cast, places, by=cast.amina, idea=noticed(cast, places, "One drip stand at the end of the ward.")
        )
        why = whys(near(again, cast.amina))[cast.helen.called]
        assert "Co-led something like it" in why
        assert "Cleared the way for something like it" in why

    @pytest.mark.parametrize("out", ["away", "asked before", "left the organisation", "in the other seat"])
    def test_who_cannot_or_said_not_now_is_not(self, cast, places, out):
        change = opened(cast, places, by=cast.amina)
        assert cast.grace.called in names(near(change, cast.amina))
        if out == "away":
            cast.grace.back_on = london_day(TUESDAY) + timedelta(days=3)
            cast.grace.save()
        elif out == "asked before":
            row = actions.pair(change=change, seat=Seat.MANAGERIAL, person=cast.grace, by=cast.amina, at=MONDAY)
            actions.decline_pair(co_lead=row, words="", by=cast.grace, at=MONDAY)
        elif out == "in the other seat":
            actions.pair(change=change, seat=Seat.CLINICAL, person=cast.grace, by=cast.grace, at=MONDAY)
        else:
            Membership.objects.filter(person=cast.grace).update(until=MONDAY)
        assert cast.grace.called not in names(near(change, cast.amina))

    def test_only_whom_the_seat_fits(self, cast, places):
        change = opened(cast, places, by=cast.grace)
        assert cast.manager.called not in names(near(change, cast.ward_mate, Seat.CLINICAL))

    def test_the_page_says_why_and_in_which_order_and_asks_in_one_tap(self, cast, places):
        change, client = opened(cast, places, by=cast.amina), cast.client(cast.amina)
        with at_most(26):
            page = client.get(f"/changes/{change.public_id}/seats/", {"seat": "managerial"})
        assert "Leads Ward 21. Ask Sister Grace Okafor" in text_of(page)
        assert "Those who work nearest stand first, then by name." in text_of(page)
        send(client, f"/changes/{change.public_id}/seats/", ask=f"managerial {cast.grace.public_id}")
        assert CoLead.objects.get().person == cast.grace


class TestInvitation:
    def test_it_shows_the_idea_in_its_owners_words_and_three_answers(self, cast, places):
        change = opened(cast, places, by=cast.amina)
        row = actions.pair(change=change, seat=Seat.MANAGERIAL, person=cast.helen, by=cast.amina, at=MONDAY)
        assert Event.objects.get(kind="seat_offered").opens == f"/seats/{row.public_id}/"
        page = text_of(cast.client(cast.helen).get(f"/seats/{row.public_id}/"))
        for words in (
            "always at the other end",
            "Noticed by Amina Yusuf",
            "Take the seat",
            "Not now",
            "Suggest someone",
        ):
            assert words in page

    def test_a_suggestion_says_not_now_and_waits_for_one_tap_of_the_others(self, cast, places):
        change = opened(cast, places, by=cast.amina)
        row = actions.pair(change=change, seat=Seat.MANAGERIAL, person=cast.helen, by=cast.amina, at=MONDAY)
        send(cast.client(cast.helen), f"/seats/{row.public_id}/suggest/", to=cast.finance.public_id)
        row.refresh_from_db()
        assert (bool(row.declined_at), row.suggested) == (True, cast.finance)
        found = near(change, cast.amina)
        assert whys(found)[cast.finance.called] == "Helen Marsh suggested them."
        assert cast.helen.called not in names(found)
        assert "suggested" in Event.objects.get(kind="seat_suggested").sentence
        assert not CoLead.objects.filter(person=cast.finance).exists()  # nobody is asked behind their back

    def test_nobody_suggests_themselves_or_for_somebody_else(self, cast, places):
        change = opened(cast, places, by=cast.amina)
        row = actions.pair(change=change, seat=Seat.MANAGERIAL, person=cast.helen, by=cast.amina, at=MONDAY)
        for by, to in ((cast.helen, cast.helen), (cast.amina, cast.finance)):
            with pytest.raises(Refused):
                actions.suggest(co_lead=row, to=to, by=by, at=TUESDAY)


class TestPosts:
    def test_the_seat_is_empty_from_the_day_and_credit_stays(self, cast, places):
        change = led(cast, places)
        before = Credit.objects.filter(person=cast.meera).count()
        leaves(cast.meera, TUESDAY)
        assert jobs.due(TUESDAY + timedelta(days=3)) == 1
        row = CoLead.objects.get(seat=Seat.CLINICAL)
        assert row.left_at == TUESDAY
        assert queries.seats_of(change).clinical is None
        assert Credit.objects.filter(person=cast.meera).count() == before
        assert jobs.due(TUESDAY + timedelta(days=4)) == 0

    def test_its_place_and_its_page_say_since_when(self, cast, places):
        change = led(cast, places)
        leaves(cast.meera, TUESDAY)
        jobs.due(TUESDAY)
        client = cast.client(cast.grace)
        assert "Without a clinical co-lead for" in text_of(client.get(change.get_absolute_url()))
        page = text_of(client.get("/places/RP5BA-W21/"))
        assert "Without a lead" in page
        assert "Without a clinical co-lead for" in page
        actions.pair(change=change, seat=Seat.CLINICAL, person=cast.ward_mate, by=cast.grace, at=TUESDAY)
        assert "Without a lead" not in text_of(client.get("/places/RP5BA-W21/"))

    def test_another_post_where_it_happens_is_enough(self, cast, places):
        led(cast, places)
        Membership.objects.create(
            person=cast.meera, place=places.ward17, staff_group="medical_dental", clinical=True, managerial=False,
            joined_by="invitation", since=MONDAY, confirmed_at=MONDAY,
        )  # fmt: skip
        Membership.objects.filter(person=cast.meera, place=places.bassetlaw).update(until=TUESDAY)
        assert jobs.due(TUESDAY) == 0

    def test_the_leaver_names_who_carries_on_without_seeing_the_change(self, cast, places):
        change = led(cast, places)
        actions.help_with(change=change, by=cast.ward_mate, at=MONDAY)
        leaves(cast.meera, TUESDAY)
        client, row = cast.client(cast.meera), CoLead.objects.get(seat=Seat.CLINICAL)
        jobs.due(TUESDAY)
        CoLead.objects.filter(pk=row.pk).update(
            left_at=MONDAY + timedelta(days=10_000)
        )  # left today, as the page counts
        assert client.get(change.get_absolute_url()).status_code == 404
        there = f"/seats/{row.public_id}/hand-over/"
        page = text_of(client.get(there))
        assert "Helps with this change." in page
        assert "You left the clinical seat" in page
        assert send(client, there, to=cast.amina.public_id).status_code == 404  # nobody whom the page does not name
        assert send(client, there, to=cast.ward_mate.public_id).status_code == 302
        assert queries.seats_of(change).clinical.person == cast.ward_mate

    def test_after_a_month_or_when_somebody_is_asked_it_is_no_longer_theirs(self, cast, places):
        change = led(cast, places)
        row = CoLead.objects.get(seat=Seat.CLINICAL)
        leaves(cast.meera, TUESDAY)
        jobs.due(TUESDAY)
        row.refresh_from_db()
        with pytest.raises(Refused, match="a month ago"):
            actions.hand_over(co_lead=row, to=cast.ward_mate, by=cast.meera, at=TUESDAY + timedelta(days=32))
        actions.pair(change=change, seat=Seat.CLINICAL, person=cast.amina, by=cast.grace, at=TUESDAY)
        with pytest.raises(Refused, match="was asked already"):
            actions.hand_over(co_lead=row, to=cast.ward_mate, by=cast.meera, at=TUESDAY)

    def test_somebody_else_can_be_asked_before_the_tick_has_come_round(self, cast, places):
        change = led(cast, places)
        leaves(cast.meera, TUESDAY)
        actions.pair(change=change, seat=Seat.CLINICAL, person=cast.amina, by=cast.grace, at=TUESDAY)
        assert CoLead.objects.get(person=cast.meera).left_at == TUESDAY

    def test_a_dated_post_is_asked_about_two_weeks_before_once(self, cast, places):
        change = led(cast, places)
        post = Membership.objects.get(person=cast.meera)
        last = london_day(MONDAY) + timedelta(days=40)
        people.change_details(
            membership=post, by=cast.meera, at=MONDAY, staff_group="medical_dental", title="Registrar", clinical=True,
            managerial=False, last_day=last,
        )  # fmt: skip
        assert post.last_day == last
        assert jobs.due(MONDAY + timedelta(days=26)) == 0
        assert [jobs.due(MONDAY + timedelta(days=days)) for days in (28, 29)] == [1, 0]
        event = Event.objects.get(kind="post_ends_soon")
        assert event.sentence.startswith("The post of Dr Meera Patel ends on 11 April 2026")
        assert event.opens == f"/seats/{CoLead.objects.get(seat=Seat.CLINICAL).public_id}/hand-over/"
        assert [notice.person for notice in event.notices.all()] == [cast.meera]
        assert jobs.due(MONDAY + timedelta(days=41)) == 1
        assert queries.seats_of(change).clinical is None

    @pytest.mark.parametrize("seed", range(4))
    def test_no_credit_is_lost_through_any_order_of_leaving(self, cast, places, seed):
        """Handing over, leaving, losing one's post, being forgotten: what was credited stays, if by a colleague."""
        dice, at = random.Random(seed), TUESDAY
        change = led(cast, places)
        for _turn in range(6):
            at += timedelta(days=1)
            before = set(Credit.objects.values_list("pk", "part"))
            rows = list(CoLead.objects.live().filter(change=change).select_related("person", "change"))
            if not rows:
                break
            row = dice.choice(rows)
            deed = dice.choice(["hand over", "leave", "post ends", "forget"])
            if row.accepted_at is None:
                actions.accept_pair(co_lead=row, by=row.person, at=at)
            elif deed == "hand over":
                fits = near(change, row.person, Seat(row.seat), at)
                if fits:
                    actions.hand_over(co_lead=row, to=dice.choice(fits).person, by=row.person, at=at)
            elif deed == "leave":
                actions.leave_pair(co_lead=row, by=row.person, at=at)
            elif deed == "post ends":
                Membership.objects.filter(person=row.person).update(until=at)
                look_again(row.person)
                jobs.due(at)
            else:
                actions.forget(person=row.person, at=at)
            assert before <= set(Credit.objects.values_list("pk", "part"))
            assert Credit.objects.exclude(person=None).count() == Credit.objects.count()
