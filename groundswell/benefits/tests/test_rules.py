"""Who claims, who checks: every verdict both ways, without a database."""

from __future__ import annotations

from decimal import Decimal

import pytest

from groundswell.benefits import rules
from groundswell.benefits.models import Benefit, Class, State, class_name, size
from groundswell.people.models import Person, RoleGrant
from groundswell.people.sight import Sight
from groundswell.places.models import Place

TRUST = Place(pk=1, path="/1/", organisation_id=1)
WARD = Place(pk=2, path="/1/2/", organisation_id=1)
ANA, BEN = Person(pk=1, name="Ana"), Person(pk=2, name="Ben")


def holding(*roles: str) -> Sight:
    return Sight(grants=tuple(RoleGrant(role=role, place=TRUST) for role in roles))


def claimed(kind: str, **more: object) -> Benefit:
    return Benefit(kind=kind, place=WARD, organisation_id=1, claimed_by=ANA, **more)


@pytest.mark.parametrize(("kind", "role"), [(Class.CASH_RELEASING, "finance"), (Class.SAFETY, "safety")])
def test_some_classes_are_checked_by_a_right_and_not_by_a_co_lead(kind, role):
    assert rules.may_check(claimed(kind), BEN, holding(role))
    assert not rules.may_check(claimed(kind), BEN, holding(), co_lead=True)
    assert not rules.may_check(claimed(kind), BEN, holding("executive"))


@pytest.mark.parametrize("kind", [kind for kind in Class if kind not in rules.CHECKED_BY])
def test_all_other_classes_are_checked_by_a_co_lead_alone(kind):
    assert rules.may_check(claimed(kind), BEN, holding(), co_lead=True)
    assert not rules.may_check(claimed(kind), BEN, holding("finance", "safety"))


def test_nobody_checks_a_claim_of_their_own():
    verdict = rules.may_check(claimed(Class.CASH_RELEASING), ANA, holding("finance"))
    assert not verdict
    assert "somebody else" in verdict.reason


def test_what_is_checked_or_taken_back_is_not_checked_again(a_day):
    assert not rules.may_check(claimed(Class.ACCESS, state=State.BY_CO_LEAD), BEN, holding(), co_lead=True)
    assert not rules.may_check(claimed(Class.ACCESS, taken_back_at=a_day), BEN, holding(), co_lead=True)


def test_whoever_said_it_takes_it_back_once(a_day):
    assert rules.may_take_back(claimed(Class.ACCESS), ANA)
    assert not rules.may_take_back(claimed(Class.ACCESS), BEN)
    assert not rules.may_take_back(claimed(Class.ACCESS, taken_back_at=a_day), ANA)


def test_readers_claim_nothing():
    assert rules.may_claim(holding(), WARD)
    assert not rules.may_claim(holding("auditor"), WARD)
    assert not rules.may_claim(holding("partner"), WARD)


def test_money_is_not_called_released_before_finance_says_so():
    assert "released from" not in class_name(Class.CASH_RELEASING, checked=False)
    assert class_name(Class.CASH_RELEASING, checked=True) == "Money released from a budget"
    assert class_name(Class.CARBON, checked=False) == class_name(Class.CARBON, checked=True) == "Carbon"


@pytest.mark.parametrize(
    ("amount", "unit", "recurrence", "said"),
    [
        ("12000", "pounds", "recurrent", "£12,000 every year"),
        ("2.5", "hours_a_week", "", "2.5 hours a week"),
        ("3", "events_a_month", "", "3 fewer a month"),
        ("40", "kg_co2e", "one_off", "40 kg CO2e once"),
    ],
)
def test_a_size_is_said_in_words(amount, unit, recurrence, said):
    assert size(Decimal(amount), unit, recurrence) == said


def test_every_class_says_what_it_wants():
    assert set(rules.WANTED) == set(Class)
    assert all(wanted.units for wanted in rules.WANTED.values())
