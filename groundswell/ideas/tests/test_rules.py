"""Every verdict both ways, with unsaved records."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from groundswell.ideas import rules
from groundswell.ideas.models import Idea, Joining, Stage
from groundswell.people.models import Membership, Person, RoleGrant
from groundswell.people.queries import NOBODY, Sight
from groundswell.places.models import Place

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TRUST = Place(pk=1, name="The trust", path="/1/", organisation_id=1)
WARD = Place(pk=2, name="Ward 21", path="/1/2/", organisation_id=1)
ELSEWHERE = Place(pk=9, name="Another trust", path="/9/", organisation_id=9)
OWNER, COLLEAGUE = Person(pk=1, name="Amina"), Person(pk=2, name="Grace")


def sees(place: Place, *roles: str) -> Sight:
    grants = tuple(RoleGrant(role=role, place=place) for role in roles)
    return Sight(memberships=(Membership(place=place),), grants=grants)


HERE, STRANGER = sees(WARD), sees(ELSEWHERE)


def idea(stage: str = Stage.NOTICED, **more: object) -> Idea:
    return Idea(pk=1, owner=OWNER, place=WARD, organisation_id=1, stage=stage, noticed_at=MONDAY, words="x", **more)


def test_every_stage_has_a_row_of_moves_and_every_move_leads_to_a_stage():
    assert set(rules.MOVES) == set(Stage)
    assert all(to in Stage.values for moves in rules.MOVES.values() for to in moves)


def test_every_stage_can_be_reached_and_left():
    reachable = {to for moves in rules.MOVES.values() for to in moves}
    assert reachable == set(Stage)
    assert all(rules.MOVES[stage] for stage in Stage)


@pytest.mark.parametrize(
    ("start", "to", "allowed"),
    [("noticed", "heard", True), ("noticed", "normal", False), ("resting", "trying", False)],
)
def test_moves_follow_the_table(start, to, allowed):
    assert bool(rules.may_move(idea(start), to)) is allowed


def test_the_owner_sees_their_idea_wherever_they_work_now():
    assert rules.may_see(idea(), OWNER, STRANGER)


def test_people_of_the_organisation_see_it_and_strangers_do_not():
    assert rules.may_see(idea(), COLLEAGUE, HERE)
    assert not rules.may_see(idea(), COLLEAGUE, STRANGER)
    assert not rules.may_see(idea(), COLLEAGUE, NOBODY)


def test_people_of_an_organisation_that_takes_part_see_it():
    assert rules.may_see(idea(), COLLEAGUE, STRANGER, frozenset({9}))


def test_held_words_are_seen_by_the_owner_and_the_ig_lead_only():
    held = idea(held_at=MONDAY)
    assert rules.may_see(held, OWNER, HERE)
    assert rules.may_see(held, COLLEAGUE, sees(TRUST, "ig_lead"))
    assert not rules.may_see(held, COLLEAGUE, sees(TRUST, "executive", "place_admin"))
    assert not rules.may_see(held, COLLEAGUE, STRANGER, frozenset({9}))


def test_people_notice_where_they_work_and_nowhere_else():
    assert rules.may_notice(WARD, HERE)
    assert not rules.may_notice(WARD, STRANGER)


@pytest.mark.parametrize("role", ["answerer", "place_lead", "manager", "executive"])
def test_those_responsible_answer(role):
    assert rules.may_answer(idea(), COLLEAGUE, sees(TRUST, role))


def test_others_do_not_answer():
    assert not rules.may_answer(idea(), COLLEAGUE, HERE)
    assert not rules.may_answer(idea(), COLLEAGUE, sees(ELSEWHERE, "executive"))


def test_nobody_answers_themselves():
    assert not rules.may_answer(idea(), OWNER, sees(WARD, "answerer"))


def test_it_is_answered_once():
    verdict = rules.may_answer(idea(Stage.HEARD), COLLEAGUE, sees(WARD, "answerer"))
    assert not verdict
    assert "comment" in verdict.reason


def test_only_the_owner_changes_the_words_or_lets_it_rest():
    assert rules.may_reword(idea(), OWNER)
    assert rules.may_rest(idea(), OWNER)
    assert "Amina" in rules.may_reword(idea(), COLLEAGUE).reason
    assert not rules.may_rest(idea(), COLLEAGUE)


def test_it_rests_once():
    assert not rules.may_rest(idea(Stage.RESTING), OWNER)


def test_anybody_wakes_it_unless_it_is_joined():
    assert rules.may_wake(idea(Stage.RESTING))
    assert not rules.may_wake(idea(Stage.RESTING, joined_to_id=7))
    assert not rules.may_wake(idea())


def test_others_support_it_while_it_is_awake():
    assert rules.may_support(idea(), COLLEAGUE)
    assert not rules.may_support(idea(), OWNER)
    assert not rules.may_support(idea(Stage.RESTING), COLLEAGUE)


def test_anyone_who_works_there_fixes_it():
    assert rules.may_fix(idea(), OWNER, STRANGER)
    assert rules.may_fix(idea(Stage.HEARD), COLLEAGUE, HERE)
    assert not rules.may_fix(idea(), COLLEAGUE, STRANGER)
    assert not rules.may_fix(idea(Stage.TRYING), COLLEAGUE, HERE)


def test_still_fixed_is_the_owners_after_thirty_days():
    fixed = idea(Stage.WORKING, fixed_at=MONDAY, fixed_check_on=date(2026, 4, 1))
    assert not rules.may_say_still_fixed(fixed, OWNER, date(2026, 3, 31))
    assert "1 April" in rules.may_say_still_fixed(fixed, OWNER, date(2026, 3, 31)).reason
    assert rules.may_say_still_fixed(fixed, OWNER, date(2026, 4, 1))
    assert not rules.may_say_still_fixed(fixed, COLLEAGUE, date(2026, 4, 1))
    assert not rules.may_say_still_fixed(idea(Stage.WORKING), OWNER, date(2026, 4, 1))


def test_anyone_there_says_that_it_broke_again():
    fixed = idea(Stage.WORKING, fixed_at=MONDAY)
    assert rules.may_say_not_fixed(fixed, COLLEAGUE, HERE)
    assert not rules.may_say_not_fixed(fixed, COLLEAGUE, STRANGER)
    assert not rules.may_say_not_fixed(idea(), COLLEAGUE, HERE)


def test_only_the_owner_joins_two_ideas():
    other = Idea(pk=2, owner=COLLEAGUE, place=WARD, organisation_id=1, stage=Stage.NOTICED, words="y")
    joining = Joining(idea=idea(), into=other)
    assert rules.may_answer_joining(joining, OWNER)
    assert not rules.may_answer_joining(joining, COLLEAGUE)
    assert not rules.may_propose_joining(other, other)
    other.joined_to_id = 5
    assert not rules.may_propose_joining(idea(), other)


def test_a_joining_is_undone_by_the_owner():
    joining = Joining(idea=idea(Stage.RESTING), into=idea(), accepted_at=MONDAY)
    assert rules.may_undo_joining(joining, OWNER)
    assert not rules.may_undo_joining(joining, COLLEAGUE)
    joining.undone_at = MONDAY
    assert not rules.may_undo_joining(joining, OWNER)


def test_a_change_is_started_once_by_people_of_the_place():
    assert rules.may_start_a_change(idea(), HERE)
    assert rules.may_start_a_change(idea(Stage.HEARD), HERE)
    assert not rules.may_start_a_change(idea(), STRANGER)
    assert not rules.may_start_a_change(idea(Stage.TRYING), HERE)
    assert not rules.may_start_a_change(idea(held_at=MONDAY), HERE)
    assert "Wake" in rules.may_start_a_change(idea(Stage.RESTING), HERE).reason


def test_the_ig_lead_releases_held_words():
    held = idea(held_at=MONDAY)
    assert rules.may_release(held, sees(TRUST, "ig_lead"))
    assert not rules.may_release(held, sees(ELSEWHERE, "ig_lead"))
    assert not rules.may_release(idea(), sees(TRUST, "ig_lead"))
