"""Every verdict both ways, with unsaved records."""

from __future__ import annotations

import pytest

from groundswell.changes.models import CoLead, State
from groundswell.changes.rules import Seats
from groundswell.ideas.models import Stage
from groundswell.people.models import Membership, Person
from groundswell.people.queries import Sight
from groundswell.places.models import Place, Status
from groundswell.stories import rules
from groundswell.stories.models import Adoption, Audience, Story
from tests.cast import MONDAY

TRUST = Place(pk=1, name="The trust", path="/1/", organisation_id=1)
WARD = Place(pk=2, name="Ward 21", path="/1/2/", organisation_id=1)
NEXT_WARD = Place(pk=3, name="Ward 17", path="/1/3/", organisation_id=1)
PRACTICE = Place(pk=4, name="The practice", path="/4/", organisation_id=4)
OWNER, LEAD, OTHER = Person(pk=1, name="Owner"), Person(pk=2, name="Lead"), Person(pk=3, name="Other")
PAIR = Seats(clinical=CoLead(person=LEAD, seat="clinical", accepted_at=MONDAY))
NOBODY_YET = Seats(managerial=CoLead(person=LEAD, seat="managerial"))


def works_at(*places: Place) -> Sight:
    return Sight(tuple(Membership(person=OTHER, place=place) for place in places))


def story(audience: str = Audience.ORGANISATION) -> Story:
    return Story(audience=audience, told_by=LEAD)


class TestTelling:
    @pytest.mark.parametrize("state", [State.TRYING, State.WORKING, State.NORMAL, State.STOPPED])
    def test_the_pair_tells_as_soon_as_something_was_tried(self, state):
        assert rules.may_tell(LEAD, PAIR, [OWNER], state)

    def test_there_is_nothing_to_tell_before_anything_was_tried(self):
        assert "Nothing was tried" in rules.may_tell(LEAD, PAIR, [OWNER], State.PAIRING).reason

    @pytest.mark.parametrize("state", [State.WORKING, State.NORMAL, State.STOPPED])
    def test_the_owner_tells_once_it_works_or_was_stopped(self, state):
        assert rules.may_tell(OWNER, PAIR, [OWNER], state)

    def test_the_owner_waits_while_the_pair_is_trying(self):
        assert "still trying" in rules.may_tell(OWNER, PAIR, [OWNER], State.TRYING).reason

    def test_somebody_asked_to_co_lead_is_not_yet_a_teller(self):
        assert not rules.may_tell(LEAD, NOBODY_YET, [OWNER], State.WORKING)

    def test_nobody_else_tells_or_edits(self):
        assert not rules.may_tell(OTHER, PAIR, [OWNER], State.WORKING)
        assert not rules.may_edit(OTHER, PAIR, [OWNER])

    @pytest.mark.parametrize("person", [LEAD, OWNER])
    def test_the_pair_and_the_owner_edit(self, person):
        assert rules.may_edit(person, PAIR, [OWNER])


class TestReading:
    def test_people_of_an_organisation_that_took_part_read_it(self):
        assert rules.may_read(story(), OTHER, works_at(WARD), {1}, [])

    def test_a_stranger_does_not_read_what_is_for_the_organisations(self):
        assert "took part" in rules.may_read(story(), OTHER, works_at(PRACTICE), {1}, []).reason

    def test_everyone_who_works_somewhere_reads_what_is_for_everyone(self):
        assert rules.may_read(story(Audience.EVERYONE), OTHER, works_at(PRACTICE), {1}, [])

    def test_somebody_who_works_nowhere_does_not(self):
        assert not rules.may_read(story(Audience.EVERYONE), OTHER, Sight(), {1}, [])

    @pytest.mark.parametrize("person", [OWNER, LEAD])
    def test_owner_and_teller_read_it_wherever_they_work_now(self, person):
        assert rules.may_read(story(), person, Sight(), {1}, [OWNER])


