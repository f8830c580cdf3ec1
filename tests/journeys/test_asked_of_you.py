"""Between two meetings, on a phone: what is asked of a manager and of an executive, answered in a few taps or by keys alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from groundswell.changes import actions as changes
from groundswell.changes.models import Change
from groundswell.enabling.models import Ask
from groundswell.enabling.rules import Rung, level_of
from groundswell.talk import actions as talk
from tests.journeys.test_keyboard import press

OLDEST = "Named signatory for ward stock"


class Taps:
    """A thumb that counts: every step is one tap and the page it leads to."""

    def __init__(self, page: Page) -> None:
        self.page, self.steps = page, 0

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.steps += 1

    def on(self, text: str) -> None:
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=text).first.click()
        self.steps += 1


@pytest.fixture
def work(cast, places) -> Change:
    """Amina and Sister Okafor have begun something on Ward 21."""
    return changes.open_change(
        title="Ward stock by Friday", place=places.ward21, reversible=True, inside_team=True, new_risk=False, by=cast.grace,
        at=timezone.now() - timedelta(days=30),
    )  # fmt: skip


def in_the_way(work: Change, what: str, to, at_place, by, days: int) -> Ask:
    rung, at = Rung(to, at_place, level_of(at_place)), timezone.now() - timedelta(days=days)
    return changes.ask_for(change=work, what=what, kind="estate", to=rung, by=by, at=at)


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.fixture
def three(cast, places, work) -> list[Ask]:
    changes.pair(change=work, seat="clinical", person=cast.grace, by=cast.grace, at=timezone.now() - timedelta(days=29))
    wanted = (("A lamp in the store", 4), (OLDEST, 19), ("A second key", 9))
    return [in_the_way(work, what, cast.manager, places.bassetlaw, cast.grace, days) for what, days in wanted]


@pytest.mark.parametrize("script", [True, False], ids=["script on", "script off"])
def test_the_oldest_of_three_is_promised_cleared_and_thanked_for_in_four_steps(be, cast, three, work, axe, script):
    phone = be(cast.manager, phone=True, script=script)
    taps = Taps(phone)
    taps.open("/asked-of-you/")
    expect(phone.locator("main")).to_contain_text("3 wait for you")
    expect(phone.locator("main")).to_contain_text("oldest: 19 days")
    first = phone.locator(".app-asked__card").first
    expect(first).to_contain_text(OLDEST)
    fits(phone)
    axe(phone, "asked of you")

    taps.on("By Fri")
    assert Ask.objects.get(what=OLDEST).status == "committed"
    expect(phone.locator("main")).to_contain_text("You promised")
    expect(phone.locator("main")).to_contain_text("2 wait for you")

    taps.on("It is done")
    assert Ask.objects.get(what=OLDEST).status == "kept"

    talk.thank(
        subject=work.subject, place=work.place, to=cast.manager, by=cast.grace, words="We had it the same day.",
        at=timezone.now(),
    )  # fmt: skip
    taps.open("/asked-of-you/")
    kept = phone.locator("main")
    expect(kept).to_contain_text("You cleared one thing this quarter.")
    expect(kept).to_contain_text("Sister Grace Okafor thanks you: “We had it the same day.”")
    expect(kept).to_contain_text(work.title)
    fits(phone)
    assert taps.steps <= 4


def test_the_same_with_keys_only(be, cast, three):
    desk = be(cast.manager)
    desk.goto("/asked-of-you/")
    press(desk, "By Fri")
    assert Ask.objects.get(what=OLDEST).status == "committed"
    press(desk, "It is done")
    assert Ask.objects.get(what=OLDEST).status == "kept"
    press(desk, "No…")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Why not")


@pytest.mark.parametrize("script", [True, False], ids=["script on", "script off"])
def test_an_executive_says_no_with_a_reason_and_the_team_sees_it(be, cast, places, work, axe, script):
    changes.pair(change=work, seat="clinical", person=cast.grace, by=cast.grace, at=timezone.now() - timedelta(days=29))
    ask = in_the_way(work, "A lift of our own", cast.helen, places.rp5, cast.grace, 12)
    phone = be(cast.helen, phone=True, script=script)
    phone.goto("/asked-of-you/")
    folded = phone.locator("main details", has_text="can still be cleared by somebody nearer")
    folded.locator("summary").click()
    expect(folded).to_contain_text("A lift of our own")
    expect(folded.get_by_role("button", name="Pass to The trust's operations manager")).to_be_visible()
    axe(phone, "asked of an executive")
    fits(phone)

    with phone.expect_navigation():
        folded.get_by_role("button", name="No…").or_(folded.get_by_role("link", name="No…")).first.click()
    fits(phone)
    phone.locator("[name=reason]").fill("The building is let until 2031.")
    phone.locator("[name=would_be_yes]").fill("A yes of the landlord.")
    with phone.expect_navigation():
        phone.locator("main form button:not([type=button])").first.click()
    expect(phone.locator("main")).to_contain_text("You said no")

    team = be(cast.grace, phone=True, script=script)
    team.goto(ask.get_absolute_url())
    seen = team.locator("main")
    expect(seen).to_contain_text("Why not: The building is let until 2031.")
    expect(seen).to_contain_text("What would make it a yes: A yes of the landlord.")
    expect(seen).to_contain_text("Helen Marsh offers ten minutes to talk about it.")
    with team.expect_navigation():
        team.get_by_role("button", name="Yes, we would like to talk").click()
    expect(team.locator("main")).to_contain_text("would like ten minutes to talk")
    fits(team)


def test_a_letter_opened_signed_out_leads_back_to_its_buttons(be, cast, places, work):
    changes.pair(change=work, seat="clinical", person=cast.grace, by=cast.grace, at=timezone.now() - timedelta(days=29))
    ask = in_the_way(work, "A second store", cast.manager, places.bassetlaw, cast.grace, 2)
    stranger = be(phone=True)
    stranger.goto(ask.get_absolute_url())
    assert stranger.url.endswith(f"/sign-in/?next={ask.get_absolute_url()}")
    phone = be(cast.manager, phone=True)
    phone.goto(ask.get_absolute_url())
    taps = Taps(phone)
    taps.on("By Fri")
    assert Ask.objects.get(pk=ask.pk).status == "committed"
    assert phone.url.endswith(ask.get_absolute_url())
