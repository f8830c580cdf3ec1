"""Readings are kept once, can be taken back, and nothing is overwritten in silence."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from groundswell.events import queries as events
from groundswell.events.kinds import Part
from groundswell.events.models import Credit, Event
from groundswell.measures import actions, queries
from groundswell.measures.models import Batch, Measure, Reading
from groundswell.measures.parsing import Found
from groundswell.ui.verdicts import Refused

FIRST = date(2025, 1, 6)


def kinds(measure):
    return [event.kind for event in events.about(measure.subject)]


def test_a_measure_is_started_where_one_works(measure, cast, places, monday):
    assert (measure.organisation, measure.started_by) == (places.rp5, cast.amina)
    assert kinds(measure) == ["measure_started"]
    with pytest.raises(Refused, match="Those who work at Ward 17"):
        actions.start_measure(
            name="x", direction="increase", interval="day", place=places.ward17, by=cast.amina, at=monday
        )
    assert Measure.objects.count() == 1


def test_a_reading_is_credited_and_told_on_the_line_of_time(measure, cast, monday):
    actions.add_reading(measure=measure, on=FIRST, value=Decimal("12.5"), by=cast.ward_mate, at=monday)
    event = Event.objects.get(kind="readings_added")
    assert event.facts == {"count": 1, "readings": "1 reading"}
    assert event.sentence.endswith("added 1 reading")
    assert Credit.objects.get(event=event).part == Part.TASK_DOER


def test_nothing_is_added_when_the_event_cannot_be_written(measure, cast, monday, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(actions.common.events, "record", fail)
    with pytest.raises(RuntimeError):
        actions.add_reading(measure=measure, on=FIRST, value=Decimal(1), by=cast.amina, at=monday)
    assert not Reading.objects.exists()


def test_a_day_has_one_reading_and_none_is_from_the_future(measure, cast, monday):
    actions.add_reading(measure=measure, on=FIRST, value=None, by=cast.amina, at=monday)
    with pytest.raises(Refused, match="already a reading"):
        actions.add_reading(measure=measure, on=FIRST, value=Decimal(2), by=cast.amina, at=monday)
    with pytest.raises(Refused, match="future"):
        actions.add_reading(measure=measure, on=date(2026, 3, 3), value=Decimal(2), by=cast.amina, at=monday)
    assert Reading.objects.get().value is None


def test_a_day_may_have_two_readings_at_two_times(measure, cast, monday):
    for hour in (7, 19):
        moment = datetime(2025, 1, 6, hour, tzinfo=UTC)
        actions.add_reading(measure=measure, on=FIRST, value=Decimal(1), moment=moment, by=cast.amina, at=monday)
    assert Reading.objects.count() == 2


def test_the_same_load_twice_adds_nothing(measure, weeks, cast, monday):
    batch = actions.add_readings(measure=measure, found=weeks(5, 6, None), by=cast.amina, at=monday)
    assert (batch.count, Reading.objects.count()) == (3, 3)
    assert actions.add_readings(measure=measure, found=weeks(5, 6, None), by=cast.amina, at=monday) is None
    assert (Batch.objects.count(), Reading.objects.count()) == (1, 3)
    assert kinds(measure).count("readings_added") == 1


def test_a_load_leaves_what_is_there_as_it_is(measure, weeks, cast, monday):
    actions.add_reading(measure=measure, on=FIRST, value=Decimal(99), by=cast.amina, at=monday)
    batch = actions.add_readings(measure=measure, found=weeks(5, 6), by=cast.amina, at=monday)
    assert batch.count == 1
    assert Reading.objects.get(on=FIRST).value == 99


def test_a_whole_load_is_taken_back_once_and_nothing_else(measure, weeks, cast, monday):
    batch = actions.add_readings(measure=measure, found=weeks(5, 6), by=cast.amina, at=monday)
    typed = actions.add_reading(measure=measure, on=date(2025, 6, 2), value=Decimal(7), by=cast.amina, at=monday)
    assert actions.undo(batch=batch, by=cast.ward_mate, at=monday) == 2
    assert list(Reading.objects.all()) == [typed]
    with pytest.raises(Refused, match="already taken back"):
        actions.undo(batch=batch, by=cast.amina, at=monday)
    assert queries.loads_of(measure) == []
    assert actions.add_readings(measure=measure, found=weeks(5, 6), by=cast.amina, at=monday).count == 2


def test_the_second_of_two_correctors_is_told(measure, cast, monday):
    reading = actions.add_reading(measure=measure, on=FIRST, value=Decimal(5), by=cast.amina, at=monday)
    words = {"reading": reading, "version": 1, "on": FIRST, "note": "", "at": monday}
    assert actions.correct(value=Decimal(6), by=cast.amina, **words)
    assert not actions.correct(value=Decimal(7), by=cast.ward_mate, **words)
    reading.refresh_from_db()
    assert (reading.value, reading.version) == (6, 2)
    assert kinds(measure).count("reading_corrected") == 1


def test_a_reading_is_not_moved_onto_another(measure, weeks, cast, monday):
    actions.add_readings(measure=measure, found=weeks(5, 6), by=cast.amina, at=monday)
    first, second = queries.readings_of(measure)
    with pytest.raises(Refused, match="already a reading"):
        actions.correct(reading=second, version=1, on=first.on, value=Decimal(1), note="", by=cast.amina, at=monday)


def test_the_second_of_two_editors_of_the_words_is_told(measure, cast, monday):
    words = {"measure": measure, "version": 1, "at": monday}
    assert actions.edit(name="Steps in a shift", by=cast.amina, **words)
    assert not actions.edit(name="Miles in a shift", by=cast.ward_mate, **words)
    assert Measure.objects.get().name == "Steps in a shift"
    assert {event.title for event in events.about(measure.subject)} == {"Steps in a shift"}


def test_limits_are_redrawn_with_a_reason_and_taken_back(measure, weeks, cast, monday):
    actions.add_readings(measure=measure, found=weeks(*range(10)), by=cast.amina, at=monday)
    on = queries.readings_of(measure)[5].on
    made = actions.rebase(measure=measure, on=on, reason="Second hoist", by=cast.amina, at=monday)
    assert len(queries.chart_of(measure).chart.parts) == 2
    with pytest.raises(Refused, match="no reading on 1 January 2025"):
        actions.rebase(measure=measure, on=date(2025, 1, 1), reason="x", by=cast.amina, at=monday)
    actions.take_choice_back(choice=made, by=cast.amina, at=monday)
    assert len(queries.chart_of(measure).chart.parts) == 1
    (kept,) = queries.taken_back_of(measure)
    assert (kept.reason, kept.taken_back_by) == ("Second hoist", cast.amina)


@pytest.mark.parametrize("who", ["next_ward", "adil", "sam", "jean", "auditor", "newcomer"])
def test_those_who_do_not_work_there_change_nothing(measure, weeks, cast, monday, who):
    person = getattr(cast, who)
    batch = actions.add_readings(measure=measure, found=weeks(5, 6), by=cast.amina, at=monday)
    reading = queries.readings_of(measure)[1]
    redrawn = actions.rebase(measure=measure, on=reading.on, reason="x", by=cast.amina, at=monday)
    deeds = [
        lambda: actions.add_reading(measure=measure, on=date(2025, 9, 1), value=Decimal(1), by=person, at=monday),
        lambda: actions.add_readings(measure=measure, found=weeks(1, 2, 3), by=person, at=monday),
        lambda: actions.undo(batch=batch, by=person, at=monday),
        lambda: actions.edit(measure=measure, version=1, by=person, at=monday, name="x"),
        lambda: actions.rebase(measure=measure, on=reading.on, reason="x", by=person, at=monday),
        lambda: actions.take_choice_back(choice=redrawn, by=person, at=monday),
        lambda: actions.remove(reading=reading, by=person, at=monday),
        lambda: actions.correct(reading=reading, version=1, on=reading.on, value=None, note="", by=person, at=monday),
    ]
    for deed in deeds:
        with pytest.raises(Refused):
            deed()
    assert Reading.objects.count() == 2


def test_a_partner_organisation_sees_and_with_the_right_adds(measure, weeks, cast, places, monday):
    actions.show_to(measure=measure, organisation=places.larwood)
    found = queries.measure_for(cast.adil, measure.public_id)
    with pytest.raises(Refused):
        actions.add_readings(measure=found, found=weeks(1), by=cast.adil, at=monday)
    actions.show_to(measure=measure, organisation=places.larwood, may_add=True)
    actions.show_to(measure=measure, organisation=places.larwood)
    found = queries.measure_for(cast.adil, measure.public_id)
    assert actions.add_readings(measure=found, found=weeks(1), by=cast.adil, at=monday)


def test_showing_it_at_home_adds_no_row(measure, places):
    actions.show_to(measure=measure, organisation=places.rp5)
    assert queries.shown_of(measure) == []


def test_the_same_can_be_counted_elsewhere_without_the_readings(measure, weeks, cast, places, monday):
    actions.add_readings(measure=measure, found=weeks(1, 2), by=cast.amina, at=monday)
    copy = actions.count_the_same(measure=measure, place=places.larwood, by=cast.adil, at=monday)
    assert (copy.name, copy.unit, copy.direction, copy.target) == (measure.name, "walks", "decrease", 10)
    assert (copy.organisation, queries.count_of(copy)) == (places.larwood, 0)


def test_two_moments_of_an_hour_that_came_twice_are_two_readings(measure, cast, monday):
    day = date(2025, 10, 26)
    found = [Found(n, day, Decimal(n), datetime(2025, 10, 26, hour, 30, tzinfo=UTC)) for n, hour in enumerate((0, 1))]
    actions.add_readings(measure=measure, found=found, by=cast.amina, at=monday)
    assert queries.chart_of(measure).chart.readings == 2
