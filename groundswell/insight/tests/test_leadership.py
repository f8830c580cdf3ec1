"""Where leadership lives: who counts as a lead, whose team it counts for, what a page shows of it and what it holds."""

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
from groundswell.events.models import Credit, Event
from groundswell.insight import actions, queries
from groundswell.insight.leadership import Member, Played, Rows, figures, first_timers, who_led
from groundswell.insight.models import Snapshot
from groundswell.places.actions import open_place
from groundswell.places.models import Kind, Place
from tests.cast import at_most

Person, Membership, Headcount = (
    apps.get_model("people.Person"), apps.get_model("people.Membership"), apps.get_model("people.Headcount"),
)  # fmt: skip
MONTH = date(2026, 9, 30)
NIGHT = datetime(2026, 10, 1, 2, tzinfo=UTC)
T = MONTH.toordinal()


def played(person, part, day, subject="c1", room="changes", kind="x") -> Played:
    return Played(person, part, room, subject, kind, day)


class TestWhoLed:
    def test_a_seat_alone_is_not_enough_and_an_act_without_a_seat_neither(self):
        assert who_led([played(1, "clinical_co_lead", T - 9)], T) == {}
        assert who_led([played(1, "tester", T - 9)], T) == {}
        both = [played(1, "clinical_co_lead", T - 9), played(1, "tester", T - 8)]
        assert who_led(both, T) == {1: {"c1"}}

    def test_the_act_is_ones_own_in_that_change_after_the_seat_and_in_the_window(self):
        seat = played(1, "managerial_co_lead", T - 400)
        for act in (
            played(2, "tester", T - 8),
            played(1, "tester", T - 8, "c2"),
            played(1, "commenter", T - 8),
            played(1, "tester", T - 365),
            played(1, "tester", T + 1),
        ):
            assert who_led([seat, act], T) == {}
        assert who_led([seat, played(1, "task_doer", T - 364)], T) == {1: {"c1"}}
        assert who_led([played(1, "tester", T - 9), played(1, "managerial_co_lead", T - 8)], T) == {}

    def test_who_just_fixes_it_led_it(self):
        assert who_led([played(3, "task_doer", T, "i1", "ideas", "idea_fixed")], T) == {3: {"i1"}}

    def test_what_one_fixed_and_works_on_later_is_led_still(self):
        fixed, later = played(3, "owner", T - 400, "c1", "ideas", "idea_fixed"), played(3, "task_doer", T - 9)
        assert who_led([fixed], T) == {}
        assert who_led([fixed, later], T) == {3: {"c1"}}

    def test_the_first_notice_and_the_next_later_day(self):
        rows = [played(1, "owner", 10), played(1, "commenter", 10), played(1, "owner", 40), played(2, "commenter", 5)]
        assert first_timers(rows) == {1: (10, 40)}


TEAMS = st.integers(1, 9)
MEMBERS = st.lists(st.builds(Member, st.integers(1, 30), TEAMS, st.sampled_from("ab"), st.booleans()), max_size=60)


@given(MEMBERS, st.dictionaries(TEAMS, st.integers(0, 40)), st.sets(st.integers(1, 30)))
def test_no_person_is_in_what_is_kept_and_every_team_is_said_once(members, heads, leads):
    rows = Rows(T, 200, None, {team: team % 3 for team in range(1, 10)}, heads, {"a": 50, "b": 60}, members)
    found = figures(rows, {person: {"c"} for person in leads}, {})
    kept = [team for unit in found["coverage"]["units"] for team in unit["teams"]]
    kept += found["coverage"]["not_shown"] + found["coverage"]["unsaid"]
    assert sorted(kept) == list(range(1, 10))
    assert all(unit["staff"] >= 11 for unit in found["coverage"]["units"])
    for unit in found["coverage"]["units"]:
        here = {member.person for member in members if member.team in unit["teams"]}
        assert unit["led"] == bool(here & leads)
    assert sum(leads_in for _group, leads_in, _staff in found["groups"]) == len({m.person for m in members} & leads)


@pytest.fixture
def trust(cast, places):
    """Six wards of twenty at Bassetlaw, in three of which somebody led; a small one; and one of which nobody said how many."""
    nurses = "nursing_midwifery"

    def said(place, heads):
        Headcount.objects.create(
            place=place, staff_group=nurses, since=date(2026, 1, 1), heads=heads, said_by=cast.admin, said_at=NIGHT
        )

    said(places.rp5, 400)
    said(places.bassetlaw, 150)
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    for number in range(8):
        ward = open_place(name=f"Ward {number + 40}", kind=Kind.WARD, parent=places.bassetlaw, at=start)
        if number < 7:
            said(ward, 6 if number == 6 else 20)
        person = Person.objects.create(email=f"w{number}@rp5.example", name=f"A nurse of ward {number}")
        Membership.objects.create(
            person=person, place=ward, staff_group=nurses, clinical=True, managerial=number == 0, joined_by="invitation",
            since=start, confirmed_at=start,
        )  # fmt: skip
        if number < 3:
            change = changes.open_change(
                title=f"Change {number}",
                place=ward,
                reversible=True,
                inside_team=True,
                new_risk=False,
                by=person,
                at=start,
            )
            changes.pair(change=change, seat="clinical", person=person, by=person, at=start)
            changes.start_test(
                change=change, question="?", prediction="!", scale="one_day", started_on=start.date(), by=person,
                at=start + timedelta(days=1),
            )  # fmt: skip
    return places


