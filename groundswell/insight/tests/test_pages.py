"""The page of the bureaucracy: from the verbs of the product to what somebody reads; who may; what is held; what it costs."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from groundswell.changes.models import Change, ChangePlace, Test
from groundswell.enabling.models import Ask, Commitment, Permission
from groundswell.ideas.models import Idea
from groundswell.insight import actions, jobs, queries
from groundswell.insight.models import Round, Snapshot
from groundswell.insight.months import before, months_back, parsed
from groundswell.ui.formats import london_day
from tests.cast import at_most
from tests.house.world import build_world

pytestmark = pytest.mark.django_db
# This room does not import `people`; its tests ask the registry.
Person, Membership = apps.get_model("people.Person"), apps.get_model("people.Membership")
MONTH = date(2026, 9, 30)
NIGHT = datetime(2026, 10, 1, 2, tzinfo=UTC)


def address(place, month: date | None = None) -> str:
    return reverse("insight:bureaucracy", args=[place.key]) + (f"?month={month:%Y-%m}" if month else "")


def text_of(cast, person, where: str) -> str:
    page = BeautifulSoup(cast.client(person).get(where).content, "html.parser")
    return " ".join(page.main.get_text(" ").split())


@pytest.fixture
def work(cast, places):
    """Twelve changes at Ward 21, each with a permission: the first ten days after it was opened, one refused, one by the clock."""
    opened = datetime(2026, 3, 2, 9, tzinfo=UTC)
    people = [cast.amina, cast.grace, cast.ward_mate, cast.meera, cast.manager]
    for number in range(12):
        at, by = opened + timedelta(days=number), people[number % 5]
        change = Change.objects.create(
            title=f"Change {number}", place=places.ward21, organisation=places.rp5, reversible=True, inside_team=True, new_risk=False,
            opened_by=by, opened_at=at, moved_at=at,
        )  # fmt: skip
        ChangePlace.objects.create(change=change, place=places.ward21, organisation=places.rp5, joined_at=at, home=True)
        Test.objects.create(
            change=change, number=1, question="?", prediction="!", scale="one_day", started_on=at.date()
        )
        if number < 9:
            refused, waits = number == 0, number == 1
            row = Permission.objects.create(
                work_room="changes", work_id=change.public_id, work_title="x", work_address="/x/", place=places.ward21,
                organisation=places.rp5, trigger="one_off_cost_over_limit", source="x", origin="ours", asked_by=by, asked_at=at,
                decider=cast.helen, level="executive", level_place=places.rp5, held_since=at, working_days=5,
                decision="" if waits else "no" if refused else "yes", reason="x", would_be_yes="y",
                decided_at=None if waits else at + timedelta(days=7), automatic=number == 2,
            )  # fmt: skip
            row.hops.create(person=cast.helen, level="executive", place=places.rp5, why="asked", at=at)
    return opened


class TestThePage:
    def test_it_begins_with_one_plain_sentence(self, cast, places, work):
        actions.make_snapshots(home=places.rp5, month=MONTH, at=NIGHT)
        said = text_of(cast, cast.amina, address(places.rp5))
        assert "3 of 12 changes went at once; 9 permissions were asked and 1 refused" in said
        assert "half were decided within 5 working days." in said  # seven days from one weekday to the same weekday
        assert "The twelve months to 30 September 2026" in said
        assert "not for appraisal, pay, capability or selection" in said

    def test_nobody_is_named_and_no_word_of_a_change_is_there(self, cast, places, work):
        actions.make_snapshots(home=places.rp5, month=MONTH, at=NIGHT)
        page = BeautifulSoup(cast.client(cast.amina).get(address(places.rp5)).content, "html.parser")
        shown = page.main.get_text(" ")
        kept = str(list(Snapshot.objects.values_list("figures", flat=True)))
        for person in Person.objects.all():
            assert person.name not in shown
            assert person.name not in kept
        for key in Change.objects.values_list("public_id", flat=True):
            assert key not in kept

    def test_every_picture_has_its_words_and_the_same_rows_as_a_table(self, cast, places, work):
        actions.make_snapshots(home=places.rp5, month=MONTH, at=NIGHT)
        page = BeautifulSoup(cast.client(cast.amina).get(address(places.rp5)).content, "html.parser")
        pictures = page.find_all("figure", class_="app-bars")
        assert pictures
        for figure in pictures:
            drawn, section = figure.find("svg"), figure.find_parent("section")
            named = [page.find(id=name) for name in drawn["aria-labelledby"].split()]
            assert all(one is not None and one.get_text(strip=True) for one in named)
            cells = {cell.get_text(strip=True) for cell in section.find_all("td")}
            assert {words.get_text() for words in drawn.find_all("text")[1::2]} <= cells
        assert page.find("pattern")

    def test_a_ward_of_few_is_held_and_the_way_leads_up(self, cast, places, work):
        actions.make_snapshots(home=places.rp5, month=MONTH, at=NIGHT)
        assert Snapshot.objects.get(place=places.ward21).figures == {}
        page = cast.client(cast.amina).get(address(places.ward21)).content.decode()
        assert "Nothing to show here" in page
        assert address(places.bassetlaw) in page

    def test_a_place_without_data_says_the_same(self, cast, places):
        assert "Nothing to show here" in text_of(cast, cast.amina, address(places.rp5))
        actions.make_snapshots(home=places.rp5, month=MONTH, at=NIGHT)
        assert "Nothing to show here" in text_of(cast, cast.amina, address(places.rp5))

    def test_another_organisation_finds_nothing(self, cast, places, work):
        actions.make_snapshots(home=places.rp5, month=MONTH, at=NIGHT)
        for where in (address(places.rp5), reverse("insight:bureaucracy_file", args=["RP5"])):
            assert cast.client(cast.sam).get(where).status_code == 404
            assert cast.client(cast.amina).get(where).status_code == 200

    def test_a_budget_of_queries(self, cast, places, work):
        actions.make_snapshots(home=places.rp5, month=MONTH, at=NIGHT)
        client = cast.client(cast.amina)
        with at_most(9):
            client.get(address(places.rp5))

    def test_the_file_holds_what_the_page_shows(self, cast, places, work):
        actions.make_snapshots(home=places.rp5, month=MONTH, at=NIGHT)
        answer = cast.client(cast.amina).get(reverse("insight:bureaucracy_file", args=["RP5"]))
        rows = list(csv.reader(io.StringIO(answer.content.decode())))
        figures = {(row[2], row[3], row[4]): row[5] for row in rows[1:]}
        assert figures["Permissions asked, by the level that decides", "Executive", "Refused"] == "1"
        assert figures["Who wants it", "Ours", "Permissions"] == "9"
        page = text_of(cast, cast.amina, address(places.rp5))
        assert all(value in page for value in figures.values())

    def test_a_month_is_chosen(self, cast, places, work):
        for month in (MONTH, before(MONTH), date(2026, 3, 31)):
            actions.make_snapshots(home=places.rp5, month=month, at=NIGHT)
        said = text_of(cast, cast.amina, address(places.rp5, date(2026, 3, 31)))
        assert "The twelve months to 31 March 2026" in said
        assert "August 2026" in said  # the others, to be chosen
        assert "30 September 2026" in text_of(cast, cast.amina, address(places.rp5) + "?month=nonsense")

    def test_few_behind_a_duration_are_held(self, cast, places, work):
        Permission.objects.exclude(asked_by=cast.amina).update(asked_by=cast.grace)  # two people behind them
        actions.make_snapshots(home=places.rp5, month=MONTH, at=NIGHT)
        said = text_of(cast, cast.amina, address(places.rp5))
        assert "9 permissions were asked and 1 refused." in said
        assert "half were decided" not in said

    def test_the_place_and_its_board_lead_there(self, cast, places):
        client = cast.client(cast.amina)
        for name in ("front:place", "front:board"):
            assert address(places.ward21) in client.get(reverse(name, args=[places.ward21.key])).content.decode()
        assert (
            address(places.ward21) not in cast.client(cast.sam).get(places.ward21.get_absolute_url()).content.decode()
        )


class TestAgainstTheTables:
    """All that the verbs of the product made in the world of the access matrix, counted the long way from its tables."""

    def test_the_figures_of_the_trust(self, cast, places):
        build_world(cast, places)
        month = before(london_day(timezone.now() + timedelta(days=40)))
        end = timezone.now() + timedelta(days=1)
        actions.make_snapshots(home=places.rp5, month=month, at=timezone.now())
        found = Snapshot.objects.get(place=places.rp5, month=month).figures
        asked = Permission.objects.filter(organisation=places.rp5, outcome="ask", withdrawn_at=None)
        begun = Change.objects.filter(organisation=places.rp5).exclude(tests=None).distinct()
        named = set(Permission.objects.values_list("work_id", flat=True))
        assert found["asked"]["asked"] == asked.count() > 0
        assert found["asked"]["refused"] == asked.filter(decision="no").count() > 0
        assert found["at_once"]["began"] == begun.count() > 0
        assert found["at_once"]["went"] == len([row for row in begun if row.public_id not in named])
        assert found["at_once"]["fixed"] == Idea.objects.exclude(fixed_at=None).count()
        assert found["asks"]["open"] == Ask.objects.filter(ended_at=None).count() > 0
        assert found["promises"]["made"] == Commitment.objects.count() > 0
        assert found["typed"]["learn"] == Test.objects.exclude(ended_on=None).count() > 0
        shown = Idea.objects.shown().filter(organisation=places.rp5, noticed_at__lt=end)
        assert found["response"]["behind"][0] == found["typed"]["notice"] == shown.count() > 0
        returned = asked.exclude(pauses=None)
        assert returned.count() == 1
        fields = asked.count() + 2 * returned.count() + 2 * asked.filter(decision="no").count()
        assert sum(one["fields"] for one in found["by_origin"].values()) == fields

    def test_it_is_as_known_that_day(self, cast, places, work):
        """What was decided after the month is open in it; what was asked after it is not there."""
        first = Permission.objects.order_by("asked_at").first()
        Permission.objects.filter(pk=first.pk).update(decided_at=datetime(2026, 4, 2, tzinfo=UTC))
        Permission.objects.exclude(pk=first.pk).update(asked_at=datetime(2026, 4, 1, 9, tzinfo=UTC))
        actions.make_snapshots(home=places.rp5, month=date(2026, 3, 31), at=NIGHT)
        found = Snapshot.objects.get(place=places.rp5).figures["asked"]
        assert (found["asked"], found["open"], found["refused"]) == (1, 1, 0)

    def test_who_had_it_on_the_way_is_a_hand_off(self, cast, places, work):
        row = Permission.objects.filter(decision="yes").first()
        row.hops.all().delete()
        for level in ("team", "division", "executive"):
            row.hops.create(person=cast.helen, level=level, place=places.rp5, why="silence", at=row.asked_at)
        change = Change.objects.get(public_id=row.work_id)
        change.tests.update(ended_on=date(2026, 5, 1), decision="adopt")
        actions.make_snapshots(home=places.rp5, month=MONTH, at=NIGHT)
        found = Snapshot.objects.get(place=places.rp5).figures["approvals"]
        assert (found["requests"], found["handoffs"]) == (1, 2)

    def test_staff_are_those_who_work_there_that_day_each_once(self, cast, places):
        heads = queries.staff_by_place(places.rp5, MONTH)
        current = Membership.objects.filter(place__organisation=places.rp5)
        assert len(heads[places.rp5.pk]) == len(set(current.values_list("person", flat=True)))
        gone = current.get(person=cast.ward_mate)
        Membership.objects.filter(pk=gone.pk).update(until=datetime(2026, 9, 1, tzinfo=UTC))
        assert len(queries.staff_by_place(places.rp5, MONTH)[places.rp5.pk]) == len(heads[places.rp5.pk]) - 1


class TestTheTick:
    def test_it_makes_each_month_once_newest_first_and_then_rests(self, cast, places, work):
        build_world(cast, places)
        at = timezone.now() + timedelta(days=62)
        while not Round.objects.exists():
            jobs.due(at)
        last = before(london_day(at))
        months = set(Snapshot.objects.filter(place=places.rp5).values_list("month", flat=True))
        assert last in months
        assert 2 <= len(months) <= 12
        kept = list(Snapshot.objects.order_by("pk").values())
        with at_most(6):  # is there an old secret or count of the pulse; was it looked today; is the month done
            assert jobs.due(at) == 0
        actions.make_snapshots(home=places.rp5, month=last, at=at)  # another machine, at the same time
        assert list(Snapshot.objects.order_by("pk").values()) == kept

    def test_figures_do_not_move(self, cast, places, work):
        actions.make_snapshots(home=places.rp5, month=MONTH, at=NIGHT)
        before_it = Snapshot.objects.get(place=places.rp5).figures
        Permission.objects.all().delete()
        actions.make_snapshots(home=places.rp5, month=MONTH, at=NIGHT)
        assert Snapshot.objects.get(place=places.rp5).figures == before_it


@pytest.mark.parametrize(
    ("text", "month"),
    [("2026-02", date(2026, 2, 28)), ("2024-02", date(2024, 2, 29)), ("2026-12", date(2026, 12, 31)), ("", None), ("2026", None),
     ("x", None), ("2026-13", None)],
)  # fmt: skip
def test_a_month_is_read(text, month):
    assert parsed(text) == month


def test_months_back_are_twelve_at_most():
    assert months_back(MONTH, date(2026, 8, 3)) == [MONTH, date(2026, 8, 31)]
    assert len(months_back(MONTH, date(2019, 1, 1))) == 12


def test_nothing_is_kept_about_a_person(cast, places, work):
    """No field of this room leads to a person, so it has nothing to hand out and nothing to forget."""
    for model in apps.get_app_config("insight").get_models():
        related = {field.related_model for field in model._meta.get_fields() if field.is_relation}
        assert Person not in related
        assert not any(any(field.related_model is Person for field in other._meta.fields) for other in related)
    actions.make_snapshots(home=places.rp5, month=MONTH, at=NIGHT)
    assert not hasattr(actions, "export")
    assert not hasattr(actions, "forget")
