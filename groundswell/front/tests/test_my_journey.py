"""My journey, the wish to be left out of the map, and what staff side agreed to: each in the hands of those it belongs to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from groundswell.events.models import Event
from groundswell.front import export, forget
from groundswell.front.tests.conftest import NIGHT, START, start_a_test
from groundswell.insight import actions, queries
from groundswell.insight.models import Cell, Member, StaffSide, Team
from groundswell.insight.tally.codes import Measure
from groundswell.people.models import Person, RoleGrant
from groundswell.ui.verdicts import Refused
from tests.cast import at_most, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def led(cast, quiet_nights):
    """Grace tests it two days later."""
    start_a_test(quiet_nights, cast.grace, START + timedelta(days=5))
    return quiet_nights


def stages(person):
    return {one.stage: one.day and date.fromordinal(one.day) for one in queries.journey_of(person)[0]}


class TestJourney:
    def test_the_first_day_of_each_stage(self, cast, led):
        assert stages(cast.amina) == {"participant": START.date(), "contributor": None, "lead": None, "mentor": None}
        tested = date(2026, 9, 6)
        assert stages(cast.grace)["lead"] == stages(cast.grace)["contributor"] == tested
        assert stages(cast.sam) == dict.fromkeys(("participant", "contributor", "lead", "mentor"))

    def test_its_owner_reads_it_and_there_is_no_address_of_anybody_elses(self, cast, led):
        client = cast.client(cast.grace)
        with at_most(14):
            page = client.get("/me/journey/").content.decode()
        assert "6 September 2026" in page
        assert "Only you can see this." in page
        assert led.get_absolute_url() in page
        assert "Offer to be a mentor" in page
        assert "Quiet nights" not in cast.client(cast.next_ward).get("/me/journey/").content.decode()

    def test_nothing_yet_leads_to_something_to_begin_with(self, cast, led):
        page = cast.client(cast.sam).get("/me/journey/").content.decode()
        assert "Nothing is recorded of you yet." in page
        assert "/notice/" in page
        assert "/me/journey/file/" not in page

    def test_it_is_taken_away_as_a_text(self, cast, led):
        answer = cast.client(cast.grace).get("/me/journey/file/")
        assert answer.headers["Content-Type"].startswith("text/plain")
        words = answer.content.decode()
        assert "Led: 6 September 2026, Quiet nights" in words
        assert "Was a mentor: not yet" in words

    def test_of_what_is_closed_to_them_now_the_title_stays_without_a_link(self, cast, led):
        cast.grace.memberships.update(until=START + timedelta(days=9))
        RoleGrant.objects.filter(person=cast.grace).update(until=START + timedelta(days=9))
        led.co_leads.update(left_at=START + timedelta(days=9))
        page = cast.client(Person.objects.get(pk=cast.grace.pk)).get("/me/journey/").content.decode()
        assert "Quiet nights" in page
        assert led.get_absolute_url() not in page


class TestLeftOut:
    def test_one_tap_and_back(self, cast, places):
        client = cast.client(cast.grace)
        assert "You are counted in both" in client.get("/me/map/").content.decode()
        assert send(client, "/me/map/", left_out="yes").status_code == 302
        assert "You are left out." in client.get("/me/map/").content.decode()
        assert "left out" in client.get("/me/").content.decode()
        assert not Event.objects.filter(actor=cast.grace).exists(), "nobody is told"
        assert export.everything(Person.objects.get(pk=cast.grace.pk))["people"]["left_out_of_map"] is True
        send(client, "/me/map/", left_out="no")
        assert not Person.objects.get(pk=cast.grace.pk).left_out_of_map

    def test_the_next_count_leaves_them_out_of_ties_and_steps_and_not_their_changes(self, cast, places, led):
        send(cast.client(cast.grace), "/me/map/", left_out="yes")
        actions.count_up_to(NIGHT)
        assert Member.objects.filter(opted_out=1).count() == 1
        assert Cell.objects.get(unit=places.rp5.pk, measure=Measure.CO_LED).b == 1, "the change she led is counted"
        moves = Cell.objects.filter(unit=places.rp5.pk, measure=Measure.PROGRESSION)
        assert sum(row.c for row in moves) == 1, "of two who did anything, Amina alone is on her way"

    def test_being_forgotten_forgets_it(self, cast):
        send(cast.client(cast.grace), "/me/map/", left_out="yes")
        forget.forget(person=Person.objects.get(pk=cast.grace.pk), at=NIGHT)
        assert not Person.objects.get(pk=cast.grace.pk).left_out_of_map


class TestStaffSide:
    def test_it_is_off_until_it_is_recorded(self, cast, places, led):
        actions.count_up_to(NIGHT)
        assert set(Team.objects.values_list("agreed", flat=True)) == {0}
        client = cast.client(cast.admin)
        assert send(client, "/places/RP5/leadership/staff-side/", with_whom="The joint committee").status_code == 302
        actions.count_up_to(NIGHT + timedelta(days=31))
        assert set(Team.objects.filter(organisation=places.rp5.pk).values_list("agreed", flat=True)) == {1}
        page = cast.client(cast.amina).get("/places/RP5BA-W21/leadership/staff-side/").content.decode()
        assert "The joint committee" in page
        assert "Take the agreement back" not in page
        assert Event.objects.get(kind="staff_side_agreed").actor == cast.admin

    def test_it_is_taken_back(self, cast, places):
        client = cast.client(cast.admin)
        send(client, "/places/RP5/leadership/staff-side/", with_whom="The joint committee")
        send(client, "/places/RP5/leadership/staff-side/", back="yes")
        assert not StaffSide.objects.exists()
        assert Event.objects.filter(kind="staff_side_ended").exists()

    def test_only_whoever_says_figures_of_the_organisation(self, cast, places):
        with pytest.raises(Refused):
            actions.agree(home=places.rp5, with_whom="Us", on=NIGHT.date(), by=cast.grace, at=NIGHT)
        assert send(cast.client(cast.grace), "/places/RP5/leadership/staff-side/", with_whom="Us").status_code == 403

    @pytest.mark.parametrize(("typed", "said"), [
        ({"with_whom": ""}, "Say with whom it was agreed."),
        ({"with_whom": "Us", "agreed_on_0": "1", "agreed_on_1": "1", "agreed_on_2": "2999"}, "still to come"),
    ])  # fmt: skip
    def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(self, cast, places, typed, said):
        answer = send(cast.client(cast.admin), "/places/RP5/leadership/staff-side/", **typed)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert said in page
        assert typed["with_whom"] in page
        assert not StaffSide.objects.exists()
