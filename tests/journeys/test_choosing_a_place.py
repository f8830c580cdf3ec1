"""Choosing a place: suggestions while typing, and the same by asking back when there is no script."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from groundswell.places import tests as room
from groundswell.places.actions import load_ods

SAMPLE = Path(room.__file__).parent / "tidy"


@pytest.fixture
def bassetlaw(live_server):
    load_ods(SAMPLE, at=date(2026, 3, 2))


def test_suggestions_come_while_typing_and_are_chosen_by_keys(be, bassetlaw, axe, picture):
    page = be(phone=True)
    page.goto("/notice/")
    box = page.get_by_label("Where?")
    expect(box).to_have_attribute("aria-expanded", "false")

    box.press_sequentially("bassetl")
    expect(page.get_by_role("option").first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".app-finder [role=status]")).to_have_text("4 places found")
    axe(page, "suggestions")
    box.focus()
    box.press("ArrowDown")
    box.press("ArrowDown")
    chosen = page.locator("[aria-selected=true]")
    expect(chosen).to_contain_text("Bassetlaw Hospital")
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    picture(page, "choosing-a-place", whole=False)

    box.press("Enter")
    expect(box).to_have_value("Bassetlaw Hospital")
    expect(page.locator("[name=place_key]")).to_have_value("RP5BA")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_new_letters_forget_the_choice_and_escape_closes_the_list(be, bassetlaw):
    page = be()
    page.goto("/notice/")
    box = page.get_by_label("Where?")
    box.press_sequentially("montagu")
    page.get_by_role("option", name="Montagu Hospital").click()
    expect(page.locator("[name=place_key]")).to_have_value("RP5MM")

    box.press("Backspace")
    expect(page.locator("[name=place_key]")).to_have_value("")
    expect(page.get_by_role("option")).to_have_count(1)
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_without_script_the_form_asks_which_of_these_and_loses_nothing(be, bassetlaw, axe):
    page = be(script=False, phone=True)
    page.goto("/notice/")
    page.locator("textarea").fill("The printer is far away.")
    page.get_by_label("Where?").fill("bassetlaw")
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("group", name="Where?").get_by_role("radio")).to_have_count(4)
    expect(page.locator("textarea")).to_have_value("The printer is far away.")
    axe(page, "which of these")
    page.get_by_label("Bassetlaw Hospital", exact=True).check()
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/sign-in/**")  # the place was taken; a visitor signs in next
