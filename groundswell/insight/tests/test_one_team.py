"""A ward's page: where its changes spend their days, who it changes things with, and what neither may show."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from groundswell.changes import actions as changes
from groundswell.changes.models import Change
from groundswell.enabling import actions as enabling
from groundswell.enabling.rules import Rung, level_of
from groundswell.events.kinds import Subject
from groundswell.insight import actions, queries
from groundswell.insight.bureaucracy import Change as Lived
from groundswell.insight.bureaucracy import Rows
from groundswell.insight.measures.rows import Wait
from groundswell.insight.measures.waiting import covered, shared_out
from groundswell.insight.models import Snapshot
from groundswell.insight.one_team import At, Took, days_spent, teams_beside
from groundswell.insight.presenters.beside import around, shape_of
from groundswell.insight.presenters.spent import _room, time_of
from groundswell.insight.rules import Group, for_reading
from groundswell.places.models import Kind, Place
from tests.cast import at_most

Person, Headcount = apps.get_model("people.Person"), apps.get_model("people.Headcount")
MONTH = date(2026, 9, 30)
NIGHT = datetime(2026, 10, 1, 2, tzinfo=UTC)
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
T = MONTH.toordinal()
DAYS = st.integers(0, 60)
WAITS = st.lists(st.tuples(st.sampled_from("abc"), st.builds(Wait, DAYS, st.none() | DAYS)), max_size=8)


class TestDays:
    def test_a_shared_day_is_of_the_wait_that_began_first(self):
        waits = [("ask:time executive", Wait(4, 9)), ("permission team", Wait(2, 6))]
        assert shared_out(waits, 0, 20) == {"permission team": 4, "ask:time executive": 3}
        assert shared_out([("a", Wait(2, None)), ("a", Wait(3, 5))], 4, 7) == {"a": 3}

    @given(WAITS, DAYS, DAYS)
    def test_together_they_are_the_union(self, waits, one, other):
        start, end = min(one, other), max(one, other)
        union = {
            day for _what, wait in waits for day in range(wait.start, end if wait.end is None else wait.end)
        } & set(range(start, end))
        assert sum(shared_out(waits, start, end).values()) == len(union)
        assert covered((wait for _what, wait in waits), start, end) == len(union)

    def test_those_that_lived_in_the_window_oldest_first(self):
        def change(key, raised, ended):
            held = (("answer team", Wait(raised, raised + 3)),)
            return Lived(key, 1, True, raised, raised, None, None, ended, (), held)

        rows = Rows(
            T, T, changes=[change("b", T - 20, None), change("a", T - 50, T - 40), change("c", T - 500, T - 365)]
        )
        assert days_spent(rows) == [("a", 10, {"answer team": 3}), ("b", 20, {"answer team": 3})]

    def test_words_below_a_bar_find_a_row_with_room_and_stay_on_a_phone(self):
        ends: list[int] = []
        assert _room(0, 5, "40 days", ends) == (False, 0)
        assert _room(5, 9, "3 days, team", ends) == (False, 1)
        assert _room(90, 100, "12 days, executive", ends) == (True, 0)
        assert _room(95, 100, "12 days, executive", ends) == (True, 2), "it would lie on those above"


class TestBeside:
    def at(self, change, place, *above, joined=T - 30, over=None):
        return At(change, place, (*above, place), joined, over)

    def test_both_take_part_as_places(self):
        ats = [self.at("c", 7, 1), self.at("c", 8, 1), self.at("d", 8, 1), self.at("d", 9, 1)]
        assert teams_beside(7, (), ats, (), T) == [(8, 1, "")]

    def test_a_place_inside_is_the_team_itself(self):
        assert teams_beside(7, (), [self.at("c", 70, 7), self.at("c", 8)], (), T) == [(8, 1, "")]

    def test_what_was_over_before_the_window_or_began_after_it_is_not_there(self):
        for gone in ({"over": T - 365}, {"joined": T + 1}):
            assert teams_beside(7, (), [self.at("c", 7), self.at("c", 8, **gone)], (), T) == []
            assert teams_beside(7, (), [self.at("c", 7, **gone), self.at("c", 8)], (), T) == []

    def test_near_ones_and_those_whose_work_was_taken_up_have_no_tie_yet(self):
        takes = [Took(7, (1, 7), 9, (1, 9)), Took(8, (8,), 7, (1, 7)), Took(9, (9,), 7, (1, 7))]
        assert teams_beside(7, {3, 7}, (), takes, T) == [(3, 0, ""), (8, 0, "theirs"), (9, 0, "both")]

    def test_twelve_are_drawn_in_the_order_of_names_and_all_are_in_the_table(self):
        places = {pk: Place(pk=pk, name=f"Ward {pk:02}", kind=Kind.WARD) for pk in range(1, 17)}
        kept = [(pk, 2 if pk == 16 else 0, "") for pk in range(2, 17)]
        found = for_reading(around(Group(30, None), places[1], kept, places))
        assert [row.name for row in found.rows] == [f"Ward {pk:02}" for pk in range(2, 17)]
        assert [row.name for row in found.drawn] == [f"Ward {pk:02}" for pk in [*range(2, 13), 16]]
        assert "".join(map(str, found.sentence)) == "We change things with 1 of 15 other teams near us."
        again = around(Group(30, None), places[1], kept[::-1], places)
        assert again == found

    def test_the_shape_goes_by_the_kind(self):
        kinds = {Kind.WARD: "circle", Kind.CORPORATE_TEAM: "square", Kind.ICB: "square", Kind.SITE: "diamond"}
        assert {kind: shape_of(Place(kind=kind)) for kind in kinds} == kinds

    def test_a_place_that_is_gone_is_left_out(self):
        assert around(Group(30, None), Place(name="Ward 1"), [(5, 1, "")], {}) is None


class TestTheGate:
    def test_of_a_change_that_the_reader_may_not_see_nothing_is_said(self):
        spent = [["secret", 9, {"permission executive": 4}], ["ours", 7, {"permission executive": 4}]]
        kept = Snapshot(staff=30, leadership={"spent": spent})
        (bar,) = for_reading(time_of(Group(30, None), kept, {"ours": subject("ours")})).bars
        assert (bar.name, bar.href) == ("ours", "/there/")
        assert [(part.what, part.level, part.days.text) for part in bar.parts] == [
            ("Our own work", "", "3"), ("A permission", "executive", "4"),
        ]  # fmt: skip
        assert time_of(Group(30, None), kept, {}) is None

    def test_twenty_are_drawn_and_a_hundred_listed(self):
        kept = Snapshot(staff=30, leadership={"spent": [[f"c{n}", 9, {}] for n in range(130)]})
        found = time_of(Group(30, None), kept, {f"c{n}": subject(f"c{n}") for n in range(130)})
        assert [bar.is_drawn for bar in found.bars] == [False] * 80 + [True] * 20


def subject(title):
    return Subject("changes", title, title, "/there/")


@pytest.fixture
def ward(cast, places):
    """Ward 21 with 29 staff: one change with the next team that waited for a permission of the trust, and one of its own."""
    heads = {places.rp5: 400, places.bassetlaw: 150, places.ward21: 29, places.assessment: 30}
    for place, number in heads.items():
        Headcount.objects.create(
            place=place, staff_group="nursing_midwifery", since=date(2026, 1, 1), heads=number, said_by=cast.admin, said_at=NIGHT
        )  # fmt: skip
    work = {"reversible": True, "inside_team": True, "new_risk": False, "by": cast.grace}
    shared = changes.open_change(
        title="Trolleys for two", place=places.ward21, places=(places.assessment,), at=START, **work
    )
    changes.open_change(title="Of our own", place=places.ward21, at=START + timedelta(days=9), **work)
    changes.pair(change=shared, seat="clinical", person=cast.grace, by=cast.grace, at=START)
    to = Rung(cast.helen, places.rp5, level_of(places.rp5))
    ask = changes.ask_for(
        change=shared, what="A slot", kind="money", to=to, by=cast.grace, at=START + timedelta(days=5)
    )
    enabling.withdraw(ask=ask, by=cast.grace, at=START + timedelta(days=25))
    return places


@pytest.mark.django_db
class TestThePage:
    def made(self, ward):
        actions.make_snapshots(home=ward.rp5, month=MONTH, at=NIGHT)
        return Snapshot.objects.get(place=ward.ward21)

    def page(self, cast, ward, person=None):
        return cast.client(person or cast.amina).get(reverse("insight:leadership", args=[ward.ward21.key]))

    def read(self, cast, ward):
        return BeautifulSoup(self.page(cast, ward).content, "html.parser").main

    def test_from_the_verbs_to_bars_and_neighbours(self, cast, ward):
        self.made(ward)
        main = self.read(cast, ward)
        said = " ".join(main.get_text(" ").split())
        assert "2 changes were going on here." in said
        assert "Something in the way: money executive 20" in said
        assert "We change things with 1 of 1 other teams near us." in said
        assert "Medical assessment Ward, clinical 1 –" in said
        link = main.find("a", string="Trolleys for two")
        assert link["href"] == Change.objects.get(title="Trolleys for two").get_absolute_url()

    def test_each_picture_is_named_and_says_what_the_table_says(self, cast, ward):
        self.made(ward)
        main = self.read(cast, ward)
        pictures = main.select("figure > svg")
        assert len(pictures) == 3
        for svg in pictures:
            assert svg["role"] == "img"
            assert all(main.find(id=name).get_text(strip=True) for name in svg["aria-labelledby"].split())
            assert all(int(words["font-size"]) >= 12 for words in svg.find_all("text"))
        cells = {cell.get_text(strip=True) for cell in main.find_all("td")}
        drawn = {
            words.get_text(strip=True).split()[0] for words in main.select("figure.app-drawing:not(.app-star) text")
        }
        assert drawn <= cells

    def test_the_file_has_the_same_rows(self, cast, ward):
        self.made(ward)
        text = cast.client(cast.amina).get(reverse("insight:leadership_file", args=[ward.ward21.key])).content.decode()
        rows = list(csv.reader(io.StringIO(text)))
        assert ["Trolleys for two", "Something in the way: money", "executive", "20"] in rows
        assert ["Medical assessment", "Ward", "1", ""] in rows

    def test_of_ten_staff_nothing_is_shown(self, cast, ward):
        Headcount.objects.filter(place=ward.ward21).update(heads=10)
        self.made(ward)
        said = self.read(cast, ward).get_text(" ")
        assert "Too few people work here" in said
        for words in ("Trolleys for two", "Of our own", "Medical assessment"):
            assert words not in said

    def test_no_person_and_no_title_is_kept(self, cast, ward):
        kept = str(self.made(ward).leadership)
        for person in Person.objects.all():
            assert person.public_id not in kept
            assert not person.name or person.name not in kept
        assert "Trolleys" not in kept

    def test_who_may_not_see_a_change_is_given_no_title_of_it(self, cast, ward):
        kept = self.made(ward)
        assert len(queries.changes_named_for(cast.amina, kept)) == 2
        assert queries.changes_named_for(cast.sam, kept) == {}
        assert self.page(cast, ward, cast.sam).status_code == 404

    def test_a_month_from_before_still_opens(self, cast, ward):
        kept = self.made(ward)
        for name in ("spent", "beside"):
            del kept.leadership[name]
        kept.save()
        said = self.read(cast, ward).get_text(" ")
        assert "of this team" in said
        assert "Where our ideas spend their time" not in said

    def test_a_budget_of_queries(self, cast, ward):
        self.made(ward)
        client, here = cast.client(cast.amina), reverse("insight:leadership", args=[ward.ward21.key])
        with at_most(12):
            client.get(here)

    def test_a_few_questions_however_many_teams(self, cast, ward):
        leadership = queries.leadership_by_place(ward.rp5, MONTH)
        with at_most(3):
            found = queries.beside_by_place(ward.rp5, MONTH, leadership)
        assert set(found) >= {ward.ward21.pk, ward.assessment.pk}
        assert ward.bassetlaw.pk not in found
