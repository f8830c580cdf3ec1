"""The words of the main pages can be read by an eleven or twelve year old, and by somebody at the end of a night shift."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.cast import Cast, Places
from tests.house.world import World, build_world

# English years of school 6 and 7, with the unavoidable words (improvement, patient, organisation) left in.
OLDEST = 12.0
CORE = {
    "notice": ("ideas:notice", "", "amina"),
    "idea": ("ideas:idea", "idea", "grace"),
    "answer": ("ideas:answer", "idea", "grace"),
    "let it rest": ("ideas:rest", "idea", "amina"),
    "new change": ("changes:new", "", "grace"),
    "seats": ("changes:seats", "work", "grace"),
    "asked to lead": ("changes:invitation", "invitation_to_lead", "manager"),
    "start a test": ("changes:start_test", "work", "grace"),
    "pause": ("changes:pause", "work", "ward_mate"),
    "promise": ("changes:promise", "work", "manager"),
    "in the way": ("changes:in_the_way", "work", "grace"),
    "before it starts": ("changes:before", "asks_first", "grace"),
    "a permission": ("enabling:permission", "permission", "grace"),
    "what is this": ("changes:what_is_this", "work", "grace"),
    "an ask": ("enabling:ask", "ask", "helen"),
    "an hour": ("enabling:own_hours", "", "grace"),
    "library": ("stories:index", "", "grace"),
    "follow": ("stories:follow", "", "amina"),
    "tell the story": ("stories:tell", "works", "grace"),
    "where it went": ("stories:spread", "shared", "sam"),
    "became real": ("stories:became_real", "shared_idea", "amina"),
    "a card": ("stories:cards", "shared", "grace"),
    "calls": ("stories:calls", "", "tom"),
    "a call": ("stories:call", "call", "grace"),
    "answer a call": ("stories:answer_call", "call", "grace"),
    "take up": ("stories:take_up", "shared", "sam"),
    "asked of you": ("front:asked_of_you", "", "grace"),
    "me": ("front:me", "", "amina"),
    "my portfolio": ("growth:portfolio", "", "amina"),
    "my journey": ("insight:journey", "", "amina"),
    "how people are protected": ("insight:protection", "", "amina"),
    "leave me out": ("people:me_map", "", "amina"),
    "opportunities": ("growth:opportunities", "", "amina"),
    "an opportunity": ("growth:opportunity", "offer", "amina"),
    "step in": ("growth:step_in", "offer", "amina"),
    "answer who stepped in": ("growth:answer", "step_in", "grace"),
    "mentors": ("growth:mentors", "", "amina"),
    "a mentoring": ("growth:mentoring", "pair", "grace"),
    "where I could lead next": ("growth:leading", "", "amina"),
    "delete my portfolio": ("growth:delete_all", "", "amina"),
    "an entry": ("growth:entry", "entry", "amina"),
    "delete an entry": ("growth:delete", "entry", "amina"),
    "the pulse": ("insight:pulse", "ward21", "amina"),
    "surroundings": ("insight:surroundings", "ward21", "amina"),
    "about": ("front:about", "", ""),
    "privacy": ("front:privacy", "", ""),
    "sign in": ("account_login", "", ""),
}  # fmt: skip


@pytest.fixture
def world(cast: Cast, places: Places) -> World:
    return build_world(cast, places)


def test_the_main_pages_are_easy_to_read(world: World):
    ages = {name: age(html_of(world, *page)) for name, page in CORE.items()}
    hard = {name: round(years, 1) for name, years in ages.items() if years > OLDEST}
    assert not hard, f"reading age above {OLDEST:.0f}: {hard}"


def test_nothing_is_shouted(world: World):
    loud = [name for name, page in CORE.items() if re.search(r"\w!", " ".join(sentences(html_of(world, *page))))]
    assert not loud


def html_of(world: World, address: str, thing: str, reader: str) -> str:
    here = world.places.ward21.key
    parts = [here if thing == "ward21" else getattr(world, thing).public_id] if thing else []
    client = world.cast.client(getattr(world.cast, reader) if reader else None)
    response = client.get(reverse(address, args=parts))
    assert response.status_code == 200, address
    return response.content.decode()


def sentences(html: str) -> list[str]:
    """What is read as running text: paragraphs, hints and questions of the main part, not names, cards, tags or buttons."""
    main = BeautifulSoup(html, "html.parser").find("main")
    assert main
    for aside in main.select(".app-timeline, .app-cards, .nhsuk-tag, table, svg, script"):
        aside.decompose()
    texts = [part.get_text(" ", strip=True) for part in main.select("p, li, legend, label, .nhsuk-hint")]
    found = [one.strip() for text in texts for one in re.split(r"(?<=[.?!:])\s+", text)]
    return list(dict.fromkeys(one for one in found if len(one.split()) >= 4))


def age(html: str) -> float:
    """Reading age by Flesch and Kincaid: the school grade of the text plus five years."""
    text = sentences(html)
    words = [word for sentence in text for word in re.findall(r"[A-Za-z']+", sentence)]
    if len(words) < 20:
        return 0.0
    grade = 0.39 * len(words) / len(text) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return grade + 5


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end: near enough for a page of text."""
    word = word.lower()
    count = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and count > 1
    return max(1, count - silent - (word.endswith("ed") and not word.endswith(("ted", "ded")) and count > 1))


@pytest.mark.parametrize(("word", "count"), [("idea", 2), ("change", 1), ("table", 2), ("asked", 1), ("started", 2)])
def test_syllables_are_counted_well_enough(word, count):
    assert syllables(word) == count
