"""The huddle: the whole board on one screen, cards moved by mouse and by keys, numbers saved one by one."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from groundswell.changes import actions as changes
from groundswell.changes.models import State
from groundswell.front import demo
from groundswell.ideas import actions as ideas
from groundswell.measures import actions as measures
from groundswell.measures.models import Reading
from groundswell.people.models import Person
from groundswell.ui.formats import london_day
from tests.cast import build_places
from tests.journeys.keys import go_round

BOARD = "/places/RP5BA-W21/board/"
SCREEN = {"width": 1366, "height": 768}


@pytest.fixture
def ward(cast, places):
    """Something new, something that works and has a reading, and two numbers that are due."""
    now = timezone.now()
    ideas.notice(words="The trolley is never stocked.", place=places.ward21, by=cast.amina, at=now - timedelta(days=3))
    change = changes.open_change(
        title="Results on one board", place=places.ward21, reversible=True, inside_team=True, new_risk=False, by=cast.grace,
        at=now - timedelta(days=120),
    )  # fmt: skip
    changes.pair(change=change, seat="clinical", person=cast.grace, by=cast.grace, at=now)
    began = now - timedelta(days=110)
    test = changes.start_test(
        change=change, question="Is it read?", prediction="Yes", scale="one_week", started_on=london_day(began),
        by=cast.grace, at=began,
    )  # fmt: skip
    on = london_day(now - timedelta(days=100))
    changes.learn_from(
        test=test, happened="It was.", learned="All do.", decision="adopt", ended_on=on, by=cast.grace, at=now
    )
    for name in ("Walks", "Bells"):
        measures.start_measure(
            name=name, direction="decrease", interval="day", place=places.ward21, by=cast.grace, at=now
        )
    held = changes.start_measure(
        change=change, place=places.ward21, name="Calls", direction="decrease", interval="day", by=cast.grace, at=now
    )
    measures.add_reading(measure=held, on=london_day(now), value=3, by=cast.grace, at=now)
    return change


def said(page: Page):
    return page.locator("[data-board-said]")


def on_the_board(page: Page) -> Page:
    page.set_viewport_size(SCREEN)
    page.goto(BOARD)
    expect(page.locator("[data-board]")).to_have_attribute("role", "grid")
    return page


def test_by_keys_alone(be, cast, ward):
    page = on_the_board(be(cast.grace))
    page.locator("[data-column=new] [data-card]").focus()
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("is in your hand")
    page.keyboard.press("ArrowRight")
    expect(said(page)).to_contain_text("to Trying")
    page.keyboard.press("Escape")
    expect(said(page)).to_contain_text("is back in New")

    for key in ("Space", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(said(page)).to_contain_text("stays in New. Start to try it first.")
    expect(page.locator("[data-column=new] [data-card]")).to_be_focused()

    # to what works, and on to normal practice, in one step; the other box keeps what is typed
    page.get_by_label("Walks").fill("7")
    page.locator("[data-column=new] [data-card]").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    for key in ("Enter", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(said(page)).to_contain_text("Results on one board: Normal practice here.")
    assert ward.change_places.get().state == State.NORMAL
    expect(page.get_by_label("Walks")).to_have_value("7")

    # what is missing is asked
    page.locator("[data-column=new] [data-card]").focus()
    for key in ("Enter", "ArrowRight"):
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_label("What shall we try?").or_(page.locator("[name=title]")).first).to_have_value(
        "The trolley is never stocked"
    )


def test_by_mouse(be, cast, ward):
    page = on_the_board(be(cast.grace))
    works = page.locator("[data-column=working] [data-card]")
    works.drag_to(page.locator("[data-column=new] h2"))
    expect(said(page)).to_contain_text("stays in Working. Work does not go back to New.")
    expect(works).to_have_count(1)
    with page.expect_navigation():
        page.locator("[data-column=new] [data-card]").drag_to(page.locator("[data-column=trying]"))
    assert "/changes/new/?idea=" in page.url


def test_with_the_link_of_the_card_and_no_script(be, cast, ward):
    page = be(cast.grace, script=False)
    page.goto(BOARD)
    page.locator("[data-column=working] .app-board__move").click()
    page.get_by_role("button", name=re.compile("Move it here.*Normal practice")).click()
    expect(page.get_by_text("Results on one board: Normal practice here.")).to_be_visible()
    page.get_by_label("Walks").fill("many")
    page.get_by_label("Bells").fill("2")
    page.get_by_role("button", name=re.compile("Save.*Walks")).click()
    expect(page.locator(".app-entry__wrong")).to_be_visible()
    expect(page.get_by_label("Bells")).to_have_value("2")
    page.get_by_role("button", name=re.compile("Save.*Bells")).click()
    expect(page.get_by_label("Walks")).to_have_value("many")
    assert [row.value for row in Reading.objects.filter(measure__name="Bells")] == [2]


def test_numbers_one_by_one(be, cast, ward):
    page = on_the_board(be(cast.grace))
    expect(page.locator(".app-entry form")).to_have_count(page.locator(".app-entry").count())  # each has become its own
    page.get_by_label("Walks").fill("many")
    page.get_by_label("Bells").fill("2")
    page.get_by_role("button", name=re.compile("Save.*Walks")).click()
    expect(page.locator(".app-entry__wrong")).to_contain_text("number")
    expect(page.get_by_label("Bells")).to_have_value("2")
    page.get_by_label("Walks").fill("7")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved: 7")).to_be_visible()
    expect(page.get_by_label("Bells")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved: 2")).to_be_visible()
    assert sorted(row.value for row in Reading.objects.filter(measure__name__in=("Walks", "Bells"))) == [2, 7]


def test_the_whole_board_of_the_demonstration_on_one_screen(db, be, axe, picture):
    build_places()
    demo.load()
    page = on_the_board(be(Person.objects.get(email__startswith="grace")))
    assert page.locator("[data-card]").count() >= 20
    for part in (".app-board", ".app-due-strip"):
        box = page.locator(part).bounding_box()
        assert box["y"] + box["height"] <= SCREEN["height"], part
    assert page.evaluate("scrollX + document.documentElement.scrollWidth") == SCREEN["width"]
    assert not go_round(page)
    axe(page, "board")
    picture(page, "board")
    without_signal(page)


def without_signal(page: Page) -> None:
    """A number is kept, says so in its own place, and the hand is in the next box on the same screen."""
    page.context.set_offline(True)
    boxes = page.locator(".app-entry__box")
    boxes.first.fill("7")
    page.keyboard.press("Enter")
    expect(page.locator(".app-entry").first).to_contain_text("7: Kept on this device")
    expect(boxes.nth(1)).to_be_focused()
    strip = page.locator(".app-due-strip").bounding_box()
    assert strip["y"] + strip["height"] <= SCREEN["height"]
    page.context.set_offline(False)


def test_the_wall_looks_again_and_says_when_it_cannot(be, cast, places, ward, axe):
    wall = ideas.make_wall(place=places.ward21, by=cast.grace, at=timezone.now())
    page = be()
    page.set_viewport_size(SCREEN)
    page.clock.install()
    page.goto(wall.get_absolute_url())
    ideas.notice(words="The ramp is icy.", place=places.ward21, by=cast.amina, at=timezone.now())
    page.clock.run_for(61_000)
    expect(page.get_by_text("The ramp is icy.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") <= SCREEN["height"]
    page.context.set_offline(True)
    expect(page.get_by_text("No connection since")).to_be_visible()
    expect(page.get_by_text("The ramp is icy.")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("No connection since")).to_have_count(0)
    ideas.end_wall(place=places.ward21, by=cast.grace, at=timezone.now())
    page.clock.run_for(61_000)
    expect(page.get_by_text("This address was ended.")).to_be_visible()
    assert page.get_by_role("link").count() == 0
