"""Every verdict both ways, without a database."""

from __future__ import annotations

from datetime import UTC, datetime

from groundswell.people.models import Person, RoleGrant
from groundswell.people.queries import NOBODY, Sight
from groundswell.places.models import Place
from groundswell.talk import rules
from groundswell.talk.models import Comment, Report

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
WRITER, READER, LEAD = (Person(pk=number, name=f"Person {number}") for number in (1, 2, 3))
TRUST, ELSEWHERE = Place(pk=1, path="/1/"), Place(pk=9, path="/9/")
WARD = Place(pk=2, path="/1/2/", organisation=TRUST)


def lead_of(place, role="place_lead"):
    return Sight(grants=(RoleGrant(place=place, role=role),))


def report(**more):
    return Report(place=WARD, writer=WRITER, person=READER, comment=Comment(pk=7, person=WRITER), **more)


def test_a_writer_takes_back_what_still_stands():
    assert rules.may_take_back(Comment(person=WRITER), WRITER)
    assert not rules.may_take_back(Comment(person=WRITER), READER)
    assert not rules.may_take_back(Comment(person=WRITER, removed_at=MONDAY), WRITER)


def test_one_thanks_others():
    assert rules.may_thank(WRITER, READER)
    assert not rules.may_thank(WRITER, WRITER)


def test_words_of_others_that_are_shown_can_be_reported():
    assert rules.may_report(Comment(person=WRITER), READER)
    assert rules.may_report(None, WRITER)
    assert not rules.may_report(Comment(person=WRITER), WRITER)
    assert not rules.may_report(Comment(person=WRITER, hidden_at=MONDAY), READER)


def test_those_who_look_after_the_place_or_above_it_answer():
    for role in rules.ANSWERS:
        assert rules.may_answer(report(), LEAD, lead_of(WARD, role))
        assert rules.may_answer(report(), LEAD, lead_of(TRUST, role))
    assert not rules.may_answer(report(), LEAD, lead_of(ELSEWHERE))
    assert not rules.may_answer(report(), LEAD, lead_of(WARD, "coach"))
    assert not rules.may_answer(report(), LEAD, NOBODY)


def test_nobody_concerned_answers():
    assert not rules.may_answer(report(), WRITER, lead_of(WARD))
    assert not rules.may_answer(report(), READER, lead_of(WARD))
    assert not rules.may_answer(report(colleague=LEAD), LEAD, lead_of(WARD))


def test_an_answered_report_is_closed():
    assert not rules.may_answer(report(answered_at=MONDAY), LEAD, lead_of(WARD))


def test_only_a_comment_can_be_hidden():
    assert rules.is_outcome_of(report(), "hidden")
    assert not rules.is_outcome_of(Report(place=WARD), "hidden")
    assert rules.is_outcome_of(Report(place=WARD), "kept")
