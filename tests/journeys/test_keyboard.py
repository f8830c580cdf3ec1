"""The deeds that matter, done with keys only: notice, find, answer, enter a number, read the chart.

That every page can be gone round with keys is the matter of test_every_page.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.keys import MOST


def tab_to(page: Page, text: str) -> None:
    """Press Tab until something with that text (or name) has the focus."""
    for _stop in range(MOST):
        page.keyboard.press("Tab")
        if text in page.evaluate(
            "() => { const e = document.activeElement; return `${e.innerText || ''}|${e.name || ''}|${e.value || ''}`; }"
        ):
            return
    pytest.fail(f"no stop says {text!r} on {page.url}")


def press(page: Page, text: str) -> None:
    """Go there and press Enter, as one action."""
    tab_to(page, text)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_skip_link_leads_to_the_words(be, cast):
    page = be(cast.amina)
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("script", [True, False], ids=["script on", "script off"])
def test_notice_find_and_answer_with_keys_only(be, cast, places, script):
    amina, grace = be(cast.amina, script=script), be(cast.grace, script=script)
    amina.goto("/notice/")
    tab_to(amina, "words")
    amina.keyboard.type("The drip stands are never where we need them.")
    press(amina, "Send")
    expect(amina.get_by_role("heading", level=1)).to_contain_text("Sister Grace Okafor")

    amina.goto("/search/")
    tab_to(amina, "q")
    amina.keyboard.type("drip stands")
    with amina.expect_navigation():
        amina.keyboard.press("Enter")
    press(amina, "The drip stands")
    expect(amina.get_by_role("heading", level=1)).to_contain_text("drip stands")

    grace.goto("/asked-of-you/")
    press(grace, "Answer")
    tab_to(grace, "words")
    grace.keyboard.type("True. Let us mark their places.")
    press(grace, "Send your answer")
    expect(grace.locator("main")).to_contain_text("Amina Yusuf was told")


def test_an_error_takes_the_keyboard_to_its_summary(be, cast, places):
    page = be(cast.amina)
    page.goto("/notice/")
    press(page, "Send")
    assert page.evaluate("document.activeElement.className").startswith("nhsuk-error-summary")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "words"


def test_a_number_is_entered_and_its_chart_and_table_are_read_with_keys_only(be, cast, places):
    page = be(cast.grace)
    page.goto("/measures/start/?place=RP5BA-W21")
    tab_to(page, "name")
    page.keyboard.type("Walks for a drip stand")
    tab_to(page, "direction")
    page.keyboard.press("ArrowDown")
    press(page, "Start")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Walks for a drip stand")
    press(page, "Paste or load many")
    tab_to(page, "text")
    page.keyboard.insert_text("\n".join(f"{day:02}/01/2026\t{30 - day % 4}" for day in range(13, 31)))
    press(page, "Look at it first")
    press(page, "Add 18 readings")
    expect(page.locator("main svg[role=img]").first).to_be_visible()
    tab_to(page, "30 January 2026")  # the table is a region of its own, so that it can be moved by keys
    assert page.evaluate("document.activeElement.getAttribute('aria-labelledby')") == "numbers"
    assert page.locator("table.app-numbers tbody tr").count() == 18