class TestWhoSeesIt:
    def test_a_co_lead_opens_it_and_closes_it_again(self):
        assert rules.may_widen(story(), LEAD, PAIR)
        assert rules.may_narrow(story(Audience.EVERYONE), LEAD, PAIR)

    def test_the_owner_alone_does_not_open_it(self):
        assert "co-lead" in rules.may_widen(story(), OWNER, PAIR).reason

    def test_what_is_open_is_not_opened_twice(self):
        assert not rules.may_widen(story(Audience.EVERYONE), LEAD, PAIR)
        assert not rules.may_narrow(story(), LEAD, PAIR)

    def test_either_way_is_one_question(self):
        assert rules.may_change_audience(story(), Audience.EVERYONE, LEAD, PAIR)
        assert not rules.may_change_audience(story(), Audience.ORGANISATION, LEAD, PAIR)


class TestTakingUp:
    def test_somebody_takes_it_up_where_they_work(self):
        assert rules.may_take_up(works_at(PRACTICE), PRACTICE, {WARD.pk}, set())

    def test_another_ward_of_the_same_trust_takes_it_up(self):
        assert rules.may_take_up(works_at(NEXT_WARD), NEXT_WARD, {WARD.pk}, set())

    def test_not_where_they_do_not_work(self):
        assert "where you work" in rules.may_take_up(works_at(WARD), PRACTICE, set(), set()).reason

    def test_not_where_it_came_from(self):
        assert "comes from Ward 21" in rules.may_take_up(works_at(WARD), WARD, {WARD.pk}, set()).reason

    def test_not_twice_at_one_place(self):
        assert "already" in rules.may_take_up(works_at(PRACTICE), PRACTICE, {WARD.pk}, {PRACTICE.pk}).reason

    def test_not_at_a_closed_place(self):
        closed = Place(pk=9, name="Old ward", path="/9/", status=Status.INACTIVE)
        assert "closed" in rules.may_take_up(works_at(closed), closed, {WARD.pk}, set()).reason

    def test_one_open_place_is_enough(self):
        assert rules.may_take_up_somewhere(works_at(WARD, PRACTICE), {WARD.pk}, set())

    @pytest.mark.parametrize(
        ("seen", "taken", "why"),
        [
            (Sight(), set(), "Join the place"),
            (works_at(WARD), set(), "comes from where you work"),
            (works_at(WARD, PRACTICE), {PRACTICE.pk}, "already taken up"),
        ],
    )
    def test_why_there_is_no_place_left(self, seen, taken, why):
        assert why in rules.may_take_up_somewhere(seen, {WARD.pk}, taken).reason


class TestBringingBack:
    def adoption(self, **more: object) -> Adoption:
        return Adoption(place=PRACTICE, person=OTHER, **more)

    def test_the_pair_brings_it_back(self):
        assert rules.may_bring_result(self.adoption(), LEAD, in_a_seat=True, seats_empty=False)

    def test_whoever_took_it_up_while_both_seats_are_empty(self):
        assert rules.may_bring_result(self.adoption(), OTHER, in_a_seat=False, seats_empty=True)
        assert not rules.may_bring_result(self.adoption(), OTHER, in_a_seat=False, seats_empty=False)

    def test_nobody_else(self):
        assert (
            "co-leads at The practice"
            in rules.may_bring_result(self.adoption(), OWNER, in_a_seat=False, seats_empty=True).reason
        )

    def test_only_once(self):
        done = self.adoption(returned_at=MONDAY)
        assert "already" in rules.may_bring_result(done, LEAD, in_a_seat=True, seats_empty=False).reason


class TestSpread:
    def test_normal_at_home_and_a_reading_elsewhere(self):
        assert rules.is_spread(Stage.NORMAL, 1)

    @pytest.mark.parametrize(("stage", "readings"), [(Stage.NORMAL, 0), (Stage.WORKING, 5), (Stage.SPREAD, 5)])
    def test_otherwise_not(self, stage, readings):
        assert not rules.is_spread(stage, readings)
