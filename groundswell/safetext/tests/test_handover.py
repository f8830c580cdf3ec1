"""Which words are offered another door, and which are an idea and stay."""

from __future__ import annotations

import pytest

from groundswell.safetext import handover
from groundswell.safetext.handover import ROUTES

OFFERED = {
    "safeguarding": [
        "I have a safeguarding concern about the boy in ED",
        "she is afraid of her husband and has unexplained bruises",
    ],
    "speak_up": [
        "My manager bullies the new starters and we are scared to speak up",
        "We were told not to report the falls",
        "Someone is stealing controlled drugs",
    ],
    "incident": [
        "He was given the wrong dose of insulin last night",
        "A lady fell and broke her hip",
        "The wrong leg was marked",
        "needlestick injury in theatre 2",
    ],
    "complaint": ["The family want to make a complaint", "I wish to complain about the ward"],
    "hr_matter": [
        "My overtime was not paid in May",
        "I want to raise a grievance",
        "I have not been paid for the bank shift",
    ],
    "it_fault": [
        "The printer on ward 4 is broken",
        "I can't log in to SystmOne",
        "wifi is down again",
        "The computers keep crashing",
    ],
    "estates_fault": [
        "The tap in bay 2 is leaking",
        "Lift is out of order",
        "there is a leak in the ceiling",
        "No hot water on Ward 6",
    ],
}
IDEAS = [
    "Could we have a second printer on AMU?",
    "Print the letters once, not twice",
    "One incident form instead of three",
    "Datix takes 20 minutes, cut it to 5",
    "Safeguarding forms: a new form each time. One living record.",
    "Put sensor lights in the corridor",
    "The complaints leaflet is hard to read",
    "Anti-bullying poster in the staff room",
    "Rota out six weeks ahead instead of two",
    "Give the wrong-size gowns back to stores",
    "Wards ring pharmacy 40 times a day",
    "",
]


@pytest.mark.parametrize(("route", "text"), [(route, text) for route, texts in OFFERED.items() for text in texts])
def test_the_right_door_is_offered(route: str, text: str) -> None:
    assert route in handover(text)


@pytest.mark.parametrize("text", IDEAS)
def test_an_idea_stays(text: str) -> None:
    assert handover(text) == ()


def test_there_are_words_for_every_route() -> None:
    assert [route.code for route in ROUTES] == list(OFFERED)


def test_unseen_letters_are_looked_through() -> None:
    assert handover("I am being BUL\u200bLIED") == ("speak_up",)
