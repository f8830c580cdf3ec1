"""From the verbs of the rooms to the counts of a month, by night and by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from groundswell.changes import actions as changes
from groundswell.enabling import actions as enabling
from groundswell.enabling.models import Ask
from groundswell.enabling.rules import Rung
from groundswell.front.tests.conftest import NIGHT, START, start_a_test
from groundswell.ideas import actions as ideas
from groundswell.ideas.models import Idea
from groundswell.insight import actions, queries
from groundswell.insight.actions.counting import how_to_count
from groundswell.insight.models import Cell, Counted, Fact, Mark, Member, Snapshot, Team
from groundswell.insight.tally.codes import Kind, Measure
from groundswell.people import actions as people
from groundswell.people.models import Headcount, Person


def cells():
    return list(
        Cell.objects.order_by("unit", "measure", "key").values_list("unit", "measure", "key", "a", "b", "c", "d")
    )


def kinds(change=None):
    rows = Fact.objects.all() if change is None else Fact.objects.filter(change=change)
    return sorted({Kind(kind).name for kind in rows.values_list("kind", flat=True)})


@pytest.fixture
def work(cast, places, quiet_nights):
    """Ward 21 said how many work there."""
    Headcount.objects.create(
        place=places.ward21, staff_group="nursing_midwifery", since=date(2026, 1, 1), heads=24, said_by=cast.admin,
        said_at=START,
    )  # fmt: skip
    return quiet_nights


@pytest.mark.django_db
def test_the_log_of_the_rooms_becomes_facts(cast, places, work):
    start_a_test(work, cast.grace, START + timedelta(days=4))
    actions.count_up_to(NIGHT)
    assert Fact.objects.values("change").distinct().count() == 1, "the idea and its change are one piece of work"
    assert kinds() == ["CYCLE_DONE", "LED", "OPENED", "RAISED", "RESPONDED"]
    raised = Fact.objects.get(kind=Kind.RAISED)
    assert (raised.day, raised.team) == (START.date().toordinal(), places.ward21.pk)
    assert set(Fact.objects.filter(kind=Kind.LED).values_list("result", flat=True)) == {1}
    assert Team.objects.get(team=places.ward21.pk).staff == 24


@pytest.mark.django_db
def test_whoever_works_above_teams_leads_too_and_makes_no_team_of_their_place(cast, places, work):
    start_a_test(work, cast.grace, START + timedelta(days=4))
    changes.pair(change=work, seat="managerial", person=cast.manager, by=cast.manager, at=START + timedelta(days=4))
    start_a_test(work, cast.manager, START + timedelta(days=5))
    actions.count_up_to(NIGHT)
    found = queries.counted_of(places.rp5.pk).figures
    assert tuple(found["co_led"]) == (1, 1), "a sister and a manager of the division"
    assert found["staff"] == 24
    assert found["coverage"][3] == 1, "one team: the office of the division is none"
    assert tuple(queries.counted_of(places.ward21.pk).figures["co_led"]) == (1, 1)


@pytest.mark.django_db
def test_nobody_can_be_told_from_a_number_and_it_changes_with_the_month(cast, work):
    actions.count_up_to(NIGHT)
    before = set(Member.objects.values_list("person", flat=True))
    assert not before & set(Person.objects.values_list("pk", flat=True))
    actions.count_up_to(NIGHT + timedelta(days=31))
    assert not before & set(Member.objects.values_list("person", flat=True))


@pytest.mark.django_db
def test_what_is_counted_is_what_the_page_of_the_place_counts(cast, places, work):
    start_a_test(work, cast.grace, START + timedelta(days=4))
    actions.count_up_to(NIGHT)
    actions.make_snapshots(home=places.rp5, month=date(2026, 10, 31), at=NIGHT)
    page = Snapshot.objects.get(place=places.ward21).leadership
    led = Cell.objects.filter(unit=places.ward21.pk, measure=Measure.LED)
    here = queries.counted_of(places.rp5.pk).figures
    assert here["coverage"][0] == sum(unit["led"] for unit in page["coverage"]["units"]) == 1
    assert led.count() == 1 or Mark.objects.get().month != date(2026, 10, 31)
    assert here["response"]["median"] == 2
    assert tuple(here["second"]) == tuple(page["second"])
    assert here["moves"][0][0] == 0, "who noticed did nothing more"


@pytest.mark.django_db
def test_a_night_adds_what_is_new_and_the_next_look_of_the_day_nothing(cast, places, work):
    actions.count_up_to(NIGHT)
    assert actions.count_up_to(NIGHT + timedelta(hours=3)) == 0
    at = NIGHT + timedelta(days=2)
    start_a_test(work, cast.grace, at)
    other = ideas.notice(place=places.ward21, words="Lamps flicker", by=cast.amina, at=at)
    assert isinstance(other, Idea)
    people.forget(person=cast.ward_mate, at=at)
    actions.count_up_to(at + timedelta(days=1))
    folded, mark = cells(), Mark.objects.get()
    secret = mark.secret
    Mark.objects.all().delete()
    actions.count_up_to(at + timedelta(days=1))
    assert folded, "there is something to compare"
    assert [row for row in cells() if row[1] != Measure.PAIRS] == [row for row in folded if row[1] != Measure.PAIRS]
    assert Mark.objects.get().secret != secret


@pytest.mark.django_db
def test_a_month_that_is_over_does_not_move(cast, places, work):
    actions.count_up_to(NIGHT)
    before = queries.counted_of(places.rp5.pk, date(2026, 10, 31)).figures
    start_a_test(work, cast.grace, START + timedelta(days=5))
    actions.count_up_to(NIGHT + timedelta(days=1))
    actions.count_up_to(NIGHT + timedelta(days=40))
    assert queries.counted_of(places.rp5.pk, date(2026, 10, 31)).figures == before
    assert list(Counted.objects.filter(unit=places.rp5.pk).values_list("month", flat=True).order_by("month")) == [
        date(2026, 10, 31), date(2026, 11, 30),
    ]  # fmt: skip


@pytest.mark.django_db
def test_what_is_in_the_way_is_counted_by_level(cast, places, work):
    at = START + timedelta(days=10)
    enabling.ask_for(
        what="A key for the store", kind="equipment", to=Rung(cast.meera, places.bassetlaw, "division"), place=places.ward21,
        work=work.subject, by=cast.grace, at=at,
    )  # fmt: skip
    assert Ask.objects.exists()
    actions.count_up_to(NIGHT)
    found = queries.counted_of(places.rp5.pk).figures["blocked"]
    assert found["open"] == 1
    assert list(found["by_level"].values()) == [[0, 0, 1, 0]]


@pytest.mark.django_db
def test_the_nation_is_the_sum_of_organisations(cast, places, work):
    actions.count_up_to(NIGHT)
    assert queries.counted_of(0).figures["response"] == queries.counted_of(places.rp5.pk).figures["response"]


@pytest.mark.django_db
def test_nothing_temporary_stays(cast, work):
    actions.count_up_to(NIGHT)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE t_cell (a int)")
        cursor.execute("DROP TABLE t_cell")


@pytest.mark.parametrize(("said", "events", "beside"), [
    ("auto", 10, False), ("auto", 2_000_000, True), ("duckdb", 10, True), ("database", 2_000_000, False),
])  # fmt: skip
def test_the_size_says_what_counts_unless_a_setting_does(settings, said, events, beside):
    pytest.importorskip("duckdb")
    settings.MAP_ENGINE = said
    assert (how_to_count(events).__name__ == "count_beside") == beside


@pytest.mark.django_db
def test_duckdb_gives_the_figures_of_the_database(cast, places, work, settings):
    pytest.importorskip("duckdb")
    made = []
    for settings.MAP_ENGINE in ("database", "duckdb"):
        Mark.objects.all().delete()
        Counted.objects.all().delete()
        actions.count_up_to(NIGHT)
        made.append(sorted((row.unit, str(row.month), str(row.figures)) for row in Counted.objects.all()))
    assert made[0] == made[1]
    assert made[0]
