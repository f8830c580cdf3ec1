"""How an organisation writes its hospital numbers."""

from __future__ import annotations

import pytest

from groundswell.places.actions import set_own_numbers
from groundswell.ui.own_numbers import shapes_here
from groundswell.ui.verdicts import Refused
from tests.cast import send

LINE = "The notes of K204417 were lost again"


@pytest.fixture
def address(places):
    return f"/places/{places.rp5.key}/hospital-numbers/"


def test_who_looks_after_the_organisation_says_how(cast, places, address):
    client = cast.client(cast.admin)
    assert "How are they written?" in client.get(address).content.decode()
    assert send(client, address, shapes=" a999999 \n\nRX  99999\nA999999").status_code == 302
    places.rp5.refresh_from_db()
    assert places.rp5.number_shapes == ("A999999", "RX 99999")
    assert "A999999\nRX 99999" in client.get(address).content.decode()
    assert send(client, address, shapes="").status_code == 302
    places.rp5.refresh_from_db()
    assert places.rp5.number_shapes == ()


def test_trying_shows_what_would_be_asked_about_and_keeps_nothing(cast, places, address):
    answer = send(cast.client(cast.admin), address, shapes="A999999", tried=LINE, deed="try").content.decode()
    assert '<q class="app-safe__words">K204417</q>' in answer
    assert "A999999" in answer
    places.rp5.refresh_from_db()
    assert places.rp5.number_shapes == ()
    answer = send(cast.client(cast.admin), address, shapes="AA99999", tried=LINE, deed="try").content.decode()
    assert "Nothing in this line" in answer


@pytest.mark.parametrize(
    ("shapes", "why"),
    [
        ("A999", "5 to 20 signs"),
        ("[0-9]+A9999", "letters, digits"),
        ("A{9}9999", "letters, digits"),
        ("AAAAAA", "four 9s"),
        ("99999", "six 9s"),
        ("A9999\nB9999\nC9999\nD9999\nE9999\nF9999", "at most 5"),
    ],
)
def test_a_shape_that_would_catch_too_much_is_told_next_to_its_field(cast, places, address, shapes, why):
    answer = send(cast.client(cast.admin), address, shapes=shapes)
    assert answer.status_code == 200
    assert why in answer.content.decode()
    assert shapes.split("\n")[0] in answer.content.decode()
    places.rp5.refresh_from_db()
    assert not places.rp5.own_numbers


def test_the_verb_refuses_them_too_and_a_ward_has_none(places):
    with pytest.raises(Refused):
        set_own_numbers(organisation=places.rp5, shapes=["9"])
    with pytest.raises(Refused):
        set_own_numbers(organisation=places.ward21, shapes=["A999999"])


def test_outside_a_request_there_are_none():
    assert shapes_here() == ()
