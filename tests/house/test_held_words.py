"""Words confirmed as "not a patient" are held: a marker in them is looked for everywhere else, also in the database."""

from __future__ import annotations

import logging

import pytest
from django.apps import apps
from django.core import mail
from django.utils import timezone

from groundswell.front import tick
from groundswell.ideas.models import Idea
from groundswell.ui.ids import new_key

MARKER = "zebrafish"
WORDS = f"The notes of 943 476 5919 were lost behind the {MARKER} tank."


@pytest.fixture
def held(cast, places, caplog, monkeypatch) -> Idea:
    for name in ("", "django", "groundswell"):
        logger = logging.getLogger(name)
        monkeypatch.setattr(logger, "handlers", [caplog.handler])
        caplog.set_level(logging.DEBUG, name)
    logging.getLogger("groundswell.probe").info("this test hears what is logged")
    about = {
        "words": WORDS, "words_not_a_patient": "on", "place": places.ward21.name, "place_key": places.ward21.key,
        "place_for": places.ward21.name, "request_key": new_key(),
    }  # fmt: skip
    answer = cast.client(cast.amina).post("/notice/", about)
    assert answer.status_code == 302, answer.content.decode()
    idea = Idea.objects.get()
    assert idea.held_at
    tick.tick(timezone.now())
    return idea


def rows_with(words: str) -> set[str]:
    return {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for row in model._default_manager.values_list()
        if any(words in str(value) for value in row)
    }


def test_held_words_stand_in_one_row_alone(held):
    assert rows_with(MARKER) == {"ideas.Idea"}


def test_held_words_reach_no_log_and_no_letter(held, caplog):
    heard = "\n".join(record.getMessage() for record in caplog.get_records("setup"))
    assert "this test hears what is logged" in heard
    assert MARKER not in heard
    assert not [letter for letter in mail.outbox if MARKER in letter.subject + letter.body + str(letter.alternatives)]


@pytest.mark.parametrize("name", ["grace", "meera", "manager", "ward_mate", "admin", "tom", "auditor"])
def test_held_words_are_on_no_page_of_another(held, cast, places, name):
    client = cast.client(getattr(cast, name))
    search = "/search/?q=notes+lost+behind+the+tank"
    for address in ("/", "/asked-of-you/", "/ideas/", search, f"/places/{places.ward21.key}/", held.get_absolute_url()):
        assert MARKER not in client.get(address, follow=True).content.decode()


def test_the_information_governance_lead_and_the_owner_read_them(held, cast):
    assert MARKER in cast.client(cast.ig).get(held.get_absolute_url()).content.decode()
    assert MARKER in cast.client(cast.amina).get(held.get_absolute_url()).content.decode()
