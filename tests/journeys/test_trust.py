"""Trust is the default: a change that needs nobody's yes starts at once; where somebody decides, they are asked side by side."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from playwright.sync_api import Page

from groundswell.changes import actions as changes
from groundswell.changes.models import Change, Seat
from groundswell.enabling import jobs
from groundswell.enabling.models import Permission
from groundswell.ideas import actions as ideas
from groundswell.ui.formats import LONDON
from tests.journeys.test_the_way_of_an_idea import choose, send

AT_ONCE = 15  # seconds after Send, at the pace of a person who pauses a second before each tap


def read(page: Page) -> str:
    return page.locator("main").inner_text()


def test_a_nurse_reorders_the_trolley_without_asking_anybody(be, cast, places, axe, picture):
    idea = ideas.notice(
        words="The trolley is stocked from the wrong end.", place=places.ward21, by=cast.amina, at=datetime.now(LONDON)
    )
    page = be(cast.grace, phone=True)
    page.goto(idea.get_absolute_url())
    taps, began = 0, time.monotonic()

    def tap(deed) -> None:
        nonlocal taps
        page.wait_for_timeout(1000)
        deed()
        taps += 1

    tap(lambda: page.locator("main").get_by_role("link", name="Start a change").first.click())
    page.wait_for_load_state()
    for name, answer in (("reversible", "yes"), ("inside_team", "yes"), ("new_risk", "no"), ("seat", "managerial")):
        tap(lambda name=name, answer=answer: choose(page, name, answer))
    tap(lambda: send(page))
    page.goto(Change.objects.get().get_absolute_url())
    said = read(page)
    assert "You do not need permission" in said
    assert "Start a test" in said
    assert not Permission.objects.exists()
    assert taps == 6
    assert time.monotonic() - began < AT_ONCE
    axe(page, "go without asking")
    picture(page, "go")


def test_two_organisations_decide_side_by_side_and_the_silent_one_moves_up(be, cast, places, axe, picture):
    """The Bassetlaw change: GPs and consultants, seven-day cover; each organisation has its own decider and its own clock."""
    monday = datetime(2026, 3, 2, 9, tzinfo=LONDON)
    change = changes.open_change(
        title="Seven-day consultant cover for people sent by their GP", place=places.larwood, reversible=True,
        inside_team=False, new_risk=False, by=cast.adil, at=monday, places=(places.ward21,),
    )  # fmt: skip
    changes.pair(change=change, seat=Seat.CLINICAL, person=cast.adil, by=cast.adil, at=monday)
    adil = be(cast.adil)
    adil.goto(f"/changes/{change.public_id}/before/")
    axe(adil, "questions before it starts")
    choose(adil, "affects_staff_terms", "yes")
    send(adil, "Continue")
    said = read(adil)
    assert "Larwood" in said
    assert "Doncaster and Bassetlaw" in said
    axe(adil, "whom the rules name")
    picture(adil, "whom-the-rules-name")
    send(adil, "Ask and tell them all now")
    here, there = (
        Permission.objects.get(organisation=place, trigger="affects_staff_terms")
        for place in (places.larwood, places.rp5)
    )
    assert here.decider == cast.pat
    assert here.decider != there.decider

    pat = be(cast.pat, phone=True)
    pat.goto("/asked-of-you/")
    axe(pat, "a decision wanted")
    pat.locator(f"form[action='/permissions/{here.public_id}/yes/'] button").click()
    pat.wait_for_load_state()
    here.refresh_from_db()
    assert here.is_yes

    silent, due = there.decider, there.due_on
    jobs.due(datetime(due.year, due.month, due.day, 23, 59, tzinfo=LONDON))
    there.refresh_from_db()
    assert there.decider == silent, "the day is not over before midnight in London"
    jobs.due(datetime(due.year, due.month, due.day, tzinfo=LONDON) + timedelta(days=1))
    there.refresh_from_db()
    assert there.decider != silent

    adil.goto(change.get_absolute_url())
    said = read(adil)
    assert f"waits on {there.decider.called}" in said
    assert "It moved up to" in said
    axe(adil, "one yes, one moved up")
    other = be(there.decider)
    other.goto(there.get_absolute_url())
    said = read(other)
    assert "moved up after silence" in said
    axe(other, "a permission that moved up")
    picture(other, "moved-up")
