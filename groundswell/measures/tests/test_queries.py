"""Who finds a measure, and charts from one query for readings."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.http import Http404

from groundswell.measures import actions, queries
from groundswell.measures.models import Measure
from tests.cast import at_most


@pytest.mark.parametrize("who", ["amina", "next_ward", "helen", "admin"])
def test_members_of_the_organisation_find_it(measure, cast, who):
    assert queries.measure_for(getattr(cast, who), measure.public_id) == measure


@pytest.mark.parametrize("who", ["adil", "sam", "other_admin", "tom", "newcomer"])
def test_strangers_do_not_find_it_nor_its_readings(measure, weeks, cast, monday, who):
    batch = actions.add_readings(measure=measure, found=weeks(1, 2), by=cast.amina, at=monday)
    reading = queries.readings_of(measure)[1]
    choice = actions.rebase(measure=measure, on=reading.on, reason="x", by=cast.amina, at=monday)
    person = getattr(cast, who)
    for look in (
        lambda: queries.measure_for(person, measure.public_id),
        lambda: queries.reading_for(person, reading.public_id),
        lambda: queries.batch_for(person, batch.public_id),
        lambda: queries.choice_for(person, choice.public_id),
    ):
        with pytest.raises(Http404):
            look()
    assert queries.measures_under(person, measure.organisation) == []


def test_a_story_for_everyone_opens_its_measure_and_closes_it_again(measure, cast):
    actions.show_to_everyone(measure=measure)
    assert queries.measure_for(cast.sam, measure.public_id)
    assert queries.measures_under(cast.sam, measure.place) == [measure]
    actions.show_to_everyone(measure=measure, yes=False)
    with pytest.raises(Http404):
        queries.measure_for(cast.sam, measure.public_id)


def test_a_list_of_measures_names_each_once(measure, cast, places):
    actions.show_to(measure=measure, organisation=places.larwood)
    actions.show_to(measure=measure, organisation=places.newgate)
    assert queries.measures_under(cast.amina, places.rp5) == [measure]


def test_a_chart_costs_two_queries_and_several_cost_two(measure, weeks, cast, monday):
    actions.add_readings(measure=measure, found=weeks(*range(20)), by=cast.amina, at=monday)
    other = actions.count_the_same(measure=measure, place=measure.place, by=cast.amina, at=monday)
    for ask in (
        lambda: queries.chart_of(measure),
        lambda: queries.small_chart(measure),
        lambda: queries.small_charts([measure, other]),
        lambda: queries.side_by_side([measure, other]),
    ):
        with at_most(2):
            ask()


def test_under_five_readings_the_chart_says_so_and_shows_no_icon(measure, weeks, cast, monday):
    actions.add_readings(measure=measure, found=weeks(5, 6, 7, 8), by=cast.amina, at=monday)
    shown = queries.chart_of(measure)
    assert "too few" in shown.sentence
    assert shown.icons == ()
    assert queries.small_chart(measure).icon == ""


def test_a_measure_without_readings_has_a_chart_that_says_so(measure):
    shown = queries.chart_of(measure)
    assert not shown.has_readings
    assert "no readings yet" in shown.sentence
    assert queries.small_chart(measure).line == ""


def test_a_reading_at_noon_and_one_without_a_time_stand_side_by_side(measure, cast, monday):
    for moment in (None, datetime(2025, 1, 6, 12, tzinfo=UTC), datetime(2025, 1, 6, 7, tzinfo=UTC)):
        actions.add_reading(
            measure=measure, on=date(2025, 1, 6), value=Decimal(1), moment=moment, by=cast.amina, at=monday
        )
    assert [row.moment and row.moment.hour for row in queries.readings_of(measure)] == [7, 12, None]
    assert queries.chart_of(measure).chart.readings == 3


def test_gaps_are_left_out_and_said(measure, weeks, cast, monday):
    actions.add_readings(measure=measure, found=weeks(5, 6, None, 7, 5, 6), by=cast.amina, at=monday)
    shown = queries.chart_of(measure)
    assert "1 gap in the data is left out" in shown.sentence
    assert shown.chart.readings == 5


def test_per_cents_are_drawn_as_per_cents(measure, weeks, cast, monday):
    Measure.objects.update(unit="per cent", target=Decimal(95))
    actions.add_readings(measure=measure, found=weeks(78, 81, 83, 80, 79), by=cast.amina, at=monday)
    measure.refresh_from_db()
    shown = queries.chart_of(measure)
    assert "79%" in shown.sentence
    assert "95%" in shown.sentence
    assert queries.small_chart(measure).latest == "79%"


def test_charts_side_by_side_share_one_scale(measure, weeks, cast, monday):
    other = actions.count_the_same(measure=measure, place=measure.place, by=cast.amina, at=monday)
    actions.add_readings(measure=measure, found=weeks(*[5, 6] * 6), by=cast.amina, at=monday)
    actions.add_readings(measure=other, found=weeks(*[500, 600] * 6), by=cast.amina, at=monday)
    first, second = queries.side_by_side([measure, other])
    assert ">600<" in first.wide
    assert ">600<" in second.wide


def test_flags_and_reasons_stand_on_the_chart(measure, weeks, cast, monday):
    actions.add_readings(measure=measure, found=weeks(*range(14)), by=cast.amina, at=monday)
    actions.rebase(measure=measure, on=date(2025, 2, 10), reason="Second hoist", by=cast.amina, at=monday)
    shown = queries.chart_of(measure, [(date(2025, 1, 20), "Test 1 <began>")])
    assert "Second hoist" in shown.wide
    assert "Test 1 &lt;began&gt;" in shown.wide


def test_a_redrawing_whose_reading_is_gone_is_passed_over(measure, weeks, cast, monday):
    actions.add_readings(measure=measure, found=weeks(*range(8)), by=cast.amina, at=monday)
    on = queries.readings_of(measure)[4].on
    actions.rebase(measure=measure, on=on, reason="x", by=cast.amina, at=monday)
    actions.remove(reading=queries.standing(measure, on), by=cast.amina, at=monday)
    assert len(queries.chart_of(measure).chart.parts) == 1


def test_a_long_series_shows_its_last_readings(measure, cast, monday, weeks):
    values = weeks(*range(10))
    actions.add_readings(measure=measure, found=values, by=cast.amina, at=monday)
    assert [row.value for row in queries.readings_of(measure, limit=3)] == [7, 8, 9]


def test_the_same_flags_on_charts_under_each_other_are_explained_once(measure, cast, weeks, monday):
    other = actions.count_the_same(measure=measure, place=measure.place, by=cast.amina, at=monday)
    for each in (measure, other):
        actions.add_readings(measure=each, found=weeks(*range(14)), by=cast.amina, at=monday)
    flag = [(date(2025, 1, 13), "Test 1")]
    first, second = queries.together([measure, other], flag)
    assert "cc-legend" in first.wide
    assert "cc-legend" not in second.wide
    assert "cc-flag" in second.wide
    actions.rebase(measure=other, on=queries.days_of(other)[7], reason="Second trolley", by=cast.amina, at=monday)
    assert "Second trolley" in queries.together([measure, other], flag)[1].wide
