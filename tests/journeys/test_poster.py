"""From the poster to Saved in three steps, without an account, on a small phone; and the shared tablet that keeps nothing."""

from __future__ import annotations

import pytest

from groundswell.ideas import actions
from groundswell.ideas.models import Idea
from groundswell.people.models import RoleGrant

pytestmark = pytest.mark.journey
WORDS = "The hoist sling in bay 3 has a torn strap."


@pytest.fixture
def codes(cast, places, monday):
    RoleGrant.objects.filter(person__in=[cast.grace, cast.meera], role="answerer").update(accepted_at=monday)
    return [
        actions.make_posters(places=[places.ward21], by=cast.grace, at=monday, tablet=tablet)[0]
        for tablet in (False, True)
    ]


@pytest.mark.parametrize("script", [True, False])
def test_scan_type_send(be, codes, axe, script):
    page = be(None, script=script, phone=True)
    page.goto(codes[0].get_absolute_url())
    if script:
        axe(page, "notice from a poster")
    page.get_by_label("What have you noticed?").fill(WORDS)
    page.get_by_role("button", name="Send").click()
    number = page.locator(".app-number").inner_text()
    if script:
        axe(page, "saved, with a number")
    page.get_by_role("button", name="Something could go wrong").click()
    assert Idea.objects.get().kind == "risk"
    page.get_by_role("link", name="/receipts/").click()
    page.get_by_label("Your number").fill(number)
    page.get_by_role("button", name="Open").click()
    assert WORDS in page.locator("main").inner_text()


def test_after_send_the_tablet_shows_nothing_not_even_by_going_back(be, codes):
    page = be(None, phone=True)
    page.goto(f"/t/{codes[1].code}/")
    page.get_by_label("What have you noticed?").fill(WORDS)
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Saved").wait_for()
    assert "sling" not in page.content()
    page.go_back()
    page.get_by_label("What have you noticed?").wait_for()
    assert page.get_by_label("What have you noticed?").input_value() == ""
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert kept in ('[{"person":""},{}]', '[{"person":"","outbox":"1"},{}]', '[{"outbox":"1","person":""},{}]')
    assert Idea.objects.count() == 1


def test_a_poster_and_its_cards_are_one_sheet_each(be, cast, places, codes):
    page = be(cast.grace)
    for kind in ("poster", "cards"):
        page.goto(f"/places/{places.ward21.key}/poster/{kind}/")
        assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1, kind


def test_the_posters_of_a_whole_trust_keep_the_rules(be, cast, places, codes, axe):
    page = be(cast.admin)
    page.goto(f"/places/{places.rp5.key}/posters/")
    axe(page, "posters of a trust")
    page.goto(f"/places/{places.rp5.key}/posters/?print=yes")
    axe(page, "sheets of a trust")
