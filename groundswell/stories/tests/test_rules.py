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


BOARD = Place(pk=9, name="The board", path="/9/", organisation_id=9)
FAR = Place(pk=5, name="A practice of the board", path="/9/5/", organisation_id=5)
HOME_TRUST = Place(pk=7, name="A trust of the board", path="/9/7/", organisation_id=7)
HOME = Place(pk=6, name="A ward there", path="/9/7/6/", organisation_id=7)
BESIDE = Place(pk=8, name="Another ward there", path="/9/7/8/", organisation_id=7)
EVERYWHERE = (HOME, HOME_TRUST, BESIDE, FAR, BOARD, PRACTICE)


def reads(audience: str, *places: Place, person: Person = OTHER, takers: frozenset[int] = frozenset()):
    told = Story(audience=audience, told_by=LEAD, system_id=9, place=HOME)
    return rules.may_read(told, person, works_at(*places), [HOME], takers, [OWNER])


class TestReading:
    @pytest.mark.parametrize(
        ("audience", "readers"),
        [
            (Audience.PLACE, [HOME, HOME_TRUST]), (Audience.ORGANISATION, [HOME, HOME_TRUST, BESIDE]),
            (Audience.SYSTEM, [HOME, HOME_TRUST, BESIDE, FAR, BOARD]), (Audience.EVERYONE, list(EVERYWHERE)),
            (Audience.PUBLIC, list(EVERYWHERE)),
        ],
    )  # fmt: skip
    def test_each_audience_has_its_readers_and_no_others(self, audience, readers):
        assert [place for place in EVERYWHERE if reads(audience, place)] == readers

    def test_a_stranger_reads_why_not(self):
        assert "took part" in reads(Audience.ORGANISATION, PRACTICE).reason

    def test_somebody_who_works_nowhere_does_not(self):
        assert not reads(Audience.EVERYONE)

    @pytest.mark.parametrize("audience", Audience.values)
    def test_who_took_it_up_keeps_reading(self, audience):
        assert reads(audience, PRACTICE, takers=frozenset({4}))

    @pytest.mark.parametrize("audience", Audience.values)
    @pytest.mark.parametrize("person", [OWNER, LEAD])
    def test_owner_and_teller_read_it_wherever_they_work_now(self, person, audience):
        assert reads(audience, person=person)

    @pytest.mark.parametrize("audience", Audience.values)
    def test_whoever_could_read_it_reads_that_it_was_withdrawn(self, audience):
        taken_back = Story(audience="", withdrawn_from=audience, withdrawn_at=MONDAY, system_id=9, place=HOME)
        for place in EVERYWHERE:
            could = bool(reads(audience, place))
            assert bool(rules.reads_of_withdrawal(taken_back, works_at(place), [HOME])) == could

    def test_nobody_reads_of_what_was_not_withdrawn(self):
        assert not rules.reads_of_withdrawal(Story(audience="everyone"), works_at(HOME), [HOME])


class TestWithdrawing:
    def test_the_pair_and_the_owner_withdraw_and_put_back(self):
        gone = Story(withdrawn_at=MONDAY)
        for person in (LEAD, OWNER):
            assert rules.may_withdraw(story(), person, PAIR, [OWNER])
            assert not rules.may_withdraw(gone, person, PAIR, [OWNER])
            assert rules.may_put_back(gone, person, PAIR, [OWNER])
            assert not rules.may_put_back(story(), person, PAIR, [OWNER])

    def test_nobody_else(self):
        assert not rules.may_withdraw(story(), OTHER, PAIR, [OWNER])
        assert not rules.may_put_back(Story(withdrawn_at=MONDAY), OTHER, PAIR, [OWNER])

    def test_what_is_withdrawn_is_not_opened_to_others(self):
        assert not rules.may_change_audience(Story(withdrawn_at=MONDAY), Audience.EVERYONE, LEAD, PAIR)


class TestWhoSeesIt:
    def test_a_co_lead_opens_it_and_closes_it_again(self):
        assert rules.may_change_audience(story(), Audience.EVERYONE, LEAD, PAIR)
        assert rules.may_change_audience(story(Audience.PUBLIC), Audience.PLACE, LEAD, PAIR)

    def test_the_owner_alone_does_not_open_it(self):
        assert "co-lead" in rules.may_change_audience(story(), Audience.EVERYONE, OWNER, PAIR).reason

    def test_what_is_open_is_not_opened_twice(self):
        assert not rules.may_change_audience(story(Audience.EVERYONE), Audience.EVERYONE, LEAD, PAIR)

    def test_without_a_board_above_there_is_no_system(self):
        alone = Story(audience="", place=WARD)
        assert "no integrated care board" in rules.may_change_audience(alone, Audience.SYSTEM, LEAD, PAIR).reason

    @pytest.mark.parametrize("narrow", range(5))
    def test_from_the_fewest_to_the_most(self, narrow):
        order = [Audience.PLACE, Audience.ORGANISATION, Audience.SYSTEM, Audience.EVERYONE, Audience.PUBLIC]
        assert [to for to in order if rules.is_wider(to, order[narrow])] == order[narrow + 1 :]


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
