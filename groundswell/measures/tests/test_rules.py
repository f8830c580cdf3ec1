"""Every verdict both ways, without a database."""

from __future__ import annotations

from datetime import date

import pytest

from groundswell.measures import rules
from groundswell.measures.models import Measure, MeasureShown
from groundswell.people.models import Membership, RoleGrant
from groundswell.people.queries import NOBODY, Sight
from groundswell.places.models import Place

TRUST = Place(pk=1, path="/1/", name="Trust", kind="trust")
WARD = Place(pk=2, path="/1/2/", name="Ward", organisation=TRUST)
NEXT = Place(pk=3, path="/1/3/", name="Next ward", organisation=TRUST)
PRACTICE = Place(pk=9, path="/9/", name="Practice", kind="gp_practice")
MEASURE = Measure(pk=5, place=WARD, organisation=TRUST)
SUNDAY, MONDAY, TUESDAY = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)


def works(place, *roles):
    return Sight((Membership(place=place),), tuple(RoleGrant(place=place, role=role) for role in roles))


@pytest.mark.parametrize("seen", [works(WARD), works(TRUST)])
def test_those_at_the_place_or_above_it_start_and_change(seen):
    assert rules.may_start(seen, WARD)
    assert rules.may_change(MEASURE, seen, [])


@pytest.mark.parametrize(
    "seen", [works(NEXT), works(PRACTICE), NOBODY, works(TRUST, "partner"), works(TRUST, "auditor")]
)
def test_others_neither_start_nor_change(seen):
    assert not rules.may_start(seen, WARD)
    assert not rules.may_change(MEASURE, seen, [])


def test_the_organisation_sees_it_and_others_only_when_it_is_shown_to_them():
    assert rules.may_see(MEASURE, works(NEXT), [])
    assert not rules.may_see(MEASURE, works(PRACTICE), [])
    assert rules.may_see(MEASURE, works(PRACTICE), [MeasureShown(organisation=PRACTICE)])
    assert not rules.may_see(MEASURE, NOBODY, [MeasureShown(organisation=PRACTICE)])


def test_everyone_who_works_somewhere_sees_a_measure_of_a_story_for_everyone():
    told = Measure(pk=5, place=WARD, organisation=TRUST, everyone=True)
    assert rules.may_see(told, works(PRACTICE), [])
    assert not rules.may_see(told, NOBODY, [])


def test_an_organisation_it_is_shown_to_adds_readings_only_with_the_right_to():
    assert not rules.may_change(MEASURE, works(PRACTICE), [MeasureShown(organisation=PRACTICE)])
    assert rules.may_change(MEASURE, works(PRACTICE), [MeasureShown(organisation=PRACTICE, may_add=True)])


def test_no_reading_is_from_the_future():
    assert rules.may_add_on(MONDAY, MONDAY)
    assert not rules.may_add_on(TUESDAY, MONDAY)


def test_limits_are_redrawn_at_a_later_reading_once():
    days = [SUNDAY, MONDAY]
    assert rules.may_rebase(MONDAY, days, [])
    assert "no reading" in rules.may_rebase(TUESDAY, days, []).reason
    assert "already begin" in rules.may_rebase(SUNDAY, days, []).reason
    assert "already redrawn" in rules.may_rebase(MONDAY, days, [MONDAY]).reason
    assert not rules.may_rebase(MONDAY, [], [])
