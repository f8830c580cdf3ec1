"""After a meeting: its list is pasted, looked through, saved by one deed and taken back by another; with and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from groundswell.ideas.models import Idea, Stage

pytestmark = pytest.mark.django_db(transaction=True)
RAISED = """Safety huddle
1. The ramp to the day room is steep.
2. Mrs Miggins in bed 9 waited an hour for a chair.
3. The sling in bay 3 has a torn strap.
   It was reported in May.
"""


@pytest.mark.parametrize("script", [False, True])
def test_what_a_meeting_raised(cast, places, be, axe, script):
    page = be(cast.grace, script=script, phone=True)
    page.goto(f"/places/{places.ward21.key}/board/")
    page.get_by_role("link", name="Ideas from a meeting").click()
    page.get_by_label("What did the meeting raise?").fill(RAISED)
    page.get_by_role("button", name="See the ideas").click()
    expect(page.get_by_role("heading", name="4 ideas: are they right?")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("Idea 3: ")
    if script:
        axe(page, "several, looked through")
    first, second, third, fourth = (page.get_by_role("group", name=f"Idea {n}", exact=True) for n in (1, 2, 3, 4))
    first.get_by_label("Leave this one out").check()
    third.get_by_label("What was noticed?").fill("A patient waited an hour for a chair.")
    fourth.get_by_text("A colleague noticed it").click()
    fourth.get_by_label("Whose idea was it, if not yours?").fill("Amina")
    page.get_by_role("button", name="Save them all").click()
    expect(page.get_by_text("Ask those you named first").first).to_be_visible()
    expect(second.get_by_label("What was noticed?")).to_have_value("The ramp to the day room is steep.")
    expect(first.get_by_label("Leave this one out")).to_be_checked()
    page.get_by_label("Everybody I named said yes").check()
    page.get_by_role("button", name="Save them all").click()
    expect(page.get_by_text("Saved: 3 ideas.")).to_be_visible()
    assert [(one.words.split()[1], one.owner) for one in Idea.objects.order_by("pk")] == [
        ("ramp", cast.grace), ("patient", cast.grace), ("sling", cast.amina)
    ]  # fmt: skip
    if script:
        axe(page, "several, saved")
    page.get_by_role("button", name="Undo: take mine back").click()
    expect(page.get_by_text("Taken back: 2 ideas rest now.")).to_be_visible()
    assert Idea.objects.filter(stage=Stage.RESTING).count() == 2


def test_by_keyboard_alone(cast, places, be):
    page = be(cast.amina)
    page.goto("/notice/several/")
    page.get_by_label("What did the meeting raise?").focus()
    page.keyboard.type("One\nTwo")
    for _stop in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == "See the ideas":
            break
    page.keyboard.press("Enter")
    page.get_by_role("group", name="Idea 2", exact=True).get_by_label("Leave this one out").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save them all").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved: 1 idea.")).to_be_visible()


def test_nothing_runs_out_of_a_page_320_wide(cast, places, be):
    page = be(cast.amina, phone=True)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/notice/several/")
    page.get_by_label("What did the meeting raise?").fill("- " + "W" * 60 + "\n- Mrs Miggins in bed 9 waited.")
    page.get_by_role("button", name="See the ideas").click()
    expect(page.get_by_role("heading", name="2 ideas: are they right?")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
