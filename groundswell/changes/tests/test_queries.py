"""What somebody finds, and what waits for them; how many queries it costs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from groundswell.changes import actions, jobs, kinds, queries
from groundswell.changes.models import Seat
from groundswell.changes.tests.making import TUESDAY, learned, led, noticed, opened, tried
from groundswell.events.models import Event, Notice
from groundswell.ideas import actions as ideas
from tests.cast import MONDAY, at_most

THURSDAY = MONDAY + timedelta(days=3)


class TestFinding:
    def test_what_belongs_to_a_change_is_found_by_those_who_see_it_alone(self, cast, places):
        change = led(cast, places)
        test = tried(change, cast.meera)
        step = actions.add_step(change=change, what="Order", person=None, by_when=None, by=cast.grace, at=MONDAY)
        seat = queries.seats_of(change).clinical
        for find, public_id in (
            (queries.change_for, change.public_id), (queries.test_for, test.public_id), (queries.step_for, step.public_id),
            (queries.co_lead_for, seat.public_id),
        ):  # fmt: skip
            assert find(cast.next_ward, public_id)
            with pytest.raises(Http404):
                find(cast.sam, public_id)
            with pytest.raises(Http404):
                find(cast.next_ward, "nothinghere")

    def test_the_owner_sees_it_wherever_they_work_by_then(self, cast, places):
        change = opened(cast, places)
        cast.amina.memberships.update(until=MONDAY)
        assert queries.change_for(cast.amina, change.public_id) == change

    def test_a_change_is_fetched_in_seven_queries(self, cast, places):
        change = led(cast, places)
        with at_most(7):
            queries.change_for(cast.ward_mate, change.public_id)

    def test_who_can_be_asked_fits_the_seat_and_is_not_asked_already(self, cast, places):
        change = queries.change_for(cast.grace, opened(cast, places).public_id)
        managers = {row.person for row in queries.candidates(change, cast.grace, "", Seat.MANAGERIAL, MONDAY)}
        assert managers == {cast.helen, cast.manager, cast.ig, cast.finance, cast.safety}
        actions.pair(change=change, seat=Seat.MANAGERIAL, person=cast.helen, by=cast.grace, at=MONDAY)
        again = queries.change_for(cast.grace, change.public_id)
        assert cast.helen not in {
            row.person for row in queries.candidates(again, cast.grace, "", Seat.MANAGERIAL, MONDAY)
        }
        assert queries.candidates(again, cast.grace, "opera manager", Seat.MANAGERIAL, MONDAY)[0].person == cast.manager


class TestOneChange:
    def test_owners_of_joined_ideas_hear_of_it_too(self, cast, places):
        change = opened(cast, places)
        other = ideas.notice(words="No drip stand again.", place=places.ward17, by=cast.next_ward, at=MONDAY)
        ideas.propose_joining(idea=other, into=change.ideas.get(), by=cast.next_ward, at=MONDAY)
        assert queries.owners(change) == [cast.amina, cast.next_ward]

    def test_that_an_idea_moved_with_its_change_is_said_once(self, cast, places):
        change = led(cast, places)
        tried(change, cast.meera)
        shown = queries.whole(queries.change_for(cast.meera, change.public_id), cast.meera, MONDAY)
        told = [event.sentence for event in shown.events]
        assert "It moved on at Ward 21: Trying" in told
        assert not [line for line in told if line.startswith("It moved on: ")]
        assert told[-1] == "Amina Yusuf noticed this"

    def test_it_holds_since_the_first_test_that_was_adopted(self, cast, places):
        change = led(cast, places)
        assert queries.held_since(change) is None
        learned(tried(change, cast.meera), cast.meera, decision="adapt")
        learned(tried(change, cast.meera), cast.meera)
        assert queries.held_since(change) == TUESDAY.date()
        assert queries.readings_since_adopted(change) == 0


class TestWaiting:
    def test_a_seat_waits_for_the_yes_of_who_was_asked(self, cast, places):
        change = opened(cast, places)
        row = actions.pair(change=change, seat=Seat.MANAGERIAL, person=cast.helen, by=cast.grace, at=MONDAY)
        assert list(queries.seats_offered(cast.helen)) == [row]
        actions.accept_pair(co_lead=row, by=cast.helen, at=MONDAY)
        assert list(queries.seats_offered(cast.helen)) == []
        assert queries.changes_of(cast.helen) == [change]

    def test_empty_seats_are_in_sight_of_the_organisation_alone(self, cast, places):
        change = opened(cast, places)
        assert queries.empty_seats_near(cast.next_ward) == [(change, "clinical"), (change, "managerial")]
        assert queries.empty_seats_near(cast.sam) == []

    def test_a_pause_waits_for_the_pair_until_it_is_answered_or_the_change_stops(self, cast, places):
        change = led(cast, places)
        made = actions.pause(change=change, reason="The brake sticks.", by=cast.ward_mate, at=MONDAY)
        assert list(queries.pauses_to_answer(cast.grace)) == [made]
        assert list(queries.pauses_to_answer(cast.ward_mate)) == []
        actions.stop(change=change, reason="Too much", learned="", by=cast.grace, at=MONDAY)
        assert list(queries.pauses_to_answer(cast.grace)) == []

    def test_changes_of_a_place_are_there_for_its_people_alone(self, cast, places):
        change = opened(cast, places, others=(places.larwood,))
        noticed(cast, places)
        for person, place in ((cast.grace, places.ward21), (cast.grace, places.rp5), (cast.adil, places.larwood)):
            assert [row.change for row in queries.changes_under(person, place)] == [change]
        assert queries.changes_under(cast.sam, places.rp5) == []


class TestTheTick:
    def test_a_pause_without_an_answer_is_said_again_once_to_those_who_lead(self, cast, places):
        change = led(cast, places)
        actions.pause(change=change, reason="The brake sticks.", by=cast.ward_mate, at=MONDAY)
        assert jobs.due(TUESDAY) == 0
        assert jobs.due(THURSDAY) == 1
        assert jobs.due(THURSDAY) == 0
        event = Event.objects.get(kind=kinds.PAUSE_OVERDUE.code)
        assert Notice.objects.filter(event=event, person=cast.grace).exists()

    def test_an_answered_one_is_not(self, cast, places):
        change = led(cast, places)
        made = actions.pause(change=change, reason="The brake sticks.", by=cast.ward_mate, at=MONDAY)
        actions.answer_pause(pause=made, answer="A new brake.", by=cast.grace, at=MONDAY)
        assert jobs.due(THURSDAY) == 0
