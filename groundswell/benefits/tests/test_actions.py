"""Claiming, checking, correcting, taking back: outcomes, events, who is told."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from groundswell.benefits import actions, queries
from groundswell.benefits.models import Benefit, State
from groundswell.benefits.tests.conftest import WORK
from groundswell.events.models import Event, Notice
from groundswell.ui.verdicts import Refused

pytestmark = pytest.mark.django_db


def told(person, kind: str) -> bool:
    return Notice.objects.filter(person=person, event__kind=kind).exists()


def test_a_claim_is_on_the_line_of_time_and_the_owner_is_told(cast, claim):
    claim(tell=[cast.amina])
    event = Event.objects.get(kind="benefit_claimed")
    assert (event.room, event.subject_id) == ("changes", "work1")
    assert event.sentence == "Sister Grace Okafor said what came of it: Time released to care: 2 hours a week"
    assert told(cast.amina, "benefit_claimed")


def test_finance_is_asked_about_money_and_only_told_of_moneys_worth(cast, claim):
    claim("cash_releasing", "900", recurrence="recurrent")
    assert told(cast.finance, "benefit_asked")
    assert not told(cast.safety, "benefit_asked")
    claim("non_cash_releasing", "300", unit="pounds", recurrence="one_off")
    assert told(cast.finance, "benefit_told")
    assert [row.kind for row in queries.to_check(cast.finance)] == ["cash_releasing"]


def test_finance_confirms_and_only_then_it_is_called_money_released(cast, claim, a_day):
    benefit = claim("cash_releasing", "900", recurrence="recurrent")
    assert benefit.headline == "Money that may be released, not checked by finance: £900 every year"
    actions.check(benefit=benefit, by=cast.finance, at=a_day)
    benefit.refresh_from_db()
    assert benefit.state == State.BY_FINANCE
    assert benefit.headline == "Money released from a budget: £900 every year"
    assert told(cast.grace, "benefit_confirmed")
    assert not queries.to_check(cast.finance).exists()


def test_a_correction_keeps_both_numbers_and_the_reason(cast, claim, a_day):
    benefit = claim("cash_releasing", "900", recurrence="recurrent")
    actions.check(benefit=benefit, by=cast.finance, at=a_day, amount=Decimal(600), reason="Half of it is VAT.")
    benefit.refresh_from_db()
    (check,) = queries.checks_of(benefit)
    assert (check.before, check.after, benefit.amount) == (900, 600, 600)
    assert check.is_correction
    said = Event.objects.get(kind="benefit_corrected").sentence
    assert "corrected £900 every year to Money released from a budget: £600 every year" in said


def test_the_second_of_two_who_check_is_told_that_it_was_checked(cast, claim, a_day):
    benefit = claim("cash_releasing", "900", recurrence="recurrent")
    actions.check(benefit=Benefit.objects.get(pk=benefit.pk), by=cast.finance, at=a_day)
    with pytest.raises(Refused, match="checked already"):
        actions.check(benefit=benefit, by=cast.finance, at=a_day, amount=Decimal(1), reason="No.")
    assert Benefit.objects.get().amount == 900


def test_a_right_of_another_trust_checks_nothing_here(cast, claim, places, a_day):
    from groundswell.people.models import RoleGrant

    RoleGrant.objects.create(person=cast.other_admin, place=places.rhq, role="finance", since=a_day)
    benefit = claim("cash_releasing", "900", recurrence="recurrent")
    assert not queries.to_check(cast.other_admin).exists()
    with pytest.raises(Refused):
        actions.check(benefit=benefit, by=cast.other_admin, at=a_day)


def test_a_co_lead_confirms_what_the_room_above_says_they_may(cast, claim, a_day):
    benefit = claim()
    with pytest.raises(Refused, match="co-lead"):
        actions.check(benefit=benefit, by=cast.manager, at=a_day)
    actions.check(benefit=benefit, by=cast.manager, at=a_day, co_lead=True)
    benefit.refresh_from_db()
    assert benefit.state == State.BY_CO_LEAD


def test_what_is_taken_back_counts_nowhere(cast, claim, places, a_day):
    benefit = claim()
    with pytest.raises(Refused):
        actions.take_back(benefit=benefit, by=cast.manager, at=a_day)
    actions.take_back(benefit=benefit, by=cast.grace, at=a_day)
    assert queries.sums_under(places.rp5).totals == []
    assert queries.benefits_of("changes", "work1") == []


def test_nothing_is_saved_when_the_event_fails(cast, claim, monkeypatch):
    def fail(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr("groundswell.events.actions.record", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        claim()
    assert not Benefit.objects.exists()


def test_harm_avoided_that_was_only_guessed_is_refused_by_the_table_itself(claim):
    with pytest.raises(IntegrityError), transaction.atomic():
        claim("safety", "3", basis="expected")


def test_a_number_without_a_unit_is_refused_by_the_table_itself(claim):
    with pytest.raises(IntegrityError), transaction.atomic():
        claim(unit="")


def test_a_new_title_of_the_work_reaches_its_benefits(claim):
    claim()
    actions.belongs_to(work=type(WORK)(WORK.room, WORK.id, "Another title", WORK.address))
    assert Benefit.objects.get().work_title == "Another title"


def test_what_is_kept_of_a_person_is_given_to_them(cast, claim, a_day):
    benefit = claim()
    actions.check(benefit=benefit, by=cast.manager, at=a_day, co_lead=True)
    assert actions.export(person=cast.grace)["claimed"][0]["what"] == "Time released to care: 2 hours a week"
    assert actions.export(person=cast.manager)["checked"][0]["what"] == "Time released to care: 2 hours a week"
