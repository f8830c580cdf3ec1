"""Every verdict both ways, with unsaved records: no database."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from groundswell.changes import rules
from groundswell.changes.models import Change, CoLead, Decision, Pause, Seat, State, Test
from groundswell.changes.rules import Seats
from groundswell.enabling.models import Permission
from groundswell.enabling.rules import starting_rules, what_follows
from groundswell.measures.models import Measure, MeasureShown
from groundswell.people.models import Membership, Person
from groundswell.people.queries import NOBODY, Sight
from groundswell.places.models import Place

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TRUST = Place(pk=1, name="Trust", path="/1/", kind="trust")
TRUST.organisation = TRUST
WARD = Place(pk=2, name="Ward 21", path="/1/2/", kind="ward", organisation=TRUST)
PRACTICE = Place(pk=3, name="Surgery", path="/3/", kind="gp_practice")
PRACTICE.organisation = PRACTICE
NURSE, MANAGER, HELPER, STRANGER = (
    Person(pk=number, name=name) for number, name in enumerate(("Nurse", "Manager", "Helper", "Stranger"), 1)
)
NO_TEAM: frozenset[int] = frozenset()
TEAM = frozenset({HELPER.pk})
HERE = frozenset({TRUST.pk})


def sees(place: Place, *, clinical: bool = False, managerial: bool = False) -> Sight:
    return Sight((Membership(place=place, clinical=clinical, managerial=managerial),))


def change(*, go: bool = True, stopped: bool = False, answers: dict[str, bool] | None = None) -> Change:
    return Change(
        title="A drip stand", place=WARD, organisation=TRUST, opened_by=NURSE, reversible=True, inside_team=go, new_risk=False,
        stopped_at=MONDAY if stopped else None, answers=answers or {},
    )  # fmt: skip


def row(seat: str, person: Person, *, accepted: bool = True, of: Change | None = None) -> CoLead:
    return CoLead(change=of or change(), seat=seat, person=person, accepted_at=MONDAY if accepted else None)


NURSE_SITS = row(Seat.CLINICAL, NURSE)
MANAGER_SITS = row(Seat.MANAGERIAL, MANAGER)
MANAGER_ASKED = row(Seat.MANAGERIAL, MANAGER, accepted=False)
EMPTY, ONE, BOTH = Seats(), Seats(NURSE_SITS), Seats(NURSE_SITS, MANAGER_SITS)
PAUSED = Pause(change=change(), person=HELPER, reason="The brake sticks", at=MONDAY, due_on=date(2026, 3, 3))


class TestSeats:
    def test_who_declined_or_left_sits_nowhere(self):
        gone = CoLead(seat=Seat.CLINICAL, person=NURSE, accepted_at=MONDAY, left_at=MONDAY)
        declined = CoLead(seat=Seat.MANAGERIAL, person=MANAGER, declined_at=MONDAY)
        assert Seats.of([gone, declined]) == EMPTY

    def test_an_invitation_names_but_does_not_hold(self):
        seats = Seats.of([MANAGER_ASKED])
        assert seats.names(MANAGER)
        assert not seats.holds(MANAGER)


class TestSeeing:
    def test_people_of_an_organisation_that_takes_part(self):
        assert rules.may_see(change(), HELPER, sees(TRUST), HERE, named=False)
        assert rules.may_see(change(), HELPER, sees(PRACTICE), frozenset({TRUST.pk, PRACTICE.pk}), named=False)

    def test_who_is_named_in_it(self):
        assert rules.may_see(change(), STRANGER, NOBODY, HERE, named=True)

    def test_not_a_stranger(self):
        assert not rules.may_see(change(), STRANGER, sees(PRACTICE), HERE, named=False)


class TestOpening:
    def test_people_of_the_organisation_and_no_others(self):
        assert rules.may_open(WARD, sees(TRUST))
        assert not rules.may_open(WARD, sees(PRACTICE))


class TestEditing:
    def test_the_pair_may(self):
        assert rules.may_edit(change(), MANAGER, BOTH)

    def test_who_opened_it_may_until_somebody_sits(self):
        assert rules.may_edit(change(), NURSE, EMPTY)
        assert not rules.may_edit(change(), NURSE, Seats(managerial=MANAGER_SITS))

    def test_others_may_not(self):
        assert not rules.may_edit(change(), HELPER, BOTH)

    def test_nobody_once_it_is_stopped(self):
        assert not rules.may_edit(change(stopped=True), MANAGER, BOTH)

    def test_helpers_do_the_daily_work_but_not_this(self):
        assert rules.may_take_part(change(), HELPER, BOTH, TEAM)
        assert not rules.may_edit(change(), HELPER, BOTH)

    def test_helpers_rest_when_it_is_stopped(self):
        assert not rules.may_take_part(change(stopped=True), HELPER, BOTH, TEAM)

    def test_strangers_do_no_daily_work(self):
        assert not rules.may_take_part(change(), STRANGER, BOTH, TEAM)


class TestSitting:
    def test_an_empty_seat_that_fits(self):
        assert rules.may_sit(change(), HELPER, sees(WARD, managerial=True), Seat.MANAGERIAL, ONE)

    def test_the_flag_decides_which_seat_fits(self):
        verdict = rules.may_sit(change(), HELPER, sees(WARD, clinical=True), Seat.MANAGERIAL, ONE)
        assert verdict.reason == "This seat is for somebody with a managerial role."

    def test_a_taken_seat_names_who_has_it(self):
        verdict = rules.may_sit(change(), HELPER, sees(WARD, clinical=True), Seat.CLINICAL, ONE)
        assert verdict.reason == "Nurse has this seat."

    def test_an_offered_seat_waits_for_the_one_who_was_asked(self):
        seats = Seats(NURSE_SITS, MANAGER_ASKED)
        assert not rules.may_sit(change(), HELPER, sees(WARD, managerial=True), Seat.MANAGERIAL, seats)
        assert rules.may_sit(change(), MANAGER, sees(WARD, managerial=True), Seat.MANAGERIAL, seats)

    def test_never_both_seats(self):
        both_flags = sees(WARD, clinical=True, managerial=True)
        assert (
            rules.may_sit(change(), NURSE, both_flags, Seat.MANAGERIAL, ONE).reason
            == "One person never has both seats."
        )

    def test_no_seats_in_a_stopped_change(self):
        assert not rules.may_sit(change(stopped=True), HELPER, sees(WARD, clinical=True), Seat.CLINICAL, EMPTY)

    def test_only_people_who_work_where_it_happens_are_asked(self):
        assert rules.may_invite(change(), HELPER, sees(WARD, clinical=True), Seat.CLINICAL, EMPTY, HERE)
        verdict = rules.may_invite(change(), STRANGER, sees(PRACTICE, clinical=True), Seat.CLINICAL, EMPTY, HERE)
        assert "does not work where this happens" in verdict.reason

    def test_nobody_is_asked_twice(self):
        assert not rules.may_invite(change(), NURSE, sees(WARD, managerial=True), Seat.MANAGERIAL, ONE, HERE)

    def test_only_who_was_asked_answers_and_once(self):
        assert rules.may_answer_invitation(MANAGER_ASKED, MANAGER)
        assert not rules.may_answer_invitation(MANAGER_ASKED, HELPER)
        assert not rules.may_answer_invitation(MANAGER_SITS, MANAGER)

    def test_a_stopped_change_needs_no_answer(self):
        asked = row(Seat.MANAGERIAL, MANAGER, accepted=False, of=change(stopped=True))
        assert not rules.may_answer_invitation(asked, MANAGER)

    def test_only_ones_own_seat_can_be_left(self):
        assert rules.may_leave(MANAGER_SITS, MANAGER)
        assert not rules.may_leave(MANAGER_SITS, NURSE)
        assert not rules.may_leave(MANAGER_ASKED, MANAGER)


class TestStartingATest:
    def may(
        self, seats: Seats, *, by: Person = NURSE, of: Change | None = None, pause: Pause | None = None, places: int = 1,
        suspected: tuple[str, ...] = (), asked: bool = False, permissions: tuple[Permission, ...] = (),
    ):  # fmt: skip
        change_ = of or change()
        follows = what_follows(rules.facts_of(change_, places, suspected), starting_rules())
        here = [rules.Here(Place(), Place(), follows, asked=asked or not follows.asks)]
        return rules.may_start_test(change_, by, seats, TEAM, pause, here, permissions, MONDAY)

    def test_go_starts_with_one_seat(self):
        assert self.may(ONE)

    def test_helpers_start_one_too(self):
        assert self.may(ONE, by=HELPER)

    def test_strangers_do_not(self):
        assert not self.may(ONE, by=STRANGER)

    def test_not_without_anybody_in_a_seat(self):
        assert self.may(EMPTY).reason.startswith("Nobody has a seat yet.")

    def test_an_offered_seat_is_not_an_accepted_one(self):
        assert not self.may(Seats(managerial=MANAGER_ASKED))

    def test_what_leaves_the_team_waits_for_both(self):
        verdict = self.may(ONE, of=change(go=False))
        assert verdict.reason == (
            "It waits for the managerial co-lead. Both co-leads say yes before it starts, because it reaches beyond the team."
        )
        assert self.may(BOTH, of=change(go=False))

    def test_the_missing_clinical_seat_is_named_as_such(self):
        verdict = self.may(Seats(managerial=MANAGER_SITS), by=MANAGER, of=change(go=False))
        assert verdict.reason.startswith("It waits for the clinical co-lead.")

    def test_a_second_place_is_never_inside_the_team(self):
        assert not self.may(ONE, places=2)
        assert self.may(BOTH, places=2)

    def test_open_questions_come_first(self):
        assert "short questions" in self.may(BOTH, suspected=("identifiable_data",)).reason

    def test_whom_the_rules_name_is_asked_and_says_yes_first(self):
        about_data = change(answers={"identifiable_data": True})
        assert self.may(BOTH, of=about_data).reason.startswith("Ask first")
        row = Permission(
            trigger="identifiable_data", decider=MANAGER, asked_at=MONDAY, due_on=MONDAY.date(), outcome="ask"
        )
        assert "to decide" in self.may(BOTH, of=about_data, asked=True, permissions=(row,)).reason
        row.decision, row.decided_at = "yes", MONDAY
        assert self.may(BOTH, of=about_data, asked=True, permissions=(row,))
        row.decision, row.reason, row.would_be_yes, row.decided_by = "no", "Too many names.", "Fewer", MANAGER
        said = self.may(BOTH, of=about_data, asked=True, permissions=(row,)).reason
        assert "Too many names." in said
        assert "Fewer" in said

    def test_a_pause_comes_first_and_names_who_paused(self):
        assert self.may(BOTH, pause=PAUSED).reason == "Paused for safety by Helper, today. The co-leads answer first."


class TestLearning:
    def test_the_team_writes_what_happened_once(self):
        test = Test(change=change(), number=1)
        assert rules.may_learn(test, NURSE, ONE, NO_TEAM)
        assert not rules.may_learn(test, STRANGER, ONE, NO_TEAM)
        test.ended_on = date(2026, 3, 3)
        assert rules.may_learn(test, NURSE, ONE, NO_TEAM).reason == "What happened was already written."

    @pytest.mark.parametrize(
        ("decision", "before", "after"),
        [
            (Decision.ADOPT, State.TRYING, State.WORKING),
            (Decision.ADOPT, State.NORMAL, State.NORMAL),
            (Decision.ADAPT, State.TRYING, State.TRYING),
            (Decision.ABANDON, State.TRYING, State.TRYING),
            (Decision.TEST_AGAIN, State.WORKING, State.WORKING),
        ],
    )
    def test_only_adopt_moves_it_on(self, decision, before, after):
        assert rules.state_after(decision, before) == after


class TestNormalPractice:
    def may(self, *, state: str = State.WORKING, since: date | None = date(2025, 12, 1), readings: int = 1, by: Person = NURSE,
            pause: Pause | None = None):  # fmt: skip
        return rules.may_make_normal(change(), by, BOTH, state, pause, since, readings, MONDAY.date())

    def test_after_ninety_days_with_a_reading(self):
        assert self.may(since=date(2025, 12, 2))
        assert not self.may(since=date(2025, 12, 3))

    def test_ninety_days_without_any_reading_are_not_enough(self):
        assert "nothing was measured since" in self.may(readings=0).reason

    def test_twelve_readings_are_enough(self):
        assert self.may(since=date(2026, 3, 1), readings=12)
        assert self.may(since=date(2026, 3, 1), readings=11).reason == (
            "It has held for 1 day with 11 readings. It needs 90 days with readings, or 12 readings since the change."
        )

    def test_a_test_decides_to_adopt_it_first(self):
        assert self.may(state=State.TRYING).reason == "First a test decides to adopt it."

    def test_the_pair_says_so(self):
        assert not self.may(by=HELPER)

    def test_not_while_it_is_paused(self):
        assert not self.may(pause=PAUSED)


class TestPausing:
    def test_anyone_who_works_where_it_happens(self):
        assert rules.may_pause(change(), sees(TRUST), [WARD], None)
        assert rules.may_pause(change(), sees(PRACTICE), [WARD, PRACTICE], None)

    def test_nobody_else(self):
        assert not rules.may_pause(change(), sees(PRACTICE), [WARD], None)

    def test_once_at_a_time_and_not_when_stopped(self):
        assert not rules.may_pause(change(), sees(TRUST), [WARD], PAUSED)
        assert not rules.may_pause(change(stopped=True), sees(TRUST), [WARD], None)

    def test_the_pair_or_who_paused_answers_and_once(self):
        assert rules.may_answer_pause(PAUSED, NURSE, BOTH)
        assert rules.may_answer_pause(PAUSED, HELPER, BOTH)
        assert not rules.may_answer_pause(PAUSED, STRANGER, BOTH)
        answered = Pause(change=change(), person=HELPER, at=MONDAY, answered_at=MONDAY)
        assert not rules.may_answer_pause(answered, NURSE, BOTH)


class TestTheRest:
    def test_the_pair_stops_it_and_nobody_else(self):
        assert rules.may_stop(change(), MANAGER, BOTH)
        assert not rules.may_stop(change(), HELPER, BOTH)

    def test_anyone_helps_who_does_not_yet(self):
        assert rules.may_help(change(), STRANGER, BOTH, TEAM)
        assert not rules.may_help(change(), HELPER, BOTH, TEAM)
        assert not rules.may_help(change(), NURSE, BOTH, TEAM)
        assert not rules.may_help(change(stopped=True), STRANGER, BOTH, TEAM)

    def test_a_place_is_brought_in_once_by_the_pair(self):
        assert rules.may_bring_in(change(), NURSE, BOTH, [WARD.pk], PRACTICE)
        assert not rules.may_bring_in(change(), NURSE, BOTH, [WARD.pk], WARD)
        assert not rules.may_bring_in(change(), HELPER, BOTH, [WARD.pk], PRACTICE)

    def test_co_leads_promise_and_nobody_else(self):
        assert rules.may_promise(change(), MANAGER, BOTH)
        assert not rules.may_promise(change(), HELPER, BOTH)
        assert not rules.may_promise(change(stopped=True), MANAGER, BOTH)

    def test_only_numbers_one_sees_are_followed(self):
        theirs = Measure(organisation=PRACTICE)
        assert not rules.may_follow(theirs, sees(TRUST), [])
        assert rules.may_follow(theirs, sees(TRUST), [MeasureShown(measure=theirs, organisation=TRUST)])
        assert rules.may_follow(Measure(organisation=TRUST), sees(TRUST), [])

    def test_counting_needs_a_place_of_ones_own(self):
        assert rules.may_count(WARD)
        assert not rules.may_count(None)

    def test_nothing_moves_on_from_stopped(self):
        assert rules.MOVES[State.STOPPED] == frozenset()
        assert all(State.STOPPED in to for state, to in rules.MOVES.items() if state != State.STOPPED)