@pytest.mark.django_db
class TestThePage:
    def read(self, cast, places, person=None, key="RP5BA"):
        page = cast.client(person or cast.amina).get(reverse("insight:leadership", args=[key]))
        return " ".join(BeautifulSoup(page.content, "html.parser").main.get_text(" ").split())

    def test_from_the_verbs_to_the_sentence(self, cast, trust):
        actions.make_snapshots(home=trust.rp5, month=MONTH, at=NIGHT)
        said = self.read(cast, trust)
        assert "In 3 of 6 teams somebody led a change." in said
        assert (
            "Of 2 teams nobody has said how many work there: they are left out." in said
        )  # two of the cast's, and one
        assert "Bassetlaw Hospital: 3 of 6" in said
        assert "Ward 46, Ward 40 somebody led" in said or "Ward 40, Ward 46 somebody led" in said, (
            "the small one is pooled"
        )
        assert "Ward 45 nothing recorded yet" in said
        assert "Somebody who is not a manager led 2 33" in said

    def test_no_headcount_no_figure(self, cast, trust):
        Headcount.objects.filter(place=trust.bassetlaw).delete()
        actions.make_snapshots(home=trust.rp5, month=MONTH, at=NIGHT)
        assert "Nobody has said yet how many people work here." in self.read(cast, trust)

    def test_one_team_is_a_sentence_and_a_quiet_one_leads_to_what_is_in_its_way(self, cast, trust):
        actions.make_snapshots(home=trust.rp5, month=MONTH, at=NIGHT)
        led, quiet = (Place.objects.get(name=name) for name in ("Ward 41", "Ward 45"))
        assert "Somebody of this team led a change." in self.read(cast, trust, key=led.key)
        page = cast.client(cast.amina).get(reverse("insight:leadership", args=["RP5BA"])).content.decode()
        assert reverse("front:board", args=[quiet.key]) in page
        assert reverse("front:board", args=[led.key]) not in page

    def test_ten_staff_are_too_few(self, cast, trust):
        Headcount.objects.filter(place=trust.bassetlaw).update(heads=10)
        actions.make_snapshots(home=trust.rp5, month=MONTH, at=NIGHT)
        assert "Too few people work here" in self.read(cast, trust)

    def test_so_are_ten_beside_the_place_above(self, cast, trust):
        Headcount.objects.filter(place=trust.bassetlaw).update(heads=390)
        actions.make_snapshots(home=trust.rp5, month=MONTH, at=NIGHT)
        assert "Too few people work here" in self.read(cast, trust)

    def test_a_team_counts_its_own_wherever_they_led_and_as_they_are_that_day(self, cast, trust):
        moved = Membership.objects.filter(person__email="w0@rp5.example")
        moved.update(place=Place.objects.get(name="Ward 45"))
        actions.make_snapshots(home=trust.rp5, month=MONTH, at=NIGHT)
        said = self.read(cast, trust)
        assert "Ward 45 somebody led" in said
        assert "In 3 of 6" in said

    def test_the_file_says_the_same(self, cast, trust):
        actions.make_snapshots(home=trust.rp5, month=MONTH, at=NIGHT)
        text = cast.client(cast.amina).get(reverse("insight:leadership_file", args=["RP5BA"])).content.decode()
        rows = list(csv.reader(io.StringIO(text)))
        assert ["Somebody led", "3", "50", "19 to 81", "6"] in rows
        assert ["Bassetlaw Hospital", "Ward 45", "nothing recorded yet"] in rows

    def test_nobody_elsewhere_reads_it(self, cast, trust):
        actions.make_snapshots(home=trust.rp5, month=MONTH, at=NIGHT)
        for person in (cast.sam, cast.adil, cast.tom):
            assert cast.client(person).get(reverse("insight:leadership", args=["RP5BA"])).status_code == 404

    def test_it_is_quick_and_holds_no_name(self, cast, trust):
        actions.make_snapshots(home=trust.rp5, month=MONTH, at=NIGHT)
        client, here = cast.client(cast.amina), reverse("insight:leadership", args=["RP5BA"])
        with at_most(11):
            page = client.get(here).content.decode()
        assert "A nurse of ward" not in page
        kept = str(list(Snapshot.objects.values_list("leadership", flat=True)))
        for person in Person.objects.filter(email__startswith="w"):
            assert person.name not in kept
            assert person.public_id not in kept

    def test_nothing_was_made_yet(self, cast, places):
        assert "Figures are made on the first day of each month" in self.read(cast, places)


@pytest.mark.django_db
def test_a_few_questions_however_many_places(cast, trust):
    assert Credit.objects.exists()
    assert Event.objects.exists()
    with at_most(6):
        found = queries.leadership_by_place(trust.rp5, MONTH)
    assert len(found) >= 9
