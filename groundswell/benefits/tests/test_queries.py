"""Totals never mix; nobody of another organisation reads anything."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundswell.benefits import actions, queries
from groundswell.benefits.models import Basis, Benefit, Recurrence, State
from groundswell.benefits.rules import WANTED

pytestmark = pytest.mark.django_db


def test_classes_bases_recurrences_and_states_stand_apart(cast, claim, places, a_day):
    for amount in ("100", "200"):
        claim("cash_releasing", amount, recurrence="recurrent")
    claim("cash_releasing", "50", recurrence="one_off")
    claim("cash_releasing", "70", recurrence="recurrent", basis="expected")
    claim("non_cash_releasing", "900", unit="pounds", recurrence="recurrent")
    checked = claim("cash_releasing", "400", recurrence="recurrent")
    actions.check(benefit=checked, by=cast.finance, at=a_day)
    found = [(one.name, one.size, one.basis) for one in queries.sums_under(places.rp5).totals]
    may = "Money that may be released, not checked by finance"
    assert found == [
        ("Money released from a budget", "£400 every year", "measured"),
        (may, "£70 every year", "expected"),
        (may, "£50 once", "measured"),
        (may, "£300 every year", "measured"),
        ("Money's worth, budget unchanged", "£900 every year", "measured"),
    ]


row = st.tuples(
    st.sampled_from(list(WANTED)), st.sampled_from(list(Basis)), st.sampled_from(list(Recurrence)), st.integers(1, 10**6),
    st.sampled_from([State.CLAIMED, State.BY_CO_LEAD]),
)  # fmt: skip


@given(st.lists(row, max_size=25))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_total_is_the_sum_of_rows_alike_in_everything(cast, places, a_day, rows):
    Benefit.objects.all().delete()
    made = [
        Benefit(
            kind=kind, basis="measured" if kind == "safety" else basis, recurrence=recurrence, amount=amount, state=state,
            unit=WANTED[kind].units[0], words="x", place=places.ward21, organisation=places.rp5, work_room="changes",
            work_id="w", work_title="t", work_address="/", claimed_by=cast.grace, claimed_at=a_day,
        )
        for kind, basis, recurrence, amount, state in rows
    ]  # fmt: skip
    Benefit.objects.bulk_create(made)
    for total in queries.sums_under(places.rp5).totals:
        alike = [
            each for each in made
            if (each.kind, each.basis, each.recurrence, each.is_checked) == (total.kind, total.basis, total.recurrence, total.checked)
        ]  # fmt: skip
        assert (total.amount, total.number) == (sum(Decimal(each.amount) for each in alike), len(alike))
    assert sum(total.number for total in queries.sums_under(places.rp5).totals) == len(made)


def test_another_trust_reads_nothing(cast, claim, places):
    benefit = claim()
    with pytest.raises(Http404):
        queries.benefit_for(cast.sam, benefit.public_id)
    with pytest.raises(Http404):
        queries.place_for(cast.sam, places.ward21.key)
    assert queries.benefit_for(cast.amina, benefit.public_id) == benefit


def test_a_ward_lists_its_own_and_the_trust_all(claim, places):
    claim()
    claim(place=places.ward17)
    assert len(queries.benefits_under(places.ward21)) == 1
    assert len(queries.benefits_under(places.rp5)) == 2


def test_words_without_a_number_are_counted_apart(claim, places):
    claim("experience", None)
    assert queries.sums_under(places.rp5).totals == []
    assert queries.sums_under(places.rp5).words_only == 1
