"""An organisation says whom it has for what is not an idea."""

from __future__ import annotations

from groundswell.places.models import Door, Route
from groundswell.places.queries import doors_of
from groundswell.ui.ids import new_key


def test_nobody_named_is_the_national_line_for_speaking_up_alone(places):
    named = {door.route: door.name for door in doors_of(places.ward21) if door.name}
    assert named == {Route.SPEAK_UP: "Speak Up Direct"}


def test_who_looks_after_the_organisation_names_them(cast, places):
    client = cast.client(cast.admin)
    address = f"/places/{places.rp5.key}/doors/"
    assert "Freedom to Speak Up: who" in client.get(address).content.decode()
    said = {"speak_up_name": "The guardian", "speak_up_phone": "01302 000 100", "speak_up_address": "ftsu@rp5.example"}
    assert client.post(address, said | {"request_key": new_key()}).status_code == 302
    door = next(door for door in doors_of(places.ward21) if door.route == Route.SPEAK_UP)
    assert (door.name, door.phone, door.address) == ("The guardian", "01302 000 100", "ftsu@rp5.example")
    assert client.post(address, {"request_key": new_key()}).status_code == 302
    assert not Door.objects.exists()


def test_an_address_that_is_none_is_told_next_to_its_field(cast, places):
    answer = cast.client(cast.admin).post(
        f"/places/{places.rp5.key}/doors/", {"it_fault_address": "javascript:alert(1)", "request_key": new_key()}
    )
    assert "begins with https://" in answer.content.decode()
    assert not Door.objects.exists()
