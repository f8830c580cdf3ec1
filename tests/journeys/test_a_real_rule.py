"""Somebody was told a rule; nobody can show it; it is dropped with thanks. And small money without asking."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from groundswell.enabling import actions as enabling

pytestmark = pytest.mark.django_db(transaction=True)
RULE = "Two signatures for a box of light bulbs"


@pytest.mark.parametrize("script", [False, True])
def test_a_rule_found_to_be_a_habit_is_dropped(cast, places, be, axe, script):
    asks = be(cast.amina, script=script, phone=True)
    asks.goto("/places/RP5BA-W21/")
    asks.get_by_role("link", name="Is this a real rule?").click()
    asks.get_by_role("link", name="Ask about a rule").first.click()
    if script:
        axe(asks, "ask about a rule")
    asks.get_by_label("What were you told?").fill(RULE)
    asks.get_by_label("Sister Grace Okafor, Ward 21").check()
    asks.get_by_label("My name may be shown").check()
    asks.get_by_role("button", name="Ask", exact=True).click()
    expect(asks.get_by_role("heading", name=RULE)).to_be_visible()
    expect(asks.get_by_text("Nobody has shown it yet")).to_be_visible()

    keeps = be(cast.grace, script=script, phone=True)
    keeps.goto("/asked-of-you/")
    keeps.get_by_role("link", name="Say what it is").click()
    keeps.get_by_label("A habit: nobody can show the rule").check()
    keeps.get_by_role("button", name="Send").click()
    expect(keeps.get_by_text("Whoever asked was told.")).to_be_visible()
    if script:
        axe(keeps, "a rule")
    keeps.goto("/asked-of-you/")
    keeps.get_by_role("button", name="Drop it").click()
    expect(keeps.get_by_text("Thank you, Amina Yusuf, for asking.")).to_be_visible()

    asks.goto("/me/notices/")
    expect(asks.get_by_text("Thanks to Amina Yusuf, who asked")).to_be_visible()
    asks.goto("/rules/?q=signatures")
    expect(asks.get_by_text("Dropped this year: 1 rule, thanks to Amina Yusuf.")).to_be_visible()
    if script:
        axe(asks, "rules")


@pytest.mark.parametrize("script", [False, True])
def test_small_money_is_spent_and_more_is_asked_for(cast, places, be, axe, script, monday):
    enabling.set_fund(place=places.ward21, yearly=50_000, limit=5_000, by=cast.grace, at=monday)
    page = be(cast.amina, script=script, phone=True)
    page.goto("/places/RP5BA-W21/fund/")
    page.get_by_role("link", name="Spend from it").click()
    page.get_by_label("What for?").fill("A lamp")
    page.get_by_label("How many pounds?").fill("80")
    page.get_by_role("button", name="Spend it").click()
    expect(page.get_by_text("The fund pays up to £50 at a time.").first).to_be_visible()
    expect(page.get_by_label("What for?")).to_have_value("A lamp")
    if script:
        axe(page, "more than the fund gives")
    page.get_by_label("How many pounds?").fill("£12.50")
    page.get_by_role("button", name="Spend it").click()
    expect(page.get_by_text("£12.50").first).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back. £12.50 is there again.")).to_be_visible()
    if script:
        axe(page, "fund")
