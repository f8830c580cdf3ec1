"""Somebody of another organisation who takes part by name reads what the change is made of; their colleagues read nothing."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from groundswell.changes import actions
from groundswell.changes.models import Change, CoLead, Seat
from groundswell.changes.tests.making import led, text_of
from groundswell.enabling import actions as enabling
from groundswell.enabling.rules import Rung, level_of
from groundswell.ideas import actions as ideas
from groundswell.measures import actions as measures
from groundswell.measures.models import Measure, Reading
from tests.cast import MONDAY, send

SECOND_OF_MARCH = {"on_0": "2", "on_1": "3", "on_2": "2026"}


@pytest.fixture
def change(cast, places) -> Change:
    change = led(cast, places)
    actions.start_measure(
        change=change, place=places.ward21, by=cast.grace, at=MONDAY, name="Walks", direction="decrease", interval="day"
    )
    return change


@pytest.fixture
def measure(change) -> Measure:
    return change.measures.get()


@pytest.fixture
def idea(change):
    return change.ideas.get()


def helps(change, person) -> None:
    actions.help_with(change=change, by=person, at=MONDAY)


def asked(change, person) -> None:
    CoLead.objects.filter(change=change, seat=Seat.MANAGERIAL).delete()
    CoLead.objects.create(change=change, seat=Seat.MANAGERIAL, person=person, invited_by=None, invited_at=MONDAY)


def owns(change, person) -> None:
    change.ideas.add(
        ideas.notice(words="It is so with us.", place=person.memberships.get().place, by=person, at=MONDAY)
    )


def status(cast, person, *things, page: str = "") -> set[int]:
    client = cast.client(person)
    return {client.get(f"{thing.get_absolute_url()}{page}").status_code for thing in things}


@pytest.mark.parametrize("takes_part", [helps, asked, owns])
def test_being_named_is_enough_to_read(cast, change, measure, idea, takes_part):
    assert status(cast, cast.guest, change, measure, idea) == {404}
    takes_part(change, cast.guest)
    assert status(cast, cast.guest, change, measure, idea) == {200}
    for stranger in (cast.commissioner, cast.sam, cast.tom, cast.newcomer):
        assert status(cast, stranger, change, measure, idea) == {404}


@pytest.mark.parametrize(("takes_part", "adds"), [(helps, 200), (asked, 403), (owns, 403)])
def test_who_does_the_work_adds_readings_and_leaves_the_rest_to_the_place(cast, change, measure, takes_part, adds):
    takes_part(change, cast.guest)
    assert status(cast, cast.guest, measure, page="add/") == {adds}
    assert status(cast, cast.guest, measure, page="load/") == {adds}
    for page in ("edit/", "chart/", "limits/new/", "limits/set-aside/", "limits/from/", "links/"):
        assert status(cast, cast.guest, measure, page=page) == {403}, page


def test_a_reading_is_added_and_corrected(cast, change, measure):
    helps(change, cast.guest)
    client = cast.client(cast.guest)
    assert "Add a reading" in text_of(client.get(measure.get_absolute_url()))
    assert send(client, f"{measure.get_absolute_url()}add/", value="7", **SECOND_OF_MARCH).status_code == 302
    reading = Reading.objects.get()
    assert (reading.person, reading.value) == (cast.guest, Decimal(7))
    correction = {"value": "8", "version": reading.version, **SECOND_OF_MARCH}
    assert send(client, f"/readings/{reading.public_id}/", **correction).status_code == 302
    assert Reading.objects.get().value == Decimal(8)
    assert "Give others a link" not in text_of(client.get(measure.get_absolute_url()))


def test_a_helper_from_another_ward_of_the_house_adds_as_well(cast, change, measure):
    assert status(cast, cast.next_ward, measure, page="add/") == {403}
    helps(change, cast.next_ward)
    assert status(cast, cast.next_ward, measure, page="add/") == {200}


def test_a_partner_who_helps_goes_on_reading(cast, change, measure):
    helps(change, cast.jean)
    assert status(cast, cast.jean, measure, page="add/") == {403}


def test_it_ends_with_the_part_and_adding_ends_with_the_change(cast, change, measure, idea):
    helps(change, cast.guest)
    actions.stop(change=change, reason="No time.", learned="Start smaller.", by=cast.grace, at=MONDAY)
    assert status(cast, cast.guest, change, measure, idea) == {200}
    assert status(cast, cast.guest, measure, page="add/") == {403}
    change.helpers.remove(cast.guest)
    assert status(cast, cast.guest, change, measure, idea) == {404}


def test_held_words_stay_held_and_are_not_linked(cast, change, idea):
    helps(change, cast.guest)
    idea.held_at = MONDAY
    idea.save()
    assert status(cast, cast.guest, idea) == {404}
    page = cast.client(cast.guest).get(change.get_absolute_url()).content.decode()
    assert idea.words not in page
    assert idea.get_absolute_url() not in page


def test_what_else_the_house_has_stays_there(cast, change, places):
    """Another measure and idea of the same ward; search; and what others of the house asked for."""
    helps(change, cast.guest)
    another = measures.start_measure(
        name="Falls", direction="decrease", interval="day", place=places.ward21, by=cast.grace, at=MONDAY
    )
    other = ideas.notice(words="The ramp is steep.", place=places.ward21, by=cast.amina, at=MONDAY)
    assert status(cast, cast.guest, another, other) == {404}
    assert "Nothing found" in text_of(cast.client(cast.guest).get("/search/?q=drip"))
    elsewhere = actions.open_change(
        title="A lamp", place=places.ward21, reversible=True, inside_team=True, new_risk=False, by=cast.grace, at=MONDAY
    )
    rung = Rung(cast.helen, places.rp5, level_of(places.rp5))
    enabling.ask_for(
        what="The key of the cellar", kind="estate", place=places.ward21, to=rung, work=elsewhere.subject, by=cast.grace,
        at=MONDAY + timedelta(days=1),
    )  # fmt: skip
    asked_here = f"{change.get_absolute_url()}in-the-way/"
    assert "The key of the cellar" in text_of(cast.client(cast.grace).get(asked_here))
    assert "The key of the cellar" not in text_of(cast.client(cast.guest).get(asked_here))


def test_people_of_an_organisation_that_takes_part_are_not_offered_what_another_asked(cast, places):
    change = led(cast, places, others=(places.larwood,))
    elsewhere = actions.open_change(
        title="A lamp", place=places.ward21, reversible=True, inside_team=True, new_risk=False, by=cast.grace, at=MONDAY
    )
    rung = Rung(cast.helen, places.rp5, level_of(places.rp5))
    actions.pair(change=elsewhere, seat=Seat.CLINICAL, person=cast.grace, by=cast.grace, at=MONDAY)
    actions.ask_for(change=elsewhere, what="The key of the cellar", kind="estate", to=rung, by=cast.grace, at=MONDAY)
    helps(change, cast.adil)
    assert "The key of the cellar" not in text_of(cast.client(cast.adil).get(f"{change.get_absolute_url()}in-the-way/"))
