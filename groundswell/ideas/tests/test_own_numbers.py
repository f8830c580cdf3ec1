"""Boxes know how hospital numbers are written where they are: those of a person's organisation, those of a poster's."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from groundswell.ideas.actions import make_posters
from groundswell.ideas.models import Idea
from groundswell.people.models import RoleGrant
from groundswell.places.actions import set_own_numbers
from tests.cast import send

pytestmark = pytest.mark.django_db
LINE = "The notes of K204417 were lost again"


@pytest.fixture(autouse=True)
def known(places):
    set_own_numbers(organisation=places.rp5, shapes=["A999999"])


def shapes_on(client, address):
    box = BeautifulSoup(client.get(address).content, "html.parser").find("textarea")
    return json.loads(box.get("data-safe-numbers", "[]"))


def test_the_organisation_of_a_person_and_no_other(cast, places):
    ours, others = cast.client(cast.amina), cast.client(cast.adil)
    assert shapes_on(ours, "/notice/") == ["A999999"]
    assert shapes_on(others, "/notice/") == []
    answer = send(ours, "/notice/", words=LINE, place_key=places.ward21.key)
    assert answer.status_code == 200
    assert "K204417" in answer.content.decode().split("<textarea")[0]
    assert not Idea.objects.exists()
    home = cast.adil.memberships.first().place
    assert send(others, "/notice/", words=LINE, place_key=home.key).status_code == 302
    assert Idea.objects.count() == 1


def test_looking_for_what_is_like_it_while_typing(cast):
    assert send(cast.client(cast.amina), "/notice/tried-before/", words=LINE).content == b""


def test_a_poster_knows_those_of_its_place_whoever_stands_before_it(cast, places, monday):
    RoleGrant.objects.filter(person__in=[cast.grace, cast.meera], role="answerer").update(accepted_at=monday)
    address = make_posters(places=[places.ward21], by=cast.grace, at=monday)[0].get_absolute_url()
    for client in (Client(), cast.client(cast.adil)):
        assert shapes_on(client, address) == ["A999999"]
        assert send(client, address, words=LINE).status_code == 200
    assert not Idea.objects.exists()
    assert shapes_on(cast.client(cast.adil), "/notice/") == []
