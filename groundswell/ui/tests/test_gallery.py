"""The gallery shows every component, so that it can be looked at and checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from groundswell import ui

pytestmark = pytest.mark.django_db
FRAME = {"nav"}  # on every page already


@pytest.fixture
def shown(client):
    answer = client.get("/gallery/")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_every_component_is_shown(shown):
    there = {folder.name for folder in (Path(ui.__file__).parent / "templates" / "components").iterdir()} - FRAME
    assert {tag.get_text() for tag in shown.select("h2[id^=part-]")} == there


def test_ids_are_given_once(shown):
    ids = [tag["id"] for tag in shown.select("[id]")]
    assert sorted(ids) == sorted(set(ids))


def test_every_field_has_a_label(shown):
    labelled = {tag["for"] for tag in shown.select("label[for]")}
    for field in shown.select("input:not([type=hidden]), select, textarea"):
        assert field.get("id") in labelled or field.get("aria-label"), field


def test_nothing_is_inline(shown):
    assert not shown.select("[style], style, script:not([src])")
    assert not [tag for tag in shown.find_all() for name in tag.attrs if name.startswith("on")]
