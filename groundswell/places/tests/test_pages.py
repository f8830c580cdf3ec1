"""Finding a place, open to everyone."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django.test import Client

from groundswell.places.actions import Loaded
from tests.cast import at_most

FIND = "/places/find/"


def page(client: Client, **asked: str) -> BeautifulSoup:
    answer = client.get(FIND, asked)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_a_visitor_finds_a_place_without_signing_in(client: Client, tiny: Loaded) -> None:
    seen = page(client, q="larwood")
    assert [link["href"] for link in seen.select(".app-card a")] == [
        "/places/C84001/",
        "/places/U05001/",
        "/places/Y08125/",
    ]
    assert seen.select_one("input[name=q]")["value"] == "larwood"


def test_a_closed_place_is_shown_as_closed(client: Client, tiny: Loaded) -> None:
    assert "closed" in page(client, q="misterton").select_one(".app-card__line").text


def test_nothing_found_and_too_little_typed_say_so(client: Client, tiny: Loaded) -> None:
    assert "Nothing was found" in page(client, q="zzzz").text
    assert "at least three letters" in page(client, q="z").text
    assert page(client).select("main [role=status]") == []


def test_the_part_is_options_alone_with_their_number(client: Client, tiny: Loaded) -> None:
    part = page(client, q="larwood", part="1")
    assert part.select("html") == []
    assert [option["data-key"] for option in part.select("ul > li[role=option]")] == ["C84001", "U05001", "Y08125"]
    assert part.select_one("ul")["data-said"] == "3 places found"
    assert page(client, q="zzzz", part="1").select_one("ul")["data-said"] == "Nothing found"


def test_the_part_offers_only_open_places_of_the_kinds_asked(client: Client, tiny: Loaded) -> None:
    assert page(client, q="misterton", part="1").select("li") == []
    assert len(page(client, q="larwood", part="1", kinds="network,nonsense").select("li")) == 1


def test_finding_costs_few_queries_and_cannot_be_posted(client: Client, tiny: Loaded) -> None:
    with at_most(3):
        client.get(FIND, {"q": "larwood", "part": "1"})
    with at_most(6):
        client.get(FIND, {"q": "larwood"})
    assert client.post(FIND, {"request_key": "k" * 20}).status_code == 405


def test_odd_questions_are_harmless(client: Client, tiny: Loaded) -> None:
    for q in ("x" * 5000, "\x00abc", "<b>bas", "%%%", "ＢＡＳ"):
        assert client.get(FIND, {"q": q}).status_code == 200
