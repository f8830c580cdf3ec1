"""While somebody types, and after Send: what was tried before, and what they say of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from groundswell.ideas import actions
from groundswell.ideas.models import Idea

FLUIDS = "Every bag of fluid is a walk to the far store, the near one is locked"


@pytest.fixture
def earlier(cast, places):
    idea = actions.notice(words=FLUIDS, place=places.ward17, by=cast.meera, at=timezone.now() - timedelta(days=90))
    actions.just_fix(idea=idea, what="The near store has a key code.", by=cast.meera, at=timezone.now())
    return idea


def test_what_was_tried_before_is_seen_while_typing(be, cast, earlier, axe):
    # given Amina on her phone, who begins to type
    page = be(cast.amina, phone=True)
    asked = []
    page.on("request", lambda request: asked.append(request) if "tried-before" in request.url else None)
    page.goto("/notice/")
    page.locator("textarea").first.press_sequentially("The fluids")
    page.wait_for_timeout(1200)
    assert not [one for one in asked if one.method == "POST"]

    # when she has written enough and pauses
    page.locator("textarea").first.press_sequentially(" are in the far store and the near one is locked")
    line = page.locator(".app-same summary")
    expect(line).to_contain_text("Looks the same as")
    looks = [one for one in asked if one.method == "POST"]
    assert len(looks) == 1
    assert "fluids" not in looks[0].url

    # then one tap shows what came of it, and her words are still there
    line.click()
    expect(page.locator(".app-same a")).to_have_attribute("href", earlier.get_absolute_url())
    expect(page.locator(".app-same")).to_contain_text("Working")
    expect(page.locator("textarea").first).to_have_value("The fluids are in the far store and the near one is locked")
    axe(page, "notice, looks the same")


@pytest.mark.parametrize("script", [True, False], ids=["script on", "script off"])
def test_after_send_she_says_that_hers_is_the_same(be, cast, earlier, axe, script):
    page = be(cast.amina, phone=True, script=script)
    page.goto("/notice/")
    page.locator("textarea").first.fill("The fluids are in the far store and the near one is locked")
    page.get_by_role("button", name="Send", exact=True).click()
    page.wait_for_url("**/sent/")
    expect(page.locator(".app-card")).to_contain_text(earlier.first_words[:30])
    axe(page, "sent, tried before")
    page.get_by_role("button", name="Mine is the same").click()
    page.wait_for_url(lambda url: not url.endswith("/sent/"))
    assert Idea.objects.get(owner=cast.amina).joined_to == earlier
